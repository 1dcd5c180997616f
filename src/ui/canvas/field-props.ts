import type { RefObject } from 'react';
import type { Camera } from '../../graph/fit.ts';
import type { Picture } from '../../graph/picture.ts';
import type { CanvasProps, Hover } from './canvas-props.ts';
import type { Scene } from './scene.ts';
import type { CameraControl } from './use-camera.ts';

/** What both ways of drawing the field need: the still first picture, and the one that moves. */
export interface FieldProps extends Pick<CanvasProps, 'painting' | 'onSelect' | 'onMoveCard' | 'onMoveCardEnd'> {
  readonly scene: Scene;
  /** The scene as it is drawn, which is newer than the one rendered last where some of it was painted by hand. */
  readonly drawn: RefObject<Scene | null>;
  /** The scene that another picture would be, looked at as it is now. */
  readonly sceneFor: (picture: Picture) => Scene;
  /** How the still picture is shown, and how the moving one begins. */
  readonly start: Camera;
  readonly camera: CameraControl;
  readonly enter: (hover: Hover) => void;
  readonly leave: () => void;
}

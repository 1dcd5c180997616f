import type { Camera } from '../../graph/fit.ts';
import type { CanvasProps, Hover } from './canvas-props.ts';
import type { Scene } from './scene.ts';
import type { CameraControl } from './use-camera.ts';

/** What both ways of drawing the field need: the still first picture, and the one that moves. */
export interface FieldProps extends Pick<CanvasProps, 'onSelect' | 'onMoveCard' | 'onMoveCardEnd'> {
  readonly scene: Scene;
  /** How the still picture is shown, and how the moving one begins. */
  readonly start: Camera;
  readonly camera: CameraControl;
  readonly enter: (hover: Hover) => void;
  readonly leave: () => void;
}

import { useOnViewportChange } from 'reactflow';
import type { CameraControl } from './use-camera.ts';

/** Tells the camera where React Flow looks. */
export function ViewportWatch({ onViewport }: { readonly onViewport: CameraControl['onViewport'] }) {
  useOnViewportChange({ onChange: onViewport });
  return null;
}

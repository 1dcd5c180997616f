import type { ReactFlowProps } from 'reactflow';
import { ZOOM } from '../../graph/fit.ts';

/** How a graph of ours uses React Flow: pointer and camera are the library's, keys, focus and selection are not. */
export const FIELD_SETTINGS = {
  minZoom: ZOOM.min,
  maxZoom: ZOOM.max,
  zIndexMode: 'manual',
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  nodesConnectable: false,
  disableKeyboardA11y: true,
  zoomOnDoubleClick: false,
  // The stage gives the credit, from the first picture on.
  proOptions: { hideAttribution: true },
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  panActivationKeyCode: null,
  zoomActivationKeyCode: null,
  nodeDragThreshold: 4,
  snapToGrid: true,
  snapGrid: [8, 8],
} satisfies ReactFlowProps;

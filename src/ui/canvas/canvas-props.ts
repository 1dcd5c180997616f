import type { ReactNode } from 'react';
import type { FlowKey, Highlight, Picture, Point, Selection } from '../../graph/picture.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { Painting } from '../kit/painting.ts';

/** What the pointer rests on. */
export type Hover =
  | { readonly kind: 'flow'; readonly flow: FlowKey }
  | { readonly kind: 'endpoint'; readonly endpoint: EndpointId };

/**
 * The graph. It keeps no state but the view (pan, zoom, focus, hover);
 * what is drawn and selected comes in, what a person does goes out.
 */
export interface CanvasProps {
  /** A picture from `createPictureMaker()`, which hands unchanged parts on as the same objects. */
  readonly painting: Painting<Picture>;
  readonly selection: Selection;
  /** Also called with `kind: 'nothing'`: a click on the ground, or Esc. */
  readonly onSelect: (selection: Selection) => void;
  /** At every step of a drag; put it into `moved` and hand a new picture in. The top left corner. */
  readonly onMoveCard: (endpoint: EndpointId, to: Point) => void;
  /** Once, when the card is let go. */
  readonly onMoveCardEnd?: ((endpoint: EndpointId) => void) | undefined;
  /** Puts the moved cards back to where they came from; absent where none was moved. */
  readonly onPutBack?: (() => void) | undefined;
  readonly onHover?: ((hover: Hover | null) => void) | undefined;
  readonly highlight?: Highlight | null | undefined;
  /** Presenter mode: large texts, thick lines, no labels, no zoom buttons, no legend. */
  readonly projector?: boolean | undefined;
  /** Shown in the empty state under "Nothing to draw yet", e.g. a button that opens a file. */
  readonly emptyAction?: ReactNode | undefined;
}

import type { EndpointId } from '../model/ids.ts';
import { build } from './build.ts';
import type { FlowKey, Picture, Point } from './picture.ts';
import { reuse } from './reuse.ts';
import { reusePicture } from './reuse-picture.ts';
import { route } from './route.ts';
import type { View } from './view.ts';

/**
 * Makes one picture after the other. It remembers where it put what nobody placed, so that cards stay when others
 * are added, and hands unchanged cards and edges on as the same objects, so that only what changed is drawn again.
 */
export function createPictureMaker(): (view: View) => Picture {
  let automatic: ReadonlyMap<EndpointId, Point> = new Map();
  let layout: View['layout'] = null;
  let last: Picture | null = null;
  let dragged: EndpointId | null = null;
  const findLines = rememberLast(route, () => dragged);
  return (view) => {
    // Another layout is another course; its cards have nothing to do with the old places.
    if (view.layout !== layout) automatic = new Map();
    layout = view.layout;
    dragged = view.dragged ?? null;
    const labels = new Map(away(dragged, last?.edges ?? []).map(({ key, label }) => [key, label]));
    const built = build(view, { automatic, findLines, labels });
    automatic = built.automatic;
    last = last ? reusePicture(last, built.picture) : built.picture;
    return last;
  };
}

/** Routing is most of the work: a verdict that flips moves nothing, a card that is dragged only the lines at it. */
function rememberLast(find: typeof route, dragged: () => EndpointId | null): typeof route {
  let question: unknown = null;
  let lines: ReturnType<typeof route> | null = null;
  return (input) => {
    const moving = dragged();
    const asked = reuse(question, { ...input, cards: [...input.cards], moving });
    if (lines === null || asked !== question) {
      const kept = new Map<FlowKey, readonly Point[]>();
      for (const { key } of away(moving, input.connections)) {
        const line = lines?.get(key);
        if (line) kept.set(key, line);
      }
      lines = find({ ...input, kept });
    }
    question = asked;
    return lines;
  };
}

/** Of connections those that do not touch the card that is dragged: they stay; none when nothing is dragged. */
function away<T extends { readonly from: EndpointId; readonly to: EndpointId }>(
  dragged: EndpointId | null,
  connections: readonly T[],
): readonly T[] {
  return dragged === null ? [] : connections.filter(({ from, to }) => from !== dragged && to !== dragged);
}

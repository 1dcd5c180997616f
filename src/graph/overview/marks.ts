import type { EndpointId } from '../../model/ids.ts';
import type { FlowKey, Highlight, Selection } from '../picture.ts';
import type { Cuts } from './cut.ts';
import { type BundleKey, bundleKey, endsOf, type GroupId } from './ids.ts';
import type { Bundle, Marks } from './overview.ts';
import type { Steady } from './steady.ts';

interface Marked {
  readonly selection?: Selection;
  readonly highlight?: Highlight | null;
}

/** Where the selection and the highlight are in a picture of groups: what is in a closed group is told by the group. */
export function marksOf(
  { selection, highlight = null }: Marked,
  steady: Steady,
  cuts: Cuts,
  bundles: readonly Bundle[],
): Marks {
  const groupOf = (endpoint: EndpointId): GroupId | null => {
    const index = steady.indexOf.get(endpoint);
    return index === undefined ? null : (cuts.all[cuts.standIn[index] ?? -1]?.id ?? null);
  };
  const bundleOf = (flow: FlowKey): BundleKey | null => {
    const found = steady.flows.find(({ key }) => key === flow);
    const from = found && cuts.all[cuts.standIn[found.from] ?? -1]?.id;
    const to = found && cuts.all[cuts.standIn[found.to] ?? -1]?.id;
    return from && to ? bundleKey(from, to) : null;
  };
  const there = new Set(bundles.map(({ key }) => key));
  return { ...selected(selection, groupOf, bundleOf, bundles), lit: litBy(highlight, groupOf, steady, cuts, there) };
}

function selected(
  selection: Selection | undefined,
  groupOf: (endpoint: EndpointId) => GroupId | null,
  bundleOf: (flow: FlowKey) => BundleKey | null,
  bundles: readonly Bundle[],
): Pick<Marks, 'groups' | 'bundle'> {
  switch (selection?.kind) {
    case 'endpoint':
    case 'lock': {
      const group = groupOf(selection.endpoint);
      return { groups: group ? [group] : [], bundle: null };
    }
    case 'group':
      return { groups: [selection.group], bundle: null };
    case 'bundle':
    case 'flow': {
      const key = selection.kind === 'bundle' ? selection.bundle : bundleOf(selection.flow);
      const there = bundles.some((bundle) => bundle.key === key);
      // The picture may have no room for the bundle; its ends are there all the same.
      return { groups: key === null ? [] : endsOf(key), bundle: there ? key : null };
    }
    default:
      return { groups: [], bundle: null };
  }
}

function litBy(
  highlight: Highlight | null,
  groupOf: (endpoint: EndpointId) => GroupId | null,
  steady: Steady,
  cuts: Cuts,
  there: ReadonlySet<BundleKey>,
): Marks['lit'] {
  if (highlight === null) return null;
  const groups = new Set([...highlight.endpoints].flatMap((endpoint) => groupOf(endpoint) ?? []));
  const bundles = new Set<BundleKey>();
  for (const { key, from, to } of steady.flows) {
    if (!highlight.flows.has(key as FlowKey)) continue;
    const [a, b] = [cuts.all[cuts.standIn[from] ?? -1]?.id, cuts.all[cuts.standIn[to] ?? -1]?.id];
    if (!a || !b) continue;
    groups.add(a);
    groups.add(b);
    if (there.has(bundleKey(a, b))) bundles.add(bundleKey(a, b));
  }
  return { groups: [...groups], bundles: [...bundles] };
}

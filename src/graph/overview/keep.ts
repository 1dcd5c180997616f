import type { Endpoint, Labels } from '../../model/cluster.ts';
import type { GroupId } from './ids.ts';
import type { Filter } from './look.ts';
import type { Steady } from './steady.ts';
import type { Tree } from './tree.ts';

/** "app=web": the key alone asks whether there is such a label. */
interface LabelTerm {
  readonly key: string;
  readonly value: string | null;
}

/** Which endpoints the filter lets through, by their numbers; null: all of them. */
export function keptBy({ namespaces, labels }: Filter, { endpoints }: Steady): ReadonlySet<number> | null {
  const terms = termsOf(labels);
  if (namespaces.length === 0 && terms.length === 0) return null;
  const spaces = new Set(namespaces);
  return indexesOf(
    endpoints,
    (endpoint) =>
      (spaces.size === 0 || ('namespace' in endpoint && spaces.has(endpoint.namespace))) &&
      terms.every((term) => hasLabel(endpoint, term)),
  );
}

/** The endpoints of a group and those that it has to do with; null: there is no such group. */
export function keptByFocus(
  focus: GroupId,
  tree: Tree,
  { flows }: Steady,
  beside: (members: readonly number[]) => Iterable<number>,
): ReadonlySet<number> | null {
  const group = tree.groups.get(focus);
  if (!group) return null;
  const own = new Set(group.members);
  const kept = new Set(own);
  for (const { from, to } of flows) {
    if (own.has(from)) kept.add(to);
    if (own.has(to)) kept.add(from);
  }
  if (flows.length === 0) for (const index of beside(group.members)) kept.add(index);
  return kept;
}

/** What a person typed, as questions to labels. */
export function termsOf(text: string): readonly LabelTerm[] {
  return text
    .split(/[\s,]+/)
    .filter((term) => term !== '')
    .map((term) => {
      const [key = '', value = null] = term.split(/==?(.*)/s);
      return { key, value };
    });
}

/** Whether an endpoint carries a label, itself or through its namespace. */
function hasLabel(endpoint: Endpoint, { key, value }: LabelTerm): boolean {
  const sets: readonly Labels[] = [
    ...('labels' in endpoint ? [endpoint.labels] : []),
    ...('namespaceLabels' in endpoint ? [endpoint.namespaceLabels] : []),
  ];
  return sets.some((labels) => (value === null ? Object.hasOwn(labels, key) : labels[key] === value));
}

function indexesOf(endpoints: readonly Endpoint[], test: (endpoint: Endpoint) => boolean): ReadonlySet<number> {
  const kept = new Set<number>();
  endpoints.forEach((endpoint, index) => {
    if (test(endpoint)) kept.add(index);
  });
  return kept;
}

import type { PortProtocol } from '../../sets/connections.ts';
import type { GroupId } from './ids.ts';

/** How a person looks at a large cluster. Plain data: it crosses to a worker. */
export interface Look {
  /** The groups that are opened, the latest last. */
  readonly open: readonly GroupId[];
  readonly filter: Filter;
  /** Only this group, or endpoint, and what it has to do with. */
  readonly focus: GroupId | null;
  /** Counts only what is about this port; null: any. */
  readonly port: { readonly port: number; readonly protocol: PortProtocol } | null;
}

export interface Filter {
  /** Empty: all. */
  readonly namespaces: readonly string[];
  /** "app=web", "team=team-3", "tier"; several are separated by spaces or commas, and all must hold. */
  readonly labels: string;
  /** Empty: all. */
  readonly verdicts: readonly ('allowed' | 'blocked' | 'mixed')[];
  /** Only bundles of which the last change opened or blocked a part. */
  readonly changed: boolean;
}

const NO_FILTER: Filter = { namespaces: [], labels: '', verdicts: [], changed: false };
export const FIRST_LOOK: Look = { open: [], filter: NO_FILTER, focus: null, port: null };

/** The look with these groups opened, the outermost first; they count as the latest. */
export function opened(look: Look, ids: readonly GroupId[]): Look {
  return { ...look, open: [...look.open.filter((id) => !ids.includes(id)), ...ids] };
}

export function folded(look: Look, id: GroupId): Look {
  return { ...look, open: look.open.filter((other) => other !== id) };
}

/** Whether the look leaves anything out that the first one shows. */
export function isNarrowed({ filter, focus, port }: Look): boolean {
  const { namespaces, labels, verdicts, changed } = filter;
  return (
    focus !== null || port !== null || changed || namespaces.length > 0 || verdicts.length > 0 || labels.trim() !== ''
  );
}

/** Everything is shown again; what was opened stays open. */
export function widened(look: Look): Look {
  return { ...FIRST_LOOK, open: look.open };
}

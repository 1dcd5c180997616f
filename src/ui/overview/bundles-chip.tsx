import { ListFilter, X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useRef } from 'react';
import { isNarrowed } from '../../graph/overview/look.ts';
import type { Tally } from '../../graph/overview/overview.ts';
import { useSession, useView } from '../kit/session-context.ts';
import { changeLook } from './acts.ts';
import { FilterForm } from './filter-form.tsx';
import { useOverview } from './use-overview.ts';
import './bundles-chip.css';

/** How much of the picture is left out; it opens the filter. And what the picture is about, where it is about one thing. */
export function BundlesChip() {
  const session = useSession();
  const chip = useRef<HTMLButtonElement>(null);
  const overview = useOverview();
  const look = useView((state) => state.look);
  const isOpen = useView((state) => state.filterOpen);
  if (overview === null) return null;
  const { tally, groups } = overview;
  const [strong, rest] = wordsOf(tally);
  return (
    <>
      {look.focus !== null && (
        <button
          type="button"
          className="chip bundles-chip"
          onClick={() => {
            // The button goes with what it does; the focus stays beside it.
            chip.current?.focus();
            changeLook(session, { focus: null });
          }}
        >
          <span>
            Only <strong>{groups.find(({ id }) => id === look.focus)?.title ?? titleOf(look.focus)}</strong>
          </span>
          <X size={14} strokeWidth={2.25} aria-label="Show the others again" />
        </button>
      )}
      <Popover.Root open={isOpen} onOpenChange={(filterOpen) => session.view.setState({ filterOpen })}>
        <Popover.Trigger asChild>
          <button
            ref={chip}
            type="button"
            className="chip bundles-chip"
            data-testid="bundles-chip"
            data-narrowed={isNarrowed(look) ? '' : undefined}
          >
            <ListFilter size={14} strokeWidth={2.25} aria-hidden="true" />
            <span>
              <strong>{strong}</strong>
              <span className="bundles-chip-rest">{rest}</span>
            </span>
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content className="filter" align="end" sideOffset={8} collisionPadding={8} aria-label="Filter">
            <FilterForm />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </>
  );
}

function wordsOf({ shown, bundles, filtered }: Tally): readonly [string, string] {
  const number = (count: number) => count.toLocaleString('en');
  if (bundles === 0) return ['No bundle', ' to show'];
  if (shown === bundles) return [`${number(bundles)} ${bundles === 1 ? 'bundle' : 'bundles'}`, ', all shown'];
  const how = filtered > 0 ? 'filtered' : 'largest first';
  return [`${number(shown)} of ${number(bundles)} bundles shown`, `: ${how}`];
}

/** Of what is not drawn by itself. */
function titleOf(id: string): string {
  return id.slice(Math.max(id.lastIndexOf('/'), id.indexOf(':')) + 1);
}

import type { GroupId } from '../../graph/overview/ids.ts';
import type { Bundle, DrawnGroup, Overview } from '../../graph/overview/overview.ts';
import { bundlesAt } from '../../graph/overview/walk.ts';
import { Button } from '../kit/button.tsx';
import { useSession, useView } from '../kit/session-context.ts';
import { changeLook, focusOn, foldGroup, pressGroup } from '../overview/acts.ts';
import { useOverview } from '../overview/use-overview.ts';
import './bundle-story.css';
import './story.css';

/** More rows than anyone reads. */
const MAX_ROWS = 30;

/** What a group holds, how much of it policies isolate, and what runs to and from it. */
export function GroupStory({ id }: { readonly id: GroupId }) {
  const session = useSession();
  const overview = useOverview();
  const focus = useView((state) => state.look.focus);
  const group = overview?.groups.find((one) => one.id === id);
  if (!overview || !group) return <p>This group is not in the picture any more.</p>;
  return (
    <article>
      <h3 className="story-ends">{group.title}</h3>
      <p className="group-story-counts">{wordsOf(group)}</p>
      <div className="group-story-tools">
        {group.shape === 'frame' ? (
          <Button size="small" onClick={() => foldGroup(session, id)}>
            Fold
          </Button>
        ) : (
          <Button size="small" onClick={() => pressGroup(session, group)}>
            Open
          </Button>
        )}
        {focus === id ? (
          <Button size="small" aria-pressed onClick={() => changeLook(session, { focus: null })}>
            Show the others again
          </Button>
        ) : (
          <Button size="small" onClick={() => focusOn(session, id)}>
            Only this and its neighbours
          </Button>
        )}
      </div>
      <BundleList overview={overview} bundles={bundlesOf(overview, group)} />
    </article>
  );
}

/** Of a frame those of its parts. */
function bundlesOf(overview: Overview, group: DrawnGroup): readonly Bundle[] {
  if (group.shape !== 'frame') return bundlesAt(overview, group.id);
  const inside = new Set([group.id]);
  for (const { id, parent } of overview.groups) if (parent !== null && inside.has(parent)) inside.add(id);
  return overview.bundles.filter(({ from, to }) => inside.has(from) || inside.has(to));
}

function BundleList({ overview, bundles }: { readonly overview: Overview; readonly bundles: readonly Bundle[] }) {
  const { view } = useSession();
  const titles = new Map(overview.groups.map(({ id, title }) => [id, title]));
  const sorted = bundles.toSorted((a, b) => b.total - a.total).slice(0, MAX_ROWS);
  if (sorted.length === 0) return <p className="group-story-counts">No bundle of the picture touches it.</p>;
  return (
    <ul>
      {sorted.map(({ key, from, to, allowed, total }) => (
        <li key={key} className="reason-sample">
          <button
            type="button"
            className="reason-ends story-link"
            onClick={() => view.select({ kind: 'bundle', bundle: key })}
          >
            {titles.get(from)} → {titles.get(to)}
          </button>
          <span className="reason-port">
            {allowed.toLocaleString('en')} of {total.toLocaleString('en')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function wordsOf({ name, title }: DrawnGroup): string {
  const rest = name.slice(title.length).replace(/^[,.]\s*/, '');
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
}

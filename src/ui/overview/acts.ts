import type { Hit } from '../../graph/overview/find.ts';
import type { GroupId } from '../../graph/overview/ids.ts';
import { FIRST_LOOK, folded, type Look, opened, widened } from '../../graph/overview/look.ts';
import type { DrawnGroup } from '../../graph/overview/overview.ts';
import { NOTHING } from '../../graph/picture.ts';
import type { Session } from '../../store/session.ts';

type Acting = Pick<Session, 'view'>;

/** A press on a group: an endpoint is selected, anything else opens. */
export function pressGroup({ view }: Acting, { id, kind, shape, endpoint }: DrawnGroup): void {
  if (kind === 'rest') view.setState({ filterOpen: true });
  else if (endpoint !== null) view.select({ kind: 'endpoint', endpoint });
  else {
    const { look } = view.getState();
    view.setState({
      selection: { kind: 'group', group: id },
      look: shape === 'frame' ? look : opened(look, [id]),
    });
  }
}

export function foldGroup({ view }: Acting, id: GroupId): void {
  view.setState({ look: folded(view.getState().look, id), selection: NOTHING });
}

export function changeLook({ view }: Acting, changes: Partial<Look>): void {
  view.setState({ look: { ...view.getState().look, ...changes } });
}

export function changeFilter({ view }: Acting, changes: Partial<Look['filter']>): void {
  const { look } = view.getState();
  view.setState({ look: { ...look, filter: { ...look.filter, ...changes } } });
}

export function showAll({ view }: Acting): void {
  view.setState({ look: widened(view.getState().look) });
}

/** Only this group, and what it has to do with. */
export function focusOn({ view }: Acting, group: GroupId): void {
  changeLook({ view }, { focus: group });
}

/** Opens the groups around what was found, and selects it; a label becomes the filter. */
export function goTo({ view }: Acting, { open, group, endpoint, label }: Hit): void {
  const { look } = view.getState();
  if (label !== null) {
    changeFilter({ view }, { labels: label });
    return;
  }
  // What was found must be there, whatever was left out before.
  view.setState({
    part: 'graph',
    look: opened({ ...FIRST_LOOK, open: look.open }, open),
    selection: endpoint !== null ? { kind: 'endpoint', endpoint } : group ? { kind: 'group', group } : NOTHING,
  });
}

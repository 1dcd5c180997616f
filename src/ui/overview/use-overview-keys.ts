import type { FocusEvent, KeyboardEvent, RefObject } from 'react';
import { useState } from 'react';
import type { Box } from '../../catalog/scenario.ts';
import { sample } from '../../graph/overview/curve.ts';
import type { BundleKey, GroupId } from '../../graph/overview/ids.ts';
import type { DrawnGroup, Overview } from '../../graph/overview/overview.ts';
import { bundlesAt, nearestGroup, stopAt } from '../../graph/overview/walk.ts';
import type { Selection } from '../../graph/picture.ts';
import { NOTHING } from '../../graph/picture.ts';
import { lengthOf, pointAt } from '../../graph/polyline.ts';
import { HEADINGS, onGraphKey, stepFrom } from '../canvas/graph-keys.ts';
import type { Spot } from './overview-scene.ts';

interface OverviewKeysInput {
  readonly stage: RefObject<HTMLElement | null>;
  readonly overview: Overview;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onPress: (group: DrawnGroup) => void;
  readonly onFold: (group: GroupId) => void;
  readonly reveal: (box: Box) => void;
}

interface OverviewKeys {
  readonly cursor: Spot | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
}

/**
 * The graph is one Tab stop. Arrows go to the nearest group, E walks the bundles of a group (with Shift backwards),
 * Enter opens a group and selects a bundle or an endpoint, Esc steps back: from a bundle to its group, out of the
 * selection, out of an opened group.
 */
export function useOverviewKeys(input: OverviewKeysInput): OverviewKeys {
  const { stage, overview, selection, onSelect, onPress, onFold, reveal } = input;
  const [wanted, setWanted] = useState<Spot | null>(null);
  const cursor = isThere(overview, wanted) ? wanted : firstSpot(overview);
  const groupOf = (id: GroupId) => overview.groups.find((group) => group.id === id);

  const goTo = (next: Spot) => {
    setWanted(next);
    const box = next.kind === 'group' ? groupOf(next.group)?.box : boxOfBundle(overview, next.bundle);
    if (box) reveal(box);
    elementOf(stage.current, next)?.focus({ preventScroll: true });
  };

  const walk = (group: GroupId, current: BundleKey | null, step: 1 | -1): boolean => {
    const bundles = bundlesAt(overview, group);
    const next = stepFrom(bundles, current, step);
    if (!next) return false;
    goTo({ kind: 'bundle', bundle: next.key, walkedFrom: group });
    return true;
  };

  const stepBack = (): boolean => {
    if (cursor?.kind === 'bundle') {
      goTo({ kind: 'group', group: cursor.walkedFrom });
      return true;
    }
    if (selection.kind !== 'nothing') {
      onSelect(NOTHING);
      return true;
    }
    const group = cursor && groupOf(cursor.group);
    const frame = group?.shape === 'frame' ? group.id : group?.parent;
    if (!frame) return false;
    onFold(frame);
    goTo({ kind: 'group', group: frame });
    return true;
  };

  const press = (): boolean => {
    if (!cursor) return false;
    if (cursor.kind === 'bundle') onSelect({ kind: 'bundle', bundle: cursor.bundle });
    else {
      const group = groupOf(cursor.group);
      if (group) onPress(group);
    }
    return true;
  };

  const handle = ({ key, shiftKey }: KeyboardEvent): boolean => {
    const heading = HEADINGS[key];
    if (heading && cursor) {
      const from = pointOf(overview, cursor);
      const next = from ? nearestGroup(overview, from, heading) : null;
      if (next) goTo({ kind: 'group', group: next });
      return true;
    }
    switch (key) {
      case 'e':
      case 'E':
        if (cursor?.kind === 'bundle') return walk(cursor.walkedFrom, cursor.bundle, shiftKey ? -1 : 1);
        return cursor ? walk(cursor.group, null, shiftKey ? -1 : 1) : false;
      case 'Enter':
      case ' ':
        return press();
      case 'Escape':
        return stepBack();
      default:
        return false;
    }
  };

  return {
    cursor,
    onKeyDown: onGraphKey(handle),
    onFocus: ({ target }) => {
      if (!(target instanceof Element)) return;
      const group = target.closest('[data-group]')?.getAttribute('data-group');
      if (group) setWanted({ kind: 'group', group: group as GroupId });
      const key = target.closest('[data-bundle]')?.getAttribute('data-bundle');
      const bundle = overview.bundles.find((other) => other.key === key);
      if (!bundle) return;
      setWanted((before) =>
        before?.kind === 'bundle' && before.bundle === bundle.key
          ? before
          : { kind: 'bundle', bundle: bundle.key, walkedFrom: bundle.from },
      );
    },
  };
}

function firstSpot({ groups }: Overview): Spot | null {
  const first = groups[0];
  return first ? { kind: 'group', group: first.id } : null;
}

function isThere({ groups, bundles }: Overview, spot: Spot | null): boolean {
  if (spot?.kind === 'group') return groups.some(({ id }) => id === spot.group);
  return spot?.kind === 'bundle' && bundles.some(({ key }) => key === spot.bundle);
}

/** Where a bundle can be seen: around its label. */
export function boxOfBundle({ bundles }: Overview, key: BundleKey): Box | null {
  const bundle = bundles.find((other) => other.key === key);
  if (!bundle) return null;
  const { x, y } = middleOf(bundle);
  return { x: x - 40, y: y - 10, width: 80, height: 20 };
}

function middleOf({ label, curve }: Overview['bundles'][number]) {
  const points = sample(curve);
  return label ?? pointAt(points, lengthOf(points) / 2);
}

/** Where the arrow keys start from. */
function pointOf(overview: Overview, spot: Spot) {
  if (spot.kind === 'bundle') {
    const bundle = overview.bundles.find(({ key }) => key === spot.bundle);
    return bundle ? middleOf(bundle) : null;
  }
  const group = overview.groups.find(({ id }) => id === spot.group);
  return group ? stopAt(group) : null;
}

function elementOf(stage: HTMLElement | null, spot: Spot): HTMLElement | SVGElement | null {
  const selector =
    spot.kind === 'group'
      ? `[data-group="${CSS.escape(spot.group)}"]`
      : `[data-testid="flow"][data-bundle="${CSS.escape(spot.bundle)}"]`;
  return stage?.querySelector<HTMLElement | SVGElement>(selector) ?? null;
}

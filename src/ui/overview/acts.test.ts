import { describe, expect, test } from 'vitest';
import type { Hit } from '../../graph/overview/find.ts';
import type { GroupId } from '../../graph/overview/ids.ts';
import type { DrawnGroup } from '../../graph/overview/overview.ts';
import type { EndpointId } from '../../model/ids.ts';
import { DEFAULT_PREFERENCES } from '../../store/persistence.ts';
import { createView } from '../../store/view.ts';
import { changeFilter, foldGroup, goTo, pressGroup, showAll } from './acts.ts';

const shop = 'ns:shop' as GroupId;
const web = 'shop/web' as EndpointId;

const group: DrawnGroup = {
  id: shop,
  kind: 'namespace',
  shape: 'card',
  parent: null,
  box: { x: 0, y: 0, width: 184, height: 72 },
  title: 'shop',
  count: 41,
  unit: 'workloads',
  endpoint: null,
  isolated: null,
  name: 'shop',
};
const hit: Hit = {
  kind: 'endpoint',
  title: 'web',
  detail: 'in shop',
  open: [shop],
  group: web as string as GroupId,
  endpoint: web,
  label: null,
};

const started = () => ({ view: createView(DEFAULT_PREFERENCES, new Map()) });

describe('a press', () => {
  test('opens a group and selects it; folding takes both back', () => {
    const session = started();
    pressGroup(session, group);
    expect(session.view.getState()).toMatchObject({
      look: { open: [shop] },
      selection: { kind: 'group', group: shop },
    });
    foldGroup(session, shop);
    expect(session.view.getState()).toMatchObject({ look: { open: [] }, selection: { kind: 'nothing' } });
  });

  test('selects an endpoint, and on what there was no room for opens the filter', () => {
    const session = started();
    pressGroup(session, { ...group, kind: 'endpoint', shape: 'chip', endpoint: web });
    expect(session.view.getState().selection).toEqual({ kind: 'endpoint', endpoint: web });
    pressGroup(session, { ...group, kind: 'rest' });
    expect(session.view.getState().filterOpen).toBe(true);
  });
});

describe('what was found', () => {
  test('is opened and selected, whatever was left out before', () => {
    const session = started();
    changeFilter(session, { labels: 'app=other' });
    goTo(session, hit);
    expect(session.view.getState()).toMatchObject({
      look: { open: [shop], filter: { labels: '' } },
      selection: { kind: 'endpoint', endpoint: web },
      part: 'graph',
    });
  });

  test('becomes the filter, if it is a label', () => {
    const session = started();
    goTo(session, { ...hit, kind: 'label', label: 'app=web', group: null, endpoint: null, open: [] });
    expect(session.view.getState().look.filter.labels).toBe('app=web');
    showAll(session);
    expect(session.view.getState().look.filter.labels).toBe('');
  });
});

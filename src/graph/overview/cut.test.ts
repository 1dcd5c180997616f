import { describe, expect, test } from 'vitest';
import { steadyOfShape } from '../testing/large.ts';
import { cutOf, MOST_DRAWN } from './cut.ts';
import type { GroupId } from './ids.ts';
import { type Group, holdersOf, type Tree, treeOf } from './tree.ts';

const relevance = ({ members }: Group) => members.length;
const ns = (at: number) => `ns:space-${at}` as GroupId;

const SHAPES = {
  '20 namespaces of 20 workloads': { namespaces: 20, workloads: 20, pods: 1 },
  '100 namespaces of 20 workloads of 5 Pods that differ': { namespaces: 100, workloads: 20, pods: 5 },
  '1,000 namespaces of 100 Pods': { namespaces: 1000, workloads: 20, pods: 5 },
  'one namespace of 5,000 workloads with one label each': {
    namespaces: 1,
    workloads: 5000,
    pods: 1,
    labels: (at: number) => ({ app: `app-${at}` }),
  },
  'one namespace of 5,000 workloads in five tiers': {
    namespaces: 1,
    workloads: 5000,
    pods: 1,
    labels: (at: number) => ({ app: `app-${at}`, tier: `tier-${at % 5}` }),
  },
  'three namespaces, each of one workload of 5,000 Pods that differ': { namespaces: 3, workloads: 1, pods: 5000 },
};

describe.each(Object.entries(SHAPES))('%s', (_, shape) => {
  const steady = steadyOfShape(shape);
  const tree = treeOf(steady);
  const cut = (open: readonly GroupId[]) => cutOf(tree, open, relevance, steady.endpoints.length);

  test('opens readable, and stays so whatever is opened', () => {
    expect(cut([]).all.length).toBeLessThanOrEqual(61);
    const open: GroupId[] = [];
    for (let depth = 0; depth < 6; depth += 1) {
      const next = cut(open).all.filter(({ id, isOpen }) => !isOpen && (tree.groups.get(id)?.children.length ?? 0) > 0);
      open.push(...next.slice(0, 5).map(({ id }) => id));
      expect(cut(open).all.length).toBeLessThanOrEqual(MOST_DRAWN);
    }
  });

  test('what is opened last is open', () => {
    const everything = [...tree.groups.values()].filter(({ children }) => children.length > 0).slice(0, 200);
    const latest = everything.at(-1)?.id;
    if (!latest) return;
    const { all, folded } = cut(everything.map(({ id }) => id));
    expect(all.find(({ id }) => id === latest)?.isOpen).toBe(true);
    expect(folded).not.toContain(latest);
  });

  test('each endpoint is stood for once at most, and by a closed group that holds it', () => {
    const { all, standIn } = cut(tree.roots.slice(0, 2));
    standIn.forEach((at, endpoint) => {
      if (at === -1) return;
      expect(all[at]?.isOpen).toBe(false);
      if (endpoint % 97 === 0) expect(all[at]?.group?.members).toContain(endpoint);
    });
  });
});

const tree = (shape: Parameters<typeof steadyOfShape>[0]): Tree => treeOf(steadyOfShape(shape));

test('what there is no room for is one card that says how much it is', () => {
  const steady = steadyOfShape({ namespaces: 1000, workloads: 1, pods: 1 });
  const { all } = cutOf(treeOf(steady), [], relevance, 1000);
  expect(all.at(-1)).toMatchObject({ kind: 'rest', rest: 1000 - (all.length - 1) });
});

test('a namespace that there was no room for is drawn once it is opened', () => {
  const steady = steadyOfShape({ namespaces: 1000, workloads: 2, pods: 1 });
  const { all } = cutOf(treeOf(steady), [ns(999)], relevance, 2000);
  expect(all.find(({ id }) => id === ns(999))?.isOpen).toBe(true);
});

test('what lies deep inside is drawn once it is opened, with as much around it as there is room for', () => {
  const labels = (at: number) => ({ tier: `t${at % 40}`, team: `x${Math.floor(at / 40) % 40}`, app: `a${at}` });
  const steady = steadyOfShape({ namespaces: 40, workloads: 2500, pods: 1, labels });
  const deep = treeOf(steady);
  const last = steady.endpoints.at(-1)?.id as string as GroupId;
  const holders = holdersOf(deep, last);
  expect(holders.length).toBeGreaterThan(2);
  const { all } = cutOf(deep, holders, relevance, steady.endpoints.length);
  expect(all.some(({ id }) => id === last)).toBe(true);
  expect(all.length).toBeLessThanOrEqual(MOST_DRAWN);
});

test('Pods of one owner that differ are one chip that opens', () => {
  const { groups } = tree({ namespaces: 2, workloads: 3, pods: 2 });
  expect(groups.get(ns(0))?.children).toEqual([0, 1, 2].map((at) => `work:space-0/StatefulSet/app-${at}`));
  expect(groups.get('work:space-0/StatefulSet/app-1' as GroupId)).toMatchObject({ title: 'app-1', workloads: 1 });
  expect(groups.get(ns(0))?.workloads).toBe(3);
});

test('a namespace that is alone is no group: its parts stand in its place', () => {
  expect(tree({ namespaces: 1, workloads: 40, pods: 1 }).roots).toHaveLength(40);
  const labels = (at: number) => ({ tier: at % 2 === 0 ? 'web' : 'db', app: `a${at}` });
  expect(tree({ namespaces: 1, workloads: 100, pods: 1, labels }).roots).toEqual([
    'label:space-0/tier=db',
    'label:space-0/tier=web',
  ]);
});

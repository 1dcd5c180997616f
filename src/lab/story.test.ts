import { describe, expect, test } from 'vitest';
import type { FlowKey, Selection } from '../graph/picture.ts';
import type { EndpointId } from '../model/ids.ts';
import { simulate } from '../simulate.ts';
import { portsInWords } from './reach.ts';
import { storyOf } from './story.ts';
import { questionAt } from './testing/demo.ts';

function storyAt(number: number, selection: Selection) {
  const { cluster, policies } = questionAt(number);
  const files = [cluster, ...policies];
  return storyOf(simulate({ files }), files, selection);
}

describe('the story of a connection', () => {
  const flow = 'microseg/mydummycrm-dev>mydummytask:8080/TCP' as FlowKey;
  const story = storyAt(2, { kind: 'flow', flow });

  test('names the ends and quotes the line that decided', () => {
    expect(story).toMatchObject({ from: 'mydummycrm-dev', to: 'mydummytask', port: '8080/TCP', verdict: 'blocked' });
    if (story?.kind !== 'connection') throw new Error('no story');
    const decided = story.ends.flatMap((end) => end.paragraphs).filter(({ tone }) => tone === 'block');
    expect(decided.map(({ quote }) => `${quote?.file}:${quote?.line} ${quote?.text}`)).toEqual([
      'deny_all_egress.yaml:9 - Egress',
    ]);
  });

  test('what would have happened has no colour', () => {
    if (story?.kind !== 'connection') throw new Error('no story');
    expect(story.ends.map(({ tone }) => tone)).toEqual(['block', 'idle']);
  });
});

describe('the story of an endpoint', () => {
  const reachedFrom = (name: string) => {
    const story = storyAt(2, { kind: 'lock', endpoint: `microseg/${name}` as EndpointId, direction: 'egress' });
    return story?.kind === 'endpoint' ? story.directions[0]?.reach : undefined;
  };

  test('it reaches what both ends let pass', () => {
    expect(reachedFrom('mydummycrm')?.rows).toEqual([
      {
        endpoint: 'mydummytask',
        name: 'mydummytask',
        ports: 'every port',
        flow: 'microseg/mydummycrm>mydummytask:8080/TCP',
      },
    ]);
    expect(reachedFrom('mydummycrm-dev')).toEqual({ title: 'It reaches nothing.', rows: [], more: 0 });
  });

  test('tells both directions for a card, one for a lock, and why a direction is open', () => {
    const endpoint = 'microseg/mydummyclient' as EndpointId;
    const both = storyAt(2, { kind: 'endpoint', endpoint });
    if (both?.kind !== 'endpoint') throw new Error('no story');
    expect(both.directions.map(({ direction, words }) => `${direction} ${words}`)).toEqual([
      'ingress open',
      'egress isolated by 1 policy',
    ]);
    expect(both.directions[0]?.whyOpen).toMatch(/^No policy selects mydummyclient for In/);
  });
});

test('what is not there has no story', () => {
  expect(storyAt(2, { kind: 'nothing' })).toBeNull();
  expect(storyAt(2, { kind: 'flow', flow: 'a>b:1/TCP' as FlowKey })).toBeNull();
  expect(storyAt(2, { kind: 'endpoint', endpoint: 'shop/gone' as EndpointId })).toBeNull();
});

test.each([
  [{ TCP: [[8080, 8080]] }, '8080/TCP'],
  [{ TCP: [[1, 65535]], UDP: [[53, 53]] }, 'all TCP, 53/UDP'],
  [{ ICMP: [[0, 65535]] }, 'no port, other protocols only'],
] as const)('ports in words: %j', (allowed, words) => {
  expect(portsInWords(allowed)).toBe(words);
});

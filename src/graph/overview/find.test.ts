import { describe, expect, test } from 'vitest';
import type { EndpointId } from '../../model/ids.ts';
import { simulate } from '../../simulate.ts';
import { largeFiles } from '../testing/large.ts';
import { find, wayTo } from './find.ts';

const cluster = simulate({
  files: [
    ...largeFiles(200, { policies: 1, namespaces: 4 }),
    {
      name: 'more.yaml',
      text: `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: front, labels: {app: web, Constructor: x}}
status: {podIP: 192.168.7.9}
---
apiVersion: v1
kind: Pod
metadata: {name: webhooks, namespace: front, labels: {app: hooks}}
status: {podIP: 'fd00::7'}`,
    },
  ],
}).cluster;

const titles = (text: string) => find(cluster, text).map(({ title }) => title);

describe('finds', () => {
  test.each([
    ['by name, the very name first', 'web', 'web'],
    ['by the beginning of a name', 'webh', 'webhooks'],
    ['whatever the case', 'WEBHOOKS', 'webhooks'],
    ['a namespace before what is in it', 'front', 'front'],
    ['by namespace and name', 'front/web', 'web'],
    ['by label', 'app=hooks', 'app=hooks'],
    ['by address', '192.168.7.9', 'web'],
    ['by the beginning of an address', '192.168.7', 'web'],
    ['by address block', '192.168.0.0/16', 'web'],
    ['by an IPv6 block', 'fd00::/8', 'webhooks'],
    ['a server outside', 'outside-1', 'outside-1'],
  ])('%s: %s', (_, text, title) => {
    expect(titles(text)[0]).toBe(title);
  });
});

test('nothing for nothing, and for what is not there', () => {
  expect(find(cluster, '  ')).toEqual([]);
  expect(find(cluster, 'no-such-thing')).toEqual([]);
  expect(find(cluster, '(')).toEqual([]);
  expect(find(cluster, '10.0.0.0/99')).toEqual([]);
});

test('tells what to open so that the endpoint is drawn', () => {
  expect(find(cluster, 'webhooks')[0]).toMatchObject({ open: ['ns:front'], endpoint: 'front/webhooks' });
  expect(find(cluster, 'front')[0]).toMatchObject({ kind: 'namespace', open: ['ns:front'], endpoint: null });
});

test('knows the way to any endpoint', () => {
  expect(wayTo(cluster, 'front/web' as EndpointId)).toEqual(['ns:front']);
  expect(wayTo(cluster, 'outside-1' as EndpointId)).toEqual(['all:outside']);
});

test('no more than can be read', () => {
  expect(find(cluster, 'a', 5)).toHaveLength(5);
});

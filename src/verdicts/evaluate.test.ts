import { expect, it } from 'vitest';
import { formatPorts } from '../sets/connections.ts';
import { evaluate } from './evaluate.ts';
import { passageOf } from './passage.ts';
import { onNode, outside, pod, tiers } from './testing/tier-notation.ts';

const web = pod('web');
const twin = pod('twin');
const db = pod('db', 'db');
const out = outside('out');
const evaluation = evaluate([web, twin, db, out], tiers('default deny: allow 80 ~db, allow 90'));
const { classes, verdict } = evaluation;
const { allowedBetween } = passageOf(evaluation);

it('what passes is what both ends allow', () => {
  const both = evaluate([web, db], [...tiers('out deny: allow 80-90', 'egress'), ...tiers('in deny: allow 85-99')]);
  expect(formatPorts(both.verdict(db, web).allowed)).toEqual({ TCP: '85-90' });
});

it('names the two ends that were asked for, not those that stand for them', () => {
  expect(verdict(db, twin)).toMatchObject({
    from: 'a/db',
    to: 'a/twin',
    allowed: {
      TCP: [
        [80, 80],
        [90, 90],
      ],
    },
  });
  expect(verdict(twin, out).to).toBe('out');
});

it('two of one class are not one that reaches itself', () => {
  expect(classes.of(web)).toBe(classes.of(twin));
  expect(formatPorts(verdict(web, twin).allowed)).toEqual({ TCP: '90' });
  expect(formatPorts(allowedBetween(classes.of(web), classes.of(web)))).toEqual({ TCP: '90' });
  expect(formatPorts(verdict(web, web).allowed).TCP).toBe('1-65535');
});

it('a node reaches the Pods it runs, and no other of their class', () => {
  const proxy = onNode('proxy', 'n1');
  const [here, there] = [
    { ...pod('here'), node: 'n1' },
    { ...pod('there'), node: 'n2' },
  ];
  const evaluation = evaluate([here, there, proxy], tiers('default deny: allow 90'));
  const { verdict, classes } = evaluation;
  const { allowedBetween } = passageOf(evaluation);
  expect(classes.of(here)).toBe(classes.of(there));
  expect(formatPorts(verdict(proxy, here).allowed).TCP).toBe('1-65535');
  expect(formatPorts(verdict(proxy, there).allowed)).toEqual({ TCP: '90' });
  expect(formatPorts(allowedBetween(classes.of(proxy), classes.of(here)))).toEqual({ TCP: '90' });
});

import { expect, test } from 'vitest';
import { destinationOf, hashOf, neighbourOf, openedIn } from './route.ts';
import { course } from './testing/course.ts';

const other = { ...course, id: 'other course', scenarios: course.scenarios.slice(1) };
const courses = [course, other];

/** A link leads to its case; what leads nowhere leads to the first one, and is told. */
test.each([
  ['', 'demo/case-0', null],
  ['#', 'demo/case-0', null],
  ['#/', 'demo/case-0', null],
  ['#/demo', 'demo/case-0', null],
  ['#/demo/case-2', 'demo/case-2', null],
  ['#/demo/case-2/', 'demo/case-2', null],
  ['#/other%20course/case-1', 'other course/case-1', null],
  ['#/demo/case-9', 'demo/case-0', 'demo/case-9'],
  ['#/nowhere', 'demo/case-0', 'nowhere'],
  ['#/nowhere/case-1', 'demo/case-0', 'nowhere/case-1'],
  ['#/%', 'demo/case-0', '%'],
])('%j leads to %s', (hash, where, unknown) => {
  const found = destinationOf(hash, courses);
  expect(`${found?.course.id}/${found?.scenario.id}`).toBe(where);
  expect(found?.unknown).toBe(unknown);
});

test('without a scenario there is nowhere to go', () => {
  expect(destinationOf('#/demo/case-0', [])).toBeNull();
  expect(destinationOf('', [{ ...course, scenarios: [] }])).toBeNull();
});

test('every link that is made leads back to where it was made', () => {
  for (const at of courses) {
    for (const scenario of at.scenarios) {
      expect(destinationOf(hashOf(at, scenario), courses)).toEqual({ course: at, scenario, unknown: null });
    }
  }
});

test('there is nothing before the first case and after the last', () => {
  const [first, second, last] = course.scenarios;
  if (first === undefined || second === undefined || last === undefined) throw new Error('three cases');
  expect(neighbourOf(course, first, -1)).toBeNull();
  expect(neighbourOf(course, first, 1)).toBe(second);
  expect(neighbourOf(course, last, 1)).toBeNull();
});

test.each([
  ['#/opened/my%20shop.yaml', 'my shop.yaml'],
  ['#/opened/a%2Fb/', 'a/b'],
  ['#/opened', ''],
  ['#/opened/', ''],
  ['#/opened-course/case-1', null],
  ['#/demo/opened', null],
  ['', null],
])('%j is a link to the opened cluster %j', (hash, name) => {
  expect(openedIn(hash)).toBe(name);
});

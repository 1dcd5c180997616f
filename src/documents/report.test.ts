import { expect, it } from 'vitest';
import { Report } from './report.ts';

const NOWHERE = { start: 0, end: 1 };

it('has errors when one of its problems is one', () => {
  const report = new Report(({ start, end }) => ({ file: 'a.yaml', start, end }));
  expect(report.hasErrors).toBe(false);
  report.add('ignored-kind', 'It has no say.', NOWHERE, 'info');
  report.add('unknown-kind', 'It is not read.', NOWHERE, 'warning');
  expect(report.hasErrors).toBe(false);
  report.add('bad-value', 'It is wrong.', NOWHERE);
  expect(report.hasErrors).toBe(true);
});

it('says where a kind is documented, if that is known', () => {
  const locate = (span: typeof NOWHERE) => ({ file: 'a.yaml', ...span });
  const [known, unknown] = ['https://example.org', null].map((documentation) => {
    const report = new Report(locate, documentation);
    report.add('bad-value', 'It is wrong.', NOWHERE);
    return report.problems[0];
  });
  expect(known).toHaveProperty('documentation', 'https://example.org');
  expect(unknown).not.toHaveProperty('documentation');
});

import { expect, it } from 'vitest';
import { resolvePlain } from './scalar.ts';

// What kubectl makes of an unquoted word. What surprises people is in here: a version, a yes, an octal.
it.each<[string | number | boolean | null, string[]]>([
  [null, ['', '~', 'null', 'Null', 'NULL']],
  [true, ['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On', 'ON']],
  [false, ['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off', 'OFF']],
  [0, ['0', '+0', '00', '0x0', '0b0', '0.0']],
  [8, ['8', '010', '0o10', '0x8', '0b1000', '8.0', '8.', '+8', '0.8e1', '80e-1', '0_10']],
  [-8, ['-8', '-010', '-0x8', '-0b1000', '-8.0']],
  [255, ['0xff', '0xFF', '0377']],
  [1000, ['1000', '1_000', '1e3', '1E+3']],
  [9, ['9', '09']],
  [0.5, ['.5', '0.5', '+.5']],
])('%j is what these mean: %j', (value, sources) => {
  for (const source of sources) expect([source, resolvePlain(source)]).toEqual([source, value]);
});

// Text stays text, however much of a number or of a truth value there is in it.
it.each([
  'y',
  'n',
  'Y',
  'N',
  'nULL',
  'tRUE',
  'yEs',
  'yes!',
  'web',
  '1.2.3',
  '10.0.0.0/8',
  '172.16.248.152',
  '8080/TCP',
  '2026-01-01',
  '0xfg',
  '0b12',
  '0o8',
  '1e',
  '-',
  '+',
  '.',
  '..',
  '-web',
  '+web',
  '12:30',
  '_1',
  '__proto__',
  'constructor',
])('%s is text', (source) => {
  expect(resolvePlain(source)).toBe(source);
});

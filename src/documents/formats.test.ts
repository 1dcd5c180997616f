import { expect, it } from 'vitest';
import { cidr, dnsLabel, dnsSubdomain, type Format, labelKey, labelValue, portName } from './formats.ts';

const long = (length: number): string => 'a'.repeat(length);

// What each format accepts, and what it refuses; lengths are tried on both sides of the limit.
it.each<[string, Format, { readonly yes: string[]; readonly no: string[] }]>([
  [
    'names of objects',
    dnsSubdomain,
    {
      yes: ['a', 'a-b', 'a.b-c.d', '0', '1.2.3', 'deny-all', long(63), `${long(200)}.a`, `${long(251)}.a`],
      no: ['', 'A', 'a_b', '-a', 'a-', '.a', 'a.', 'a..b', 'a.-b', 'a b', 'ä', `${long(252)}.a`, 'a\n'],
    },
  ],
  [
    'names of namespaces',
    dnsLabel,
    { yes: ['a', 'a-b', '0', long(63)], no: ['', 'a.b', 'A', '-a', 'a-', long(64), 'a\n'] },
  ],
  [
    'label keys',
    labelKey,
    {
      yes: ['app', 'A_b.c-d', 'kubernetes.io/metadata.name', `a.b/${long(63)}`, 'constructor'],
      no: ['', '-app', 'app-', '/app', 'a/', 'a/b/c', 'A.io/app', '_/app', long(64), 'a b', '__proto__'],
    },
  ],
  [
    'label values',
    labelValue,
    { yes: ['', 'web', 'A_b.c-d', '1', long(63)], no: ['-web', 'web-', 'a/b', 'a b', long(64), ' ', '_'] },
  ],
  [
    'address blocks',
    cidr,
    {
      yes: ['10.0.0.0/8', '10.1.2.3/8', '0.0.0.0/0', '172.16.248.152/32', '::/0', '2001:db8::/32'],
      no: ['', '10.0.0.0', '10.0.0/8', '10.0.0.0/33', '::/129', '010.0.0.0/8', '10.0.0.0/8/8', '10.0.0.0/-1', 'all'],
    },
  ],
  [
    'names of ports',
    portName,
    {
      yes: ['http', 'a', '8080a', 'web-1', long(15)],
      no: ['', '8080', 'HTTP', 'a--b', '-a', 'a-', 'a.b', long(16)],
    },
  ],
])('%s', (_, format, { yes, no }) => {
  expect(yes.filter((text) => format.complaint(text) !== null)).toEqual([]);
  expect(no.filter((text) => format.complaint(text) === null)).toEqual([]);
  expect(format.complaint(no[1] ?? '')).toContain(`"${no[1]}"`);
});

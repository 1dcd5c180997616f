import { describe, expect, it } from 'vitest';
import { type Cidr, cidrCovers, cidrHolds, parseAddress, parseCidr, parseNet } from './cidr.ts';

const cidr = (text: string): Cidr => {
  const parsed = parseCidr(text);
  if (!parsed) throw new Error(`the test's block ${text} is not one`);
  return parsed;
};

// https://pkg.go.dev/net#ParseIP: of the addresses that end like one of IPv4 only the mapped ones are.
it.each([
  ['::ffff:1.2.3.4', 4, [1, 2, 3, 4]],
  ['::1.2.3.4', 6, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]],
  ['64:ff9b::1.2.3.4', 6, [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]],
])('%s is of IP version %i', (text, family, bytes) => {
  expect(parseAddress(text)).toEqual({ family, bytes });
});

describe('address blocks', () => {
  it.each([
    ['10.0.0.0/8', '10.1.2.3', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.0.0.9/8', '10.200.0.1', true],
    ['172.16.248.152/32', '172.16.248.152', true],
    ['172.16.248.152/32', '172.16.248.153', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '10.0.0.1', false],
    ['2001:db8::/33', '2001:db8:7fff::1', true],
    ['2001:db8::/33', '2001:db8:8000::1', false],
    ['192.168.8.0/22', '192.168.11.255', true],
    ['192.168.8.0/22', '192.168.12.0', false],
  ])('%s holds %s: %s', (block, address, held) => {
    expect(cidrHolds(cidr(block), parseAddress(address) ?? { family: 4, bytes: [] })).toBe(held);
  });

  it.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    '010.0.0.0/8',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.256/8',
    '::/129',
    'fe80::1%eth0/64',
    '1.2.3.4/8/8',
    '/8',
    '',
    'example.org/8',
    '0x10.0.0.0/8',
    '10/8',
  ])('refuses %s', (text) => {
    expect(parseCidr(text)).toBeNull();
  });

  it.each([
    ['10.0.0.0/8', '10.2.0.0/16', true],
    ['10.2.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.0.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '2001:db8::/64', false],
  ])('%s covers %s: %s', (outer, inner, covered) => {
    expect(cidrCovers(cidr(outer), cidr(inner))).toBe(covered);
  });

  // An IPv4 address in IPv6 form is an IPv4 address, and its block is counted in the bits of the IPv6 form.
  it.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['2001:DB8::1/32', '2001:db8::/32'],
    ['::ffff:10.1.2.3/104', '10.0.0.0/8'],
    ['::ffff:10.1.2.3/128', '10.1.2.3/32'],
    ['::ffff:10.1.2.3/96', '0.0.0.0/0'],
    ['::ffff:10.1.2.3/95', '::fffe:0:0/95'],
    ['::ffff:10.1.2.3/8', '::/8'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['::ffff:10.1.2.3', '10.1.2.3/32'],
    ['::ffff:10.1.2.3/129', undefined],
    ['10.1.2', undefined],
  ])('%s as a block is %s', (text, key) => {
    expect(parseNet(text)?.key).toBe(key);
  });

  it('takes an IPv4 address in IPv6 form for IPv4', () => {
    expect(parseAddress('::ffff:10.1.2.3')).toEqual({ family: 4, bytes: [10, 1, 2, 3] });
    expect(cidrHolds(cidr('10.0.0.0/8'), parseAddress('::ffff:10.1.2.3') ?? { family: 6, bytes: [] })).toBe(true);
    expect(cidr('::ffff:10.0.0.0/104').family).toBe(4);
    expect(cidr('::ffff:10.0.0.0/8').family).toBe(6);
  });

  it('gives equal blocks equal keys', () => {
    expect(cidr('10.1.2.3/8').key).toBe(cidr('10.0.0.0/8').key);
    expect(cidr('2001:DB8:0:0::/64').key).toBe(cidr('2001:db8::/64').key);
  });
});

import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import { parseAddress } from './cidr.ts';

test.each([
  ['10.1.2.3', [10, 1, 2, 3]],
  ['::ffff:10.1.2.3', [10, 1, 2, 3]],
  ['::ffff:a01:203', [10, 1, 2, 3]],
])('%s is the IPv4 address %j', (text, bytes) => {
  expect(parseAddress(text)).toEqual({ family: 4, bytes });
});

test.each([
  ['::', '0'],
  ['::1', '1'],
  ['2001:DB8::', '20010db8000000000000000000000000'],
  ['1:2:3:4:5:6:7::', '00010002000300040005000600070000'],
  // Not ::ffff:1.2.3.4, which alone is an IPv4 address in disguise.
  ['::1.2.3.4', '01020304'],
  ['64:ff9b::192.0.2.33', '0064ff9b0000000000000000c0000221'],
])('%s is an IPv6 address', (text, hexadecimal) => {
  const bytes = parseAddress(text)?.bytes ?? [];
  const read = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  expect(read).toBe(hexadecimal.padStart(32, '0'));
});

test.each([
  '',
  ':',
  ':::',
  '1',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  // The two colons must stand for something.
  '1:2:3:4::5:6:7:8',
  ':1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:',
  '12345::',
  'g::',
  'fe80::1%eth0',
  '::10.0.0.1:1',
  '::10.0.0',
  '::010.0.0.1',
  '1.2.3',
  '1.2.3.4.5',
  '01.2.3.4',
  '1.2.3.256',
  '1.2.3.4 ',
  '0x1.2.3.4',
])('%j is no address', (text) => {
  expect(parseAddress(text)).toBeNull();
});

/** The other library takes these for IPv4 addresses; Go does not. */
const DEPRECATED = /^::(?:\d+\.){3}\d+$/;

test('every address in every spelling is read as another library reads it', () => {
  const anAddress = fc.oneof(
    fc.ipV4(),
    fc.ipV6().filter((text) => !DEPRECATED.test(text)),
    fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => ipaddr.fromByteArray([...bytes]).toString()),
  );
  fc.assert(
    fc.property(anAddress, (text) => {
      expect(parseAddress(text)?.bytes).toEqual(ipaddr.process(text).toByteArray());
    }),
    { numRuns: 2000 },
  );
});

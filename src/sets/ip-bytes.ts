const BYTE = /^(?:0|[1-9]\d{0,2})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;
const GROUPS = 8;

/** The four bytes of an IPv4 address: no leading zeros, nothing shortened. null: not one. */
export function parseIpv4(text: string): readonly number[] | null {
  const parts = text.split('.');
  const bytes = parts.map(Number);
  return parts.length === 4 && parts.every((part) => BYTE.test(part)) && bytes.every((byte) => byte < 256)
    ? bytes
    : null;
}

/**
 * The sixteen bytes of an IPv6 address: groups of 16 bits, of which the last two may be written as an IPv4 address;
 * `::` stands once, for one group of zeros or more. null: not one.
 */
export function parseIpv6(text: string): readonly number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = [halves[0] ?? '', halves[1]];
  const before = bytesOf(head, tail === undefined);
  const after = bytesOf(tail ?? '', true);
  if (before === null || after === null) return null;
  const missing = GROUPS * 2 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return null;
  return [...before, ...Array.from({ length: missing }, () => 0), ...after];
}

function bytesOf(half: string, isEnd: boolean): readonly number[] | null {
  if (half === '') return [];
  const bytes: number[] = [];
  const groups = half.split(':');
  for (const [at, group] of groups.entries()) {
    if (GROUP.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
      continue;
    }
    const last = isEnd && at === groups.length - 1 ? parseIpv4(group) : null;
    if (last === null) return null;
    bytes.push(...last);
  }
  return bytes;
}

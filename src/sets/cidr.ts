import { parseIpv4, parseIpv6 } from './ip-bytes.ts';

/** An address block. `text` is as it was written; equal blocks are found by `key`. */
export interface Cidr {
  readonly family: 4 | 6;
  readonly bytes: readonly number[];
  readonly prefixLength: number;
  readonly text: string;
  /** Canonical, with host bits cleared: "10.0.0.0/8". */
  readonly key: string;
}

export interface Address {
  readonly family: 4 | 6;
  readonly bytes: readonly number[];
}

/**
 * An address as Go's `net.ParseIP` reads it: no leading zeros, no shortened IPv4, no zone.
 * An IPv4 address written in IPv6 form counts as IPv4. null: not an address.
 */
export function parseAddress(text: string): Address | null {
  const bytes = text.includes(':') ? parseIpv6(text) : parseIpv4(text);
  if (bytes === null) return null;
  if (bytes.length === 4) return { family: 4, bytes };
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  return isMapped ? { family: 4, bytes: bytes.slice(12) } : { family: 6, bytes };
}

/** A block as Go's `net.ParseCIDR` reads it: address, slash, prefix length. null: not a block. */
export function parseCidr(text: string): Cidr | null {
  const [head, length, ...more] = text.split('/');
  if (head === undefined || length === undefined || more.length > 0) return null;
  const address = parseAddress(head);
  if (!address || !/^(0|[1-9]\d{0,2})$/.test(length)) return null;
  const prefixLength = Number(length);
  if (prefixLength > address.bytes.length * 8) return null;
  const bytes = address.bytes.map((byte, index) => byte & maskByte(prefixLength, index));
  const key = `${bytes.join('.')}/${prefixLength}`;
  return { family: address.family, bytes, prefixLength, text, key };
}

/** A block, or a plain address as a block of one, as Calico reads them. null: neither. */
export function parseNet(text: string): Cidr | null {
  const address = parseAddress(text);
  return parseCidr(address ? `${text}/${address.bytes.length * 8}` : text);
}

export function cidrHolds(cidr: Cidr, address: Address): boolean {
  if (cidr.family !== address.family) return false;
  return cidr.bytes.every((byte, index) => byte === ((address.bytes[index] ?? 0) & maskByte(cidr.prefixLength, index)));
}

/** Whether every address of `inner` is in `outer`. */
export function cidrCovers(outer: Cidr, inner: Cidr): boolean {
  return outer.prefixLength <= inner.prefixLength && cidrHolds(outer, inner);
}

function maskByte(prefixLength: number, index: number): number {
  const bits = Math.min(8, Math.max(0, prefixLength - index * 8));
  return (0xff << (8 - bits)) & 0xff;
}

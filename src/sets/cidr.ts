import ipaddr from 'ipaddr.js';

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

const IPV4_AT_END = /^::[^:]*\.[^:]*$/;
const ZEROS: readonly number[] = Array.from({ length: 12 }, () => 0);
const IPV4 = /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/;

/**
 * An address as Go's `net.ParseIP` reads it: no leading zeros, no shortened IPv4, no zone.
 * An IPv4 address written in IPv6 form counts as IPv4. null: not an address.
 */
export function parseAddress(text: string): Address | null {
  if (text.includes(':')) {
    if (text.includes('%') || !ipaddr.IPv6.isValid(text)) return null;
    const parsed = ipaddr.IPv6.parse(text);
    // The library takes `::1.2.3.4` for an IPv4 address, as which only `::ffff:1.2.3.4` counts.
    if (IPV4_AT_END.test(text)) return { family: 6, bytes: [...ZEROS, ...parsed.toByteArray().slice(12)] };
    if (!parsed.isIPv4MappedAddress()) return { family: 6, bytes: parsed.toByteArray() };
    return { family: 4, bytes: parsed.toIPv4Address().toByteArray() };
  }
  if (!IPV4.test(text) || !ipaddr.IPv4.isValid(text)) return null;
  return { family: 4, bytes: ipaddr.IPv4.parse(text).toByteArray() };
}

/**
 * A block as Go's `net.ParseCIDR` reads it: address, slash, prefix length. null: not a block.
 * The length counts the bits of the address as it is written: "::ffff:10.0.0.0/104" is 10.0.0.0/8.
 */
export function parseCidr(text: string): Cidr | null {
  const [head = '', length = '', ...more] = text.split('/');
  const address = parseAddress(head);
  if (!address || more.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length)) return null;
  const bits = bitsOf(head);
  const written = Number(length);
  if (written > bits) return null;
  // What an IPv4 address in IPv6 form has in front of its own bits; a block that ends in there is one of IPv6.
  const front = bits - address.bytes.length * 8;
  const isIpv4Lost = written < front;
  const family = isIpv4Lost ? 6 : address.family;
  const bytes = isIpv4Lost ? ipaddr.IPv6.parse(head).toByteArray() : address.bytes;
  const prefixLength = isIpv4Lost ? written : written - front;
  const kept = bytes.map((byte, index) => byte & maskByte(prefixLength, index));
  const key = `${ipaddr.fromByteArray(kept).toString()}/${prefixLength}`;
  return { family, bytes: kept, prefixLength, text, key };
}

/** A block, or a plain address as a block of one, as Calico reads them. null: neither. */
export function parseNet(text: string): Cidr | null {
  return parseCidr(parseAddress(text) ? `${text}/${bitsOf(text)}` : text);
}

export function cidrHolds(cidr: Cidr, address: Address): boolean {
  if (cidr.family !== address.family) return false;
  return cidr.bytes.every((byte, index) => byte === ((address.bytes[index] ?? 0) & maskByte(cidr.prefixLength, index)));
}

/** Whether every address of `inner` is in `outer`. */
export function cidrCovers(outer: Cidr, inner: Cidr): boolean {
  return outer.prefixLength <= inner.prefixLength && cidrHolds(outer, inner);
}

/** How many bits an address has in the form that it is written in. */
function bitsOf(address: string): number {
  return address.includes(':') ? 128 : 32;
}

function maskByte(prefixLength: number, index: number): number {
  const bits = Math.min(8, Math.max(0, prefixLength - index * 8));
  return (0xff << (8 - bits)) & 0xff;
}

import { contains, differenceOf, formatIntervals, type IntervalSet, intersectionOf, unionOf } from './intervals.ts';

/**
 * The kinds of traffic a policy can tell apart, each with one number that varies:
 * TCP, UDP, SCTP by destination port; ICMP and ICMPv6 by `type * 256 + code`;
 * every other protocol by its IANA number, together in `other`.
 */
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6', 'other'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** Protocols whose connections have ports. */
export const PORT_PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
export type PortProtocol = (typeof PORT_PROTOCOLS)[number];

/** Which connections, per protocol; a protocol without any is absent, so equal sets are deeply equal. */
export type ConnectionSet = { readonly [P in Protocol]?: IntervalSet };

export const ALL_PORTS: IntervalSet = [[1, 65535]];
const ALL_ICMP: IntervalSet = [[0, 65535]];
/** Every IANA number but those that have a protocol of their own: 1 ICMP, 6 TCP, 17 UDP, 58 ICMPv6, 132 SCTP. */
const OTHER_NUMBERS: IntervalSet = [
  [0, 0],
  [2, 5],
  [7, 16],
  [18, 57],
  [59, 131],
  [133, 255],
];

export const NO_CONNECTIONS: ConnectionSet = {};
export const ALL_CONNECTIONS: ConnectionSet = {
  TCP: ALL_PORTS,
  UDP: ALL_PORTS,
  SCTP: ALL_PORTS,
  ICMP: ALL_ICMP,
  ICMPv6: ALL_ICMP,
  other: OTHER_NUMBERS,
};

/** The connections of one protocol whose number is in `set`. */
export function connections(protocol: Protocol, set: IntervalSet): ConnectionSet {
  return set.length === 0 ? NO_CONNECTIONS : { [protocol]: set };
}

export function isEmpty(set: ConnectionSet): boolean {
  return PROTOCOLS.every((protocol) => set[protocol] === undefined);
}

export function union(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  return combine(a, b, unionOf);
}

export function intersection(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  if (a === ALL_CONNECTIONS) return b;
  if (b === ALL_CONNECTIONS) return a;
  return combine(a, b, intersectionOf);
}

/** What is in `a` and not in `b`. */
export function difference(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  if (b === ALL_CONNECTIONS) return NO_CONNECTIONS;
  return combine(a, b, differenceOf);
}

export function holds(set: ConnectionSet, protocol: Protocol, value: number): boolean {
  return contains(set[protocol] ?? [], value);
}

/** The protocols that have ports, as ranges: `{TCP: "53,80-90"}`, the form of the `evaluate` command. */
export function formatPorts(set: ConnectionSet): { [P in PortProtocol]?: string } {
  const text: { [P in PortProtocol]?: string } = {};
  for (const protocol of PORT_PROTOCOLS) {
    const ports = set[protocol];
    if (ports) text[protocol] = formatIntervals(ports);
  }
  return text;
}

function combine(
  a: ConnectionSet,
  b: ConnectionSet,
  how: (a: IntervalSet, b: IntervalSet) => IntervalSet,
): ConnectionSet {
  const result: { [P in Protocol]?: IntervalSet } = {};
  for (const protocol of PROTOCOLS) {
    const set = how(a[protocol] ?? [], b[protocol] ?? []);
    if (set.length > 0) result[protocol] = set;
  }
  return result;
}

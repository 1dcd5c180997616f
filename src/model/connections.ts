import type { IntervalSet } from '../sets/intervals.ts';

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

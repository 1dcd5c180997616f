import type { Manifest } from './naive/world.ts';

/** Fields with numbers that are no ports. */
const NO_PORTS = new Set(['order', 'priority', 'protocol', 'notProtocol']);

/** The ports at which an answer can change: each that is mentioned, its neighbours, and the ends of the range. */
export function interestingPorts(objects: readonly Manifest[]): readonly number[] {
  const mentioned = objects.flatMap(({ spec }) => portsIn(spec));
  const around = mentioned.flatMap((port) => [port - 1, port, port + 1]);
  const valid = [1, 65535, ...around].filter((port) => port >= 1 && port <= 65535);
  return [...new Set(valid)].sort((a, b) => a - b);
}

function portsIn(value: unknown): readonly number[] {
  if (typeof value === 'number' && Number.isInteger(value)) return [value];
  // A range of Calico's: "80:90".
  if (typeof value === 'string') return /^\d+:\d+$/.test(value) ? value.split(':').map(Number) : [];
  if (Array.isArray(value)) return value.flatMap(portsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([field, inner]) => (NO_PORTS.has(field) ? [] : portsIn(inner)));
}

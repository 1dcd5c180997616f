import { describe, expect, it } from 'vitest';
import {
  ALL_CONNECTIONS,
  type ConnectionSet,
  connections,
  difference,
  formatPorts,
  holds,
  intersection,
  isEmpty,
  NO_CONNECTIONS,
  PORT_PROTOCOLS,
  union,
} from './connections.ts';

const web: ConnectionSet = { TCP: [[80, 90]] };
const dns: ConnectionSet = { TCP: [[53, 53]], UDP: [[53, 53]] };

describe('connection sets', () => {
  it('leave a protocol out when nothing of it is left', () => {
    expect(intersection(web, dns)).toEqual({});
    expect(difference(dns, { UDP: [[1, 65535]] })).toEqual({ TCP: [[53, 53]] });
    expect(connections('TCP', [])).toEqual(NO_CONNECTIONS);
    expect(isEmpty(difference(ALL_CONNECTIONS, ALL_CONNECTIONS))).toBe(true);
    expect(isEmpty(web)).toBe(false);
  });

  it('keep the protocols apart', () => {
    expect(union(web, dns)).toEqual({
      TCP: [
        [53, 53],
        [80, 90],
      ],
      UDP: [[53, 53]],
    });
    expect(holds(web, 'TCP', 80)).toBe(true);
    expect(holds(web, 'UDP', 80)).toBe(false);
  });

  it('give what "all" gives, whichever side it is on', () => {
    // The very set, so that "everything" is known by identity.
    expect(intersection(ALL_CONNECTIONS, dns)).toBe(dns);
    expect(intersection(dns, ALL_CONNECTIONS)).toBe(dns);
    expect(difference(dns, ALL_CONNECTIONS)).toBe(NO_CONNECTIONS);
    expect(union(dns, ALL_CONNECTIONS)).toEqual(ALL_CONNECTIONS);
    expect(union(difference(ALL_CONNECTIONS, dns), dns)).toEqual(ALL_CONNECTIONS);
  });

  it('print the ports of the protocols that have them', () => {
    expect(formatPorts(union(web, dns))).toEqual({ TCP: '53,80-90', UDP: '53' });
    expect(Object.keys(formatPorts(ALL_CONNECTIONS))).toEqual([...PORT_PROTOCOLS]);
    expect(formatPorts(NO_CONNECTIONS)).toEqual({});
  });
});

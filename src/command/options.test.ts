import { describe, expect, it } from 'vitest';
import { type Options, readOptions } from './options.ts';

const NOTHING: Options = {
  paths: ['x'],
  json: false,
  each: false,
  summary: false,
  plugin: null,
  staged: 'ignored',
  from: null,
  to: null,
  port: null,
};

const TCP = (port: number): Options['port'] => ({ port, protocol: 'TCP' });

describe('readOptions', () => {
  // A command line, and what it changes about the plain one.
  it.each<[string, Partial<Options>]>([
    ['x', {}],
    ['x y -', { paths: ['x', 'y', '-'] }],
    ['--json x', { json: true }],
    ['x --each --summary', { each: true, summary: true }],
    ['--from a/b --to c x', { from: 'a/b', to: 'c' }],
    ['--from=a/b x', { from: 'a/b' }],
    ['--port 8080 x', { port: TCP(8080) }],
    ['--port 8080/TCP x', { port: TCP(8080) }],
    ['--port 53/udp x', { port: { port: 53, protocol: 'UDP' } }],
    ['--port 65535/SCTP x', { port: { port: 65535, protocol: 'SCTP' } }],
    ['--staged x', { staged: 'enforced' }],
    ['--plugin none x', { plugin: 'none' }],
    ['--plugin identity-based x', { plugin: 'identity-based' }],
    ['-- --json', { paths: ['--json'] }],
  ])('%s', (line, changes) => {
    expect(readOptions(line.split(' '))).toEqual({ ...NOTHING, ...changes });
  });

  it.each([
    ['', 'No PATH is given.'],
    ['--json', 'No PATH is given.'],
    ['--port 0 x', '"0" is no port; it looks like 8080/TCP.'],
    ['--port 65536 x', '"65536" is no port; it looks like 8080/TCP.'],
    ['--port http x', '"http" is no port; it looks like 8080/TCP.'],
    ['--port 80/ICMP x', '"80/ICMP" is no port; it looks like 8080/TCP.'],
    ['--plugin weave x', '"weave" is no plug-in; it is one of calico, identity-based, none.'],
    ['--port 80-90 x', '"80-90" is no port; it looks like 8080/TCP.'],
  ])('%j: %s', (line, complaint) => {
    expect(readOptions(line.split(' ').filter(Boolean))).toBe(complaint);
  });

  it.each(['--yaml x', '--from', '--json=1 x'])('%s is told to be wrong', (line) => {
    expect(typeof readOptions(line.split(' '))).toBe('string');
  });
});

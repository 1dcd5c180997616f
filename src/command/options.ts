import { parseArgs } from 'node:util';
import { PLUGINS, type Plugin } from '../policies/policy-kind.ts';
import { PORT_PROTOCOLS, type PortProtocol } from '../sets/connections.ts';

export interface PortOption {
  readonly port: number;
  readonly protocol: PortProtocol;
}

export interface Options {
  readonly paths: readonly string[];
  readonly json: boolean;
  readonly each: boolean;
  readonly summary: boolean;
  /** null: the one that the input names. */
  readonly plugin: Plugin | null;
  readonly staged: 'ignored' | 'enforced';
  readonly from: string | null;
  readonly to: string | null;
  readonly port: PortOption | null;
}

export const USAGE = `usage: npm run -s evaluate -- [--json] [--each] [--summary]
                               [--from ID] [--to ID] [--port 8080/TCP]
                               [--staged] [--plugin NAME] PATH...

PATH  a YAML or JSON file, a folder, or - for standard input. Several are read as one.

--json       one JSON object per scenario, one per line
--each       every sub-folder of PATH is a scenario of its own
--summary    counts instead of connections
--from, --to, --port
             only what leaves, reaches or uses these
--staged     as if staged policies were enforced
--plugin     the cluster's network plug-in: calico (matches pods by ipBlock too),
             identity-based (does not), none (enforces no policy)

Exit status: 0 all read and all expectations met; 1 an expectation failed; 2 input that could not be used.`;

/** Reads the command line. A string is what is wrong with it. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        each: { type: 'boolean', default: false },
        summary: { type: 'boolean', default: false },
        plugin: { type: 'string' },
        staged: { type: 'boolean', default: false },
        from: { type: 'string' },
        to: { type: 'string' },
        port: { type: 'string' },
      },
    });
    const port = values.port === undefined ? null : readPort(values.port);
    if (port === undefined) return `"${values.port}" is no port; it looks like 8080/TCP.`;
    if (positionals.length === 0) return 'No PATH is given.';
    const plugin = PLUGINS.find((each) => each === values.plugin) ?? null;
    if (values.plugin !== undefined && plugin === null)
      return `"${values.plugin}" is no plug-in; it is one of ${PLUGINS.join(', ')}.`;
    const { json, each, summary, from = null, to = null } = values;
    const staged = values.staged ? 'enforced' : 'ignored';
    return { paths: positionals, json, each, summary, plugin, staged, from, to, port };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function readPort(text: string): PortOption | undefined {
  const [, digits, name = 'TCP'] = /^(\d{1,5})(?:\/([A-Za-z]+))?$/.exec(text) ?? [];
  const protocol = PORT_PROTOCOLS.find((each) => each === name.toUpperCase());
  const port = Number(digits);
  return protocol && port >= 1 && port <= 65535 ? { port, protocol } : undefined;
}

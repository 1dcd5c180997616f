import { readScenarioReadme } from '../catalog/read-scenario.ts';
import { kindName } from '../cluster/build-cluster.ts';
import { indexLines, type LineIndex } from '../documents/place.ts';
import type { Endpoint } from '../model/cluster.ts';
import type { Problem, ProblemCode, Severity } from '../model/problem.ts';
import { type ConnectionSet, connections, formatPorts, intersection, type PortProtocol } from '../sets/connections.ts';
import { simulate } from '../simulate.ts';
import type { JudgedFlow, Simulation } from '../simulation.ts';
import { passageOf } from '../verdicts/passage.ts';
import type { Options } from './options.ts';
import type { ScenarioInput } from './read-input.ts';

export interface EndpointRow {
  readonly id: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly ips: readonly string[];
}

export interface ConnectionRow {
  readonly from: string;
  readonly to: string;
  readonly allowed: { readonly [P in PortProtocol]?: string };
}

export interface FlowRow {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
  readonly role: string;
  readonly verdict: 'allowed' | 'blocked';
  readonly expected?: 'allowed' | 'blocked';
}

export interface Diagnostic {
  readonly severity: Severity;
  readonly code: ProblemCode;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Where the rule that was broken is documented. */
  readonly documentation?: string;
}

/** Ordered pairs of different endpoints, by what may pass between them. */
export interface Summary {
  readonly endpoints: number;
  readonly policies: number;
  readonly pairs: number;
  /** Everything passes. */
  readonly open: number;
  /** Some connections pass. */
  readonly partly: number;
  readonly blocked: number;
}

export interface ScenarioResult {
  readonly scenario: string;
  readonly endpoints: readonly EndpointRow[];
  /** Made one by one as they are read, for there may be too many to hold. */
  readonly connections: () => Iterable<ConnectionRow>;
  readonly summary: Summary;
  /** How long it took, and how long of it to read the text. */
  readonly seconds: { readonly reading: number; readonly all: number };
  readonly flows: readonly FlowRow[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Evaluates one scenario. */
export function evaluateScenario(input: ScenarioInput, options: Options): ScenarioResult {
  const start = performance.now();
  let read = start;
  const simulation = simulate({
    files: input.files,
    plugin: options.plugin ?? undefined,
    staged: options.staged,
    onProgress: ({ step }) => {
      if (step === 'building') read = performance.now();
    },
  });
  const flowNames = new Set(simulation.cluster.flows.map(({ name }) => name));
  const readme = input.readme && readScenarioReadme(input.readme, flowNames);
  const expected = new Map(readme?.expectations.map(({ flow, verdict }) => [flow, verdict]));
  const problems = [...input.problems, ...simulation.problems, ...(readme?.problems ?? [])];
  const sources = input.readme ? [...input.files, input.readme] : input.files;
  const summary = summarise(simulation);
  return {
    scenario: input.name,
    endpoints: simulation.cluster.endpoints.map(endpointRow),
    connections: () => connectionRows(simulation, options),
    summary,
    seconds: { reading: (read - start) / 1000, all: (performance.now() - start) / 1000 },
    flows: simulation.flows.filter((judged) => isAskedFor(judged, options)).map((judged) => flowRow(judged, expected)),
    diagnostics: [...problems.map(diagnose(sources)), ...unknownNames(simulation, options)],
  };
}

function endpointRow(endpoint: Endpoint): EndpointRow {
  const { id, name, addresses } = endpoint;
  const namespace = 'namespace' in endpoint ? { namespace: endpoint.namespace } : {};
  return { id, kind: kindName(endpoint), ...namespace, name, ips: addresses };
}

/** Every ordered pair of two different endpoints of which at least one is in the cluster. */
function* connectionRows({ cluster, evaluation }: Simulation, options: Options): Generator<ConnectionRow> {
  const only: ConnectionSet | null =
    options.port && connections(options.port.protocol, [[options.port.port, options.port.port]]);
  const formatted = new Map<ConnectionSet, ConnectionRow['allowed']>();
  const format = (set: ConnectionSet): ConnectionRow['allowed'] => {
    let text = formatted.get(set);
    if (!text) {
      text = formatPorts(only ? intersection(set, only) : set);
      formatted.set(set, text);
    }
    return text;
  };
  const targets = cluster.endpoints.filter(({ id }) => options.to === null || id === options.to);
  for (const from of cluster.endpoints) {
    if (options.from !== null && from.id !== options.from) continue;
    for (const to of targets) {
      if (from === to || (from.kind === 'external' && to.kind === 'external')) continue;
      yield { from: from.id, to: to.id, allowed: format(passageOf(evaluation).allowed(from, to)) };
    }
  }
}

/** Counts by class, so that a large cluster takes no longer than its classes do. */
function summarise({ cluster, tiers, evaluation }: Simulation): Summary {
  const { counting } = passageOf(evaluation);
  const groupOf = cluster.endpoints.map(({ kind }) => Number(kind === 'external'));
  // Of pairs that are both outside nothing is said.
  const inside = (counts: Float64Array): number => (counts[0] ?? 0) + (counts[1] ?? 0) + (counts[2] ?? 0);
  const some = counting(groupOf, 2, (passing) => extentOf(passing) !== 'blocked');
  const open = inside(counting(groupOf, 2, (passing) => extentOf(passing) === 'open').open);
  const pairs = inside(some.pairs);
  const passing = inside(some.open);
  const policies = tiers.reduce((sum, tier) => sum + tier.policies.length, 0);
  const endpoints = cluster.endpoints.length;
  return { endpoints, policies, pairs, open, partly: passing - open, blocked: pairs - passing };
}

type Extent = 'open' | 'partly' | 'blocked';

/** There are few different sets, and many pairs. */
const extents = new WeakMap<ConnectionSet, Extent>();

function extentOf(allowed: ConnectionSet): Extent {
  let extent = extents.get(allowed);
  if (!extent) {
    extent = describeExtent(allowed);
    extents.set(allowed, extent);
  }
  return extent;
}

function describeExtent(allowed: ConnectionSet): Extent {
  const texts = Object.values(formatPorts(allowed));
  if (texts.length === 0) return 'blocked';
  return texts.length === 3 && texts.every((text) => text === '1-65535') ? 'open' : 'partly';
}

function isAskedFor({ flow }: JudgedFlow, { from, to, port }: Options): boolean {
  if (from !== null && flow.from !== from) return false;
  if (to !== null && flow.to !== to) return false;
  return port === null || (flow.port === port.port && flow.protocol === port.protocol);
}

function flowRow({ flow, verdict }: JudgedFlow, expected: ReadonlyMap<string, FlowRow['verdict']>): FlowRow {
  const { name, from, to, port, protocol, role } = flow;
  const wanted = expected.get(name);
  return { name, from, to, port, protocol, role, verdict, ...(wanted ? { expected: wanted } : {}) };
}

function diagnose(sources: ScenarioInput['files']): (problem: Problem) => Diagnostic {
  const indexes = new Map<string, LineIndex>();
  return ({ severity, code, message, origin, documentation }) => {
    let index = indexes.get(origin.file);
    if (!index) {
      index = indexLines(sources.find(({ name }) => name === origin.file)?.text ?? '');
      indexes.set(origin.file, index);
    }
    const place = index.placeOf(origin.start);
    return { severity, code, message, file: origin.file, ...place, ...(documentation ? { documentation } : {}) };
  };
}

function unknownNames({ cluster }: Simulation, options: Options): readonly Diagnostic[] {
  return (['from', 'to'] as const).flatMap((option) => {
    const id = options[option];
    if (id === null || cluster.endpoints.some((endpoint) => endpoint.id === id)) return [];
    const message = `No endpoint is called "${id}".`;
    return [
      {
        severity: 'error' as const,
        code: 'unknown-endpoint' as const,
        message,
        file: `--${option}`,
        line: 1,
        column: 1,
      },
    ];
  });
}

import type { Endpoint, Flow } from '../../model/cluster.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { Origin } from '../../model/origin.ts';
import { type ConnectionSet, formatPorts, holds, PORT_PROTOCOLS } from '../../sets/connections.ts';
import type { JudgedFlow, Simulation } from '../../simulation.ts';
import type { BlockedAt } from '../../verdicts/judge-flow.ts';
import { judgeFlow } from '../../verdicts/judge-flow.ts';
import { passageOf } from '../../verdicts/passage.ts';
import { type FlowKey, flowKey, portOf } from '../picture.ts';
import { type BundleKey, endsOf, type GroupId } from './ids.ts';
import { keptBy } from './keep.ts';
import type { Look } from './look.ts';
import type { Tally } from './overview.ts';
import { createSteady, type Steady } from './steady.ts';
import { type Tree, treeOf } from './tree.ts';

/** Why a bundle passes, is blocked, or both: in numbers, with a few examples of each. */
export interface BundleStory {
  readonly key: BundleKey;
  readonly from: GroupId;
  readonly to: GroupId;
  readonly fromTitle: string;
  readonly toTitle: string;
  readonly counted: Tally['counted'];
  readonly verdict: 'allowed' | 'blocked' | 'mixed';
  readonly allowed: number;
  readonly total: number;
  /** "Mixed." */
  readonly lead: string;
  /** "31 of 48 connections pass. Two reasons explain the rest." */
  readonly sentence: string;
  /** What passes first, then the most frequent. */
  readonly reasons: readonly Reason[];
}

export interface Reason {
  readonly outcome: 'passes' | BlockedAt;
  /** null: some; there are too many to ask each. */
  readonly count: number | null;
  /** "14 blocked at the destination" */
  readonly title: string;
  readonly samples: readonly Sample[];
}

/** One connection of a bundle, and what decided it. */
export interface Sample {
  /** null: no flow is declared, the connection is only an example. */
  readonly flow: FlowKey | null;
  readonly from: EndpointId;
  readonly to: EndpointId;
  readonly fromName: string;
  readonly toName: string;
  readonly port: string;
  /** What the end says that decided. */
  readonly text: string;
  /** The line that decided; null: none did. */
  readonly origin: Origin | null;
}

const SAMPLES = 3;
/** So many pairs are asked why they are blocked. */
const ASKED = 40;
/** And so many are tried, to find as many. */
const TRIED = 4000;

const AT: Readonly<Record<Reason['outcome'], string>> = {
  passes: 'pass',
  source: 'blocked at the source',
  destination: 'blocked at the destination',
  both: 'blocked at both ends',
  'nothing-in-common': 'blocked, the ends allow nothing in common',
};
const NUMBERS = ['No reason explains', 'One reason explains', 'Two reasons explain', 'Three reasons explain'];

/** Tells of one bundle after the other; null: there is no such bundle. */
export function createBundleStories(): (
  simulation: Simulation,
  key: BundleKey,
  look: Look,
  probes: boolean,
) => BundleStory | null {
  const steadyFor = createSteady();
  let known: { readonly steady: Steady; readonly filter: Look['filter']; readonly tree: Tree } | null = null;
  return (simulation, key, look, probes) => {
    const steady = steadyFor(simulation);
    if (known?.steady !== steady || known.filter !== look.filter) {
      const kept = keptBy(look.filter, steady);
      known = { steady, filter: look.filter, tree: treeOf(steady, kept ? (index) => kept.has(index) : undefined) };
    }
    const [from, to] = endsOf(key).map((id) => known?.tree.groups.get(id));
    if (!from || !to) return null;
    const ends = { from: from.members, to: to.members };
    const isFlows = steady.flows.length > 0;
    const parts = isFlows ? partsOfFlows(simulation, steady, ends, look, probes) : partsOfPairs(simulation, ends, look);
    const { allowed, total, byOutcome } = parts;
    if (total === 0) return null;
    const reasons = [...byOutcome]
      .sort(([a, some], [b, others]) => Number(b === 'passes') - Number(a === 'passes') || others.count - some.count)
      .map(([outcome, { count, judged }]): Reason => {
        const known = parts.isWhole || outcome === 'passes' ? count : null;
        return {
          outcome,
          count: known,
          title: titleOf(outcome, known),
          samples: judged.slice(0, SAMPLES).map((flow) => sampleOf(simulation, flow, outcome, isFlows)),
        };
      });
    const verdict = allowed === 0 ? 'blocked' : allowed === total ? 'allowed' : 'mixed';
    return {
      key,
      from: from.id,
      to: to.id,
      fromTitle: from.title,
      toTitle: to.title,
      counted: isFlows ? 'flows' : 'pairs',
      verdict,
      allowed,
      total,
      ...wordsFor(verdict, allowed, total, reasons, isFlows ? 'connection' : 'pair'),
      reasons,
    };
  };
}

interface Ends {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

interface Parts {
  readonly allowed: number;
  readonly total: number;
  readonly byOutcome: ReadonlyMap<Reason['outcome'], { readonly count: number; readonly judged: readonly Flow[] }>;
  /** Whether every part was asked. */
  readonly isWhole: boolean;
}

function partsOfFlows(simulation: Simulation, { flows }: Steady, ends: Ends, { port }: Look, probes: boolean): Parts {
  const [from, to] = [new Set(ends.from), new Set(ends.to)];
  const judged = flows.flatMap((flow): readonly JudgedFlow[] => {
    const one = simulation.flows[flow.at];
    if (!one || !from.has(flow.from) || !to.has(flow.to)) return [];
    if (one.flow.role === 'probe' && !probes) return [];
    return port && (one.flow.port !== port.port || one.flow.protocol !== port.protocol) ? [] : [one];
  });
  const allowed = judged.filter(({ verdict }) => verdict === 'allowed').length;
  return { allowed, total: judged.length, byOutcome: groupedBy(judged), isWhole: true };
}

/** Pairs are counted by the engine; why they are blocked is asked of a few, spread over all. */
function partsOfPairs({ cluster, evaluation, verdict }: Simulation, ends: Ends, { port }: Look): Parts {
  const { endpoints } = cluster;
  const standIn = new Int32Array(endpoints.length).fill(-1);
  for (const index of ends.from) standIn[index] = 0;
  for (const index of ends.to) standIn[index] = 1;
  const { pairs, open } = passageOf(evaluation).passing(standIn, 2, port);
  const [total, allowed] = [pairs[1] ?? 0, open[1] ?? 0];
  const possible = ends.from.length * ends.to.length;
  const step = Math.max(1, Math.floor(possible / TRIED));
  const asked: JudgedFlow[] = [];
  const passing: JudgedFlow[] = [];
  for (let at = 0; at < possible && (asked.length < ASKED || passing.length < SAMPLES); at += step) {
    const from = endpoints[ends.from[Math.floor(at / ends.to.length)] ?? -1];
    const to = endpoints[ends.to[at % ends.to.length] ?? -1];
    if (!from || !to || from === to) continue;
    const open = passageOf(evaluation).allowed(from, to);
    const flow: Flow = {
      name: '',
      from: from.id,
      to: to.id,
      ...(port ?? examplePort(to, open)),
      role: 'app',
      via: null,
      origin: from.origin,
    };
    const judged = { flow, ...judgeFlow(flow, verdict(from.id, to.id)) };
    const list = judged.verdict === 'allowed' ? passing : asked;
    if (list.length < (list === asked ? ASKED : SAMPLES)) list.push(judged);
  }
  const byOutcome = new Map(groupedBy([...passing, ...asked]));
  const passed = byOutcome.get('passes');
  if (passed) byOutcome.set('passes', { ...passed, count: allowed });
  return { allowed, total, byOutcome, isWhole: asked.length === total - allowed };
}

/** One that the destination listens on and that is open, if there is one. */
function examplePort(to: Endpoint, open: ConnectionSet): Pick<Flow, 'port' | 'protocol'> {
  const own = 'ports' in to ? to.ports : [];
  const { port, protocol } = own.find((each) => holds(open, each.protocol, each.port)) ??
    firstPort(formatPorts(open)) ??
    own[0] ?? { port: 80, protocol: 'TCP' };
  return { port, protocol };
}

function firstPort(ports: ReturnType<typeof formatPorts>): Pick<Flow, 'port' | 'protocol'> | null {
  for (const protocol of PORT_PROTOCOLS) {
    const port = Number.parseInt(ports[protocol] ?? '', 10);
    if (port > 0) return { port, protocol };
  }
  return null;
}

function groupedBy(judged: readonly JudgedFlow[]): Parts['byOutcome'] {
  const groups = new Map<Reason['outcome'], { count: number; judged: Flow[] }>();
  for (const { flow, verdict, at } of judged) {
    const outcome = verdict === 'allowed' ? 'passes' : (at ?? 'destination');
    const group = groups.get(outcome);
    if (group) {
      group.count += 1;
      group.judged.push(flow);
    } else groups.set(outcome, { count: 1, judged: [flow] });
  }
  return groups;
}

function sampleOf(simulation: Simulation, flow: Flow, outcome: Reason['outcome'], isDeclared: boolean): Sample {
  const { ends, reason } = simulation.explain(flow);
  const stop = ends.find((end) => end.outcome === 'stops here');
  // What passes is best told by the end that had a choice: first the destination, which lists whom it lets in.
  const telling = outcome === 'passes' ? ends.toReversed() : stop ? [stop] : ends;
  const paragraphs = telling.flatMap((end) => end.paragraphs.filter(({ role }) => role === 'decides'));
  const paragraph = paragraphs.find(({ origin }) => origin !== null) ?? paragraphs[0];
  const nameOf = (id: EndpointId) => simulation.cluster.endpoints.find((endpoint) => endpoint.id === id)?.name ?? id;
  return {
    flow: isDeclared ? flowKey(flow) : null,
    from: flow.from,
    to: flow.to,
    fromName: nameOf(flow.from),
    toName: nameOf(flow.to),
    port: portOf(flow),
    text: paragraph?.text ?? reason,
    origin: paragraph?.origin ?? null,
  };
}

function titleOf(outcome: Reason['outcome'], count: number | null): string {
  if (outcome === 'passes' && count === 1) return '1 passes';
  return `${count === null ? 'Some' : count.toLocaleString('en')} ${AT[outcome]}`;
}

function wordsFor(
  verdict: BundleStory['verdict'],
  allowed: number,
  total: number,
  reasons: readonly Reason[],
  thing: 'connection' | 'pair',
): Pick<BundleStory, 'lead' | 'sentence'> {
  const [some, all] = [allowed.toLocaleString('en'), total.toLocaleString('en')];
  const things = total === 1 ? thing : `${thing}s`;
  const blocked = reasons.filter(({ outcome }) => outcome !== 'passes').length;
  const rest = NUMBERS[blocked] ?? `${blocked} reasons explain`;
  switch (verdict) {
    case 'allowed':
      return { lead: 'Allowed.', sentence: total === 1 ? `Its one ${thing} passes.` : `All ${all} ${things} pass.` };
    case 'blocked':
      return {
        lead: 'Blocked.',
        sentence: total === 1 ? `Its one ${thing} does not pass.` : `None of ${all} ${things} passes. ${rest} it.`,
      };
    case 'mixed':
      return {
        lead: 'Mixed.',
        sentence: `${some} of ${all} ${things} ${allowed === 1 ? 'passes' : 'pass'}. ${rest} the rest.`,
      };
  }
}

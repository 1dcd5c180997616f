import type { Simulation } from '../../simulation.ts';
import { passageOf } from '../../verdicts/passage.ts';
import type { FlowKey } from '../picture.ts';
import type { Verdicts } from '../view.ts';
import type { Cuts } from './cut.ts';
import type { Look } from './look.ts';
import type { Steady } from './steady.ts';

/** What runs from one drawn group to another; `from` and `to` are places in the cut. */
export interface Count {
  readonly from: number;
  readonly to: number;
  total: number;
  allowed: number;
  opened: number;
  closed: number;
  readonly stops: { source: number; destination: number; both: number };
  /** "8080/TCP"; null: several, or any. */
  port: string | null;
}

export interface Counts {
  readonly all: readonly Count[];
  /** What starts and ends in one group. */
  readonly inside: number;
}

export interface CountInput {
  readonly simulation: Simulation;
  readonly steady: Steady;
  readonly cuts: Cuts;
  readonly port: Look['port'];
  readonly probes: boolean;
  readonly before: Verdicts | null;
}

/** Counts the declared flows from group to group: each once. */
export function countFlows({ simulation, steady, cuts, port, probes, before }: CountInput): Counts {
  const counts = new Map<number, Count>();
  const groups = cuts.all.length;
  let inside = 0;
  for (const { at, from: source, to: target, key } of steady.flows) {
    const judged = simulation.flows[at];
    const from = cuts.standIn[source] ?? -1;
    const to = cuts.standIn[target] ?? -1;
    if (!judged || from < 0 || to < 0) continue;
    const { flow, verdict } = judged;
    if (flow.role === 'probe' && !probes) continue;
    if (port && (flow.port !== port.port || flow.protocol !== port.protocol)) continue;
    if (from === to) {
      inside += 1;
      continue;
    }
    const name = `${flow.port}/${flow.protocol}`;
    let count = counts.get(from * groups + to);
    if (!count) {
      count = emptyCount(from, to, name);
      counts.set(from * groups + to, count);
    }
    count.total += 1;
    if (count.port !== name) count.port = null;
    if (verdict === 'allowed') count.allowed += 1;
    else if (judged.at === 'source' || judged.at === 'both') count.stops[judged.at] += 1;
    else count.stops.destination += 1;
    const old = before?.get(key as FlowKey);
    if (old === undefined || old === verdict) continue;
    if (verdict === 'allowed') count.opened += 1;
    else count.closed += 1;
  }
  return { all: [...counts.values()], inside };
}

/** Where no flow is declared: counts the pairs of endpoints, and those between which something may pass. */
export function countPairs({ simulation, cuts, port }: CountInput): Counts {
  const groups = cuts.all.length;
  const { pairs, open } = passageOf(simulation.evaluation).passing(cuts.standIn, groups, port);
  const all: Count[] = [];
  let inside = 0;
  for (let from = 0; from < groups; from += 1) {
    for (let to = 0; to < groups; to += 1) {
      const total = pairs[from * groups + to] ?? 0;
      const allowed = open[from * groups + to] ?? 0;
      if (total === 0) continue;
      if (from === to) {
        inside += allowed;
        continue;
      }
      all.push({ ...emptyCount(from, to, port ? `${port.port}/${port.protocol}` : null), total, allowed });
    }
  }
  return { all, inside };
}

function emptyCount(from: number, to: number, port: string | null): Count {
  return {
    from,
    to,
    total: 0,
    allowed: 0,
    opened: 0,
    closed: 0,
    stops: { source: 0, destination: 0, both: 0 },
    port,
  };
}

export function verdictOf({ total, allowed }: Count): 'allowed' | 'blocked' | 'mixed' {
  if (allowed === 0) return 'blocked';
  return allowed === total ? 'allowed' : 'mixed';
}

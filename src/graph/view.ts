import type { HandLayout } from '../catalog/scenario.ts';
import type { EndpointId } from '../model/ids.ts';
import type { SourceFile } from '../model/source.ts';
import type { JudgedFlow, Simulation } from '../simulation.ts';
import type { Answer, FlowKey, Point } from './picture.ts';
import { flowKey } from './picture.ts';

export type Verdicts = ReadonlyMap<FlowKey, JudgedFlow['verdict']>;

/** Everything that a picture depends on. */
export interface View {
  readonly simulation: Simulation;
  /** The files the simulation came from: names tell the line that decided. */
  readonly files: readonly SourceFile[];
  readonly layout: HandLayout | null;
  /** Cards that a person dragged: their top left corners. */
  readonly moved: ReadonlyMap<EndpointId, Point>;
  /** The card that moves at the moment: lines that do not touch it stay until it is let go. */
  readonly dragged?: EndpointId | null;
  /** Whether lateral-movement attempts are drawn. */
  readonly probes: boolean;
  /** What to compare with; null: nothing counts as changed. */
  readonly before: Verdicts | null;
  /** null: every verdict is shown. A flow without an answer keeps its verdict to itself, and locks show "?". */
  readonly answers: ReadonlyMap<FlowKey, Answer> | null;
}

const verdicts = new WeakMap<Simulation['flows'], Verdicts>();

/** What to keep of a simulation to compare the next one with. */
export function verdictsOf({ flows }: Pick<Simulation, 'flows'>): Verdicts {
  let known = verdicts.get(flows);
  if (known === undefined) {
    known = new Map(flows.map((judged) => [flowKey(judged.flow), judged.verdict]));
    verdicts.set(flows, known);
  }
  return known;
}

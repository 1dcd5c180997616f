import type { EndExplanation } from '../explain/explanation.ts';
import type { Selection } from '../graph/picture.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Origin } from '../model/origin.ts';
import type { Direction } from '../model/policy.ts';
import type { SourceFile } from '../model/source.ts';
import type { Simulation } from '../simulation.ts';
import { findFlow } from './connections.ts';
import { isThere, nameOf } from './endpoints.ts';
import { quotationOf } from './lines.ts';
import type { Mark } from './report.ts';

type Words = Pick<Mark, 'tone' | 'note' | 'shortNote'>;

/** A mark before its line is known. */
interface Marked extends Words {
  readonly origin: Origin;
}

/** The lines that decide what is selected, in the order of travel. */
export function marksOf(simulation: Simulation, sources: readonly SourceFile[], selection: Selection): readonly Mark[] {
  return markedBy(simulation, selection).flatMap(({ origin, ...words }): readonly Mark[] => {
    const line = quotationOf(sources, origin);
    return line === null ? [] : [{ file: line.file, line: line.line, column: line.column, ...words }];
  });
}

function markedBy(simulation: Simulation, selection: Selection): readonly Marked[] {
  switch (selection.kind) {
    case 'nothing':
    case 'group':
    case 'bundle':
      return [];
    case 'endpoint':
      return marksOfIsolation(simulation, selection.endpoint, ['ingress', 'egress']);
    case 'lock':
      return marksOfIsolation(simulation, selection.endpoint, [selection.direction]);
    case 'flow': {
      const judged = findFlow(simulation, selection.flow);
      if (judged === null) return [];
      const { from, to } = judged.flow;
      const names = `${nameOf(simulation, from)} → ${nameOf(simulation, to)}`;
      return simulation.explain(judged.flow).ends.flatMap((end) => marksOfEnd(end, names));
    }
  }
}

/** Whether an end lets the connection pass, whatever the other end says. */
export function lets(end: EndExplanation): boolean {
  return end.outcome === 'passes' || end.outcome === 'would pass';
}

function marksOfEnd(end: EndExplanation, names: string): readonly Marked[] {
  const verb = lets(end) ? 'allows' : 'blocks';
  return end.paragraphs.flatMap(({ role, origin }): readonly Marked[] =>
    role === 'decides' && origin !== null
      ? [
          {
            origin,
            tone: lets(end) ? 'allow' : 'block',
            note: `${verb} ${names}`,
            shortNote: `${verb} this connection`,
          },
        ]
      : [],
  );
}

function marksOfIsolation(simulation: Simulation, id: EndpointId, directions: readonly Direction[]): readonly Marked[] {
  if (!isThere(simulation, id)) return [];
  const isolation = simulation.isolation(id);
  const name = nameOf(simulation, id);
  return directions.flatMap((direction) =>
    isolation[direction].flatMap((policy): readonly Marked[] => {
      const governed = policy.governs[direction];
      if (governed === null) return [];
      const isolates = `isolates ${direction === 'ingress' ? 'In' : 'Out'}`;
      return [
        { origin: policy.subjectOrigin, tone: 'chosen', note: `selects ${name}`, shortNote: `selects ${name}` },
        { origin: governed.origin, tone: 'chosen', note: `${isolates} of ${name}`, shortNote: isolates },
      ];
    }),
  );
}

import { useMemo } from 'react';
import { createOverviewMaker, type OverviewView } from '../../graph/overview/maker.ts';
import type { Overview } from '../../graph/overview/overview.ts';
import { type Verdicts, verdictsOf } from '../../graph/view.ts';
import type { Session } from '../../store/session.ts';
import type { Baseline } from '../../store/simulation.ts';
import { useSession, useSimulation, useView, useWorkspace } from '../kit/session-context.ts';

interface Making {
  readonly make: (view: OverviewView) => Overview;
  asked: readonly unknown[];
  made: Overview | null;
}

/** Graph, header and Why show one overview: whoever asks first has it made. */
const makings = new WeakMap<Session, Making>();
const verdicts = new WeakMap<Baseline, Verdicts>();

/** The picture of a large cluster, as it is looked at. */
export function useOverview(): Overview {
  const session = useSession();
  const layout = useWorkspace((state) => state.course.layout);
  const simulation = useSimulation((state) => state.simulation);
  const files = useSimulation((state) => state.sources);
  const baseline = useSimulation((state) => state.baseline);
  const moved = useView((state) => state.moved);
  const probes = useView((state) => state.probes);
  const look = useView((state) => state.look);
  const selection = useView((state) => state.selection);
  const highlight = useView((state) => state.highlight);
  return useMemo(() => {
    const making = makings.get(session) ?? { make: createOverviewMaker(), asked: [], made: null };
    makings.set(session, making);
    const asked = [layout, simulation, files, baseline, moved, probes, look, selection, highlight];
    if (making.made && asked.every((one, at) => one === making.asked[at])) return making.made;
    const before = baseline === null ? null : verdictsBefore(baseline);
    making.asked = asked;
    making.made = making.make({
      simulation,
      files,
      layout,
      moved,
      probes,
      before,
      answers: null,
      look,
      selection,
      highlight,
    });
    return making.made;
  }, [session, layout, simulation, files, baseline, moved, probes, look, selection, highlight]);
}

function verdictsBefore(baseline: Baseline): Verdicts {
  const known = verdicts.get(baseline) ?? verdictsOf(baseline);
  verdicts.set(baseline, known);
  return known;
}

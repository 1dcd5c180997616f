import { ChevronLeft, ChevronRight } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { flowKey } from '../../graph/picture.ts';
import { findFlow, isThere, shownFlows } from '../../store/connections.ts';
import { endpointOf } from '../../store/marks.ts';
import { IconButton } from '../kit/button.tsx';
import { useSession, useSimulation, useView } from '../kit/session-context.ts';
import { ConnectionStory } from './connection-story.tsx';
import { EndpointStory } from './endpoint-story.tsx';
import { ScenarioStory } from './scenario-story.tsx';
import './why-panel.css';

const BundleStory = lazy(async () => ({ default: (await import('./bundle-story.tsx')).BundleStory }));
const GroupStory = lazy(async () => ({ default: (await import('./group-story.tsx')).GroupStory }));

/** One explanation for what is selected; with nothing selected, the story of the case. */
export function WhyPanel() {
  const simulation = useSimulation((state) => state.simulation);
  const chosen = useView((state) => state.selection);
  const selection = isThere(simulation, chosen) ? chosen : null;
  const judged = selection?.kind === 'flow' ? findFlow(simulation, selection.flow) : null;
  const endpoint =
    selection?.kind === 'endpoint' || selection?.kind === 'lock' ? endpointOf(simulation, selection.endpoint) : null;

  const grouped = selection?.kind === 'bundle' || selection?.kind === 'group' ? selection : null;
  const isStory = judged === null && endpoint === null && grouped === null;

  return (
    <>
      <WhyHead title={isStory ? 'Story' : 'Why'} />
      <div className="why-body" data-testid="why">
        {judged !== null && <ConnectionStory key={flowKey(judged.flow)} flow={judged.flow} />}
        {endpoint !== null && (
          <EndpointStory endpoint={endpoint} direction={selection?.kind === 'lock' ? selection.direction : null} />
        )}
        {grouped !== null && (
          <Suspense fallback={null}>
            {grouped.kind === 'bundle' ? <BundleStory bundle={grouped.bundle} /> : <GroupStory id={grouped.group} />}
          </Suspense>
        )}
        {isStory && <ScenarioStory />}
      </div>
    </>
  );
}

function WhyHead({ title }: { readonly title: string }) {
  const { stepConnection } = useSession();
  const simulation = useSimulation((state) => state.simulation);
  const probes = useView((state) => state.probes);
  const selection = useView((state) => state.selection);
  const flows = shownFlows(simulation, probes);
  const at = selection.kind === 'flow' ? flows.findIndex(({ flow }) => flowKey(flow) === selection.flow) : -1;
  return (
    <div className="why-head">
      <h2 className="why-title">{title}</h2>
      {flows.length > 0 && (
        <>
          <span className="why-count">
            {at === -1 ? `${flows.length} connections` : `connection ${at + 1} of ${flows.length}`}
          </span>
          <IconButton size="small" name="Connection before ([)" onClick={() => stepConnection(-1)}>
            <ChevronLeft size={16} aria-hidden="true" />
          </IconButton>
          <IconButton size="small" name="Connection after (])" onClick={() => stepConnection(1)}>
            <ChevronRight size={16} aria-hidden="true" />
          </IconButton>
        </>
      )}
    </div>
  );
}

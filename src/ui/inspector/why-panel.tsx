import { ChevronLeft, ChevronRight } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Report } from '../../lab/report.ts';
import { IconButton } from '../kit/button.tsx';
import { useLab, useReport, useSession, useView, useWorkspace } from '../kit/session-context.ts';
import { ConnectionStory } from './connection-story.tsx';
import { EndpointStory } from './endpoint-story.tsx';
import { ScenarioStory } from './scenario-story.tsx';
import './why-panel.css';

const BundleStory = lazy(async () => ({ default: (await import('./bundle-story.tsx')).BundleStory }));
const GroupStory = lazy(async () => ({ default: (await import('./group-story.tsx')).GroupStory }));

const NONE: Report['connections'] = [];

/** One explanation for what is selected; with nothing selected, the story of the case. */
export function WhyPanel() {
  const told = useReport((report) => report.story);
  const selection = useView((state) => state.selection);
  const story = selection.kind === 'nothing' ? null : told;
  const group = selection.kind === 'group' ? selection.group : null;
  const isStory = story === null && group === null;
  return (
    <>
      <WhyHead title={isStory ? 'Story' : 'Why'} />
      <div className="why-body" data-testid="why">
        {isStory && <ScenarioStory />}
        {story?.kind === 'connection' && <ConnectionStory key={story.flow} story={story} />}
        {story?.kind === 'endpoint' && <EndpointStory story={story} />}
        <Suspense fallback={null}>
          {story?.kind === 'bundle' && <BundleStory story={story} />}
          {group !== null && <GroupStory id={group} />}
        </Suspense>
      </div>
    </>
  );
}

function WhyHead({ title }: { readonly title: string }) {
  const { stepConnection } = useSession();
  const place = useWorkspace(({ course, scenario }) => `${course.id}/${scenario.id}`);
  // Not those of another place, for so long as they would be taken for this one's.
  const isElsewhere = useLab(({ answered, progress }) => progress !== null && answered?.place !== place);
  const connections = useReport((report) => (isElsewhere ? NONE : report.connections));
  const selection = useView((state) => state.selection);
  const at = selection.kind === 'flow' ? connections.indexOf(selection.flow) : -1;
  return (
    <div className="why-head">
      <h2 className="why-title">{title}</h2>
      {connections.length > 0 && (
        <>
          <span className="why-count">
            {at === -1
              ? `${inWords(connections.length)} connections`
              : `connection ${inWords(at + 1)} of ${inWords(connections.length)}`}
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

function inWords(count: number): string {
  return count.toLocaleString('en-US');
}

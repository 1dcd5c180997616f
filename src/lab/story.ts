import type { Selection } from '../graph/picture.ts';
import type { SourceFile } from '../model/source.ts';
import type { Simulation } from '../simulation.ts';
import { connectionStoryOf } from './connection-story.ts';
import { findFlow } from './connections.ts';
import { endpointStoryOf } from './endpoint-story.ts';
import { endpointOf } from './endpoints.ts';
import type { Story } from './report.ts';

/** The story of what is selected; null: nothing is, or another case does not have it. */
export function storyOf(simulation: Simulation, sources: readonly SourceFile[], selection: Selection): Story | null {
  switch (selection.kind) {
    case 'nothing':
    // Groups are told of by the overview that has them.
    case 'group':
    case 'bundle':
      return null;
    case 'flow': {
      const judged = findFlow(simulation, selection.flow);
      return judged === null ? null : connectionStoryOf(simulation, sources, judged.flow);
    }
    case 'endpoint':
    case 'lock': {
      const endpoint = endpointOf(simulation, selection.endpoint);
      const only = selection.kind === 'lock' ? selection.direction : null;
      return endpoint === null ? null : endpointStoryOf(simulation, sources, endpoint, only);
    }
  }
}

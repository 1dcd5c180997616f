import courses from 'virtual:seglab/courses';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createSession, type Session } from './store/session.ts';
import { App } from './ui/app/app.tsx';
import { EmptyLab } from './ui/app/empty-lab.tsx';
import { PanelBoundary } from './ui/kit/panel-boundary.tsx';
import { createWorkerEngine, type WorkerLike } from './worker/client.ts';
import { startWorker } from './worker/start.ts';

const RESTARTED = 'What works out the verdicts had stopped and was started again. Nothing you wrote is lost.';

/** Puts the page into the document. `first` is a worker that is on its way already. */
export function showPage(first: WorkerLike): void {
  const session: Session | null = createSession(
    courses,
    engineWith(first, () => session?.view.say(RESTARTED)),
    {
      storage: localStorageIfAny(),
      hash: window.location.hash,
      address: (hash, how) => window.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', hash),
      later: (task, milliseconds) => window.setTimeout(task, milliseconds),
    },
  );
  if (session !== null) {
    window.addEventListener('hashchange', () => session.follow(window.location.hash));
    // The last moment at which a page that is closed, reloaded or put to sleep can store anything.
    window.addEventListener('pagehide', session.flush);
    document.addEventListener('visibilitychange', session.flush);
    window.addEventListener('beforeunload', (event) => {
      session.flush();
      if (session.isLeavingCostly()) event.preventDefault();
    });
  }
  const root = document.getElementById('root');
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      <PanelBoundary panel="Seglab">{session === null ? <EmptyLab /> : <App session={session} />}</PanelBoundary>
    </StrictMode>,
  );
}

function engineWith(first: WorkerLike, onRestart: () => void) {
  let next: WorkerLike | null = first;
  const start = () => {
    const worker = next ?? startWorker();
    next = null;
    return worker;
  };
  return createWorkerEngine({ start, onRestart });
}

/** Reading the property alone throws where storage is blocked. */
function localStorageIfAny(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

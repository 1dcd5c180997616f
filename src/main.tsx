import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bundledCourses } from './catalog/bundled.ts';
import { simulate } from './simulate.ts';
import { MAX_FILE_LENGTH } from './store/lines.ts';
import { createSession } from './store/session.ts';
import { App } from './ui/app/app.tsx';
import { EmptyLab } from './ui/app/empty-lab.tsx';
import { PanelBoundary } from './ui/kit/panel-boundary.tsx';
import './ui/app/base.css';
import { compareFlows } from './verdicts/compare-flows.ts';

const session = createSession(
  bundledCourses(),
  { simulate: (input) => simulate({ ...input, maxFileLength: MAX_FILE_LENGTH }), compareFlows },
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
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <PanelBoundary panel="Seglab">{session === null ? <EmptyLab /> : <App session={session} />}</PanelBoundary>
    </StrictMode>,
  );
}

/** Reading the property alone throws where storage is blocked. */
function localStorageIfAny(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

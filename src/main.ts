import './ui/app/base.css';
import { startWorker } from './worker/start.ts';

// The worker first: it reads its own script while the page reads the rest of its own.
const worker = startWorker();
void import('./page.tsx').then(({ showPage }) => showPage(worker));

import { Tooltips } from '../kit/tooltips.tsx';
import { OpeningPanel } from '../open/opening-panel.tsx';
import { Announcer } from './announcer.tsx';
import { MessageBox } from './message-box.tsx';

/** What speaks only once something has happened: tooltips, messages, and the sentences for screen readers. */
export function Companions() {
  return (
    <>
      <MessageBox />
      <OpeningPanel />
      <Announcer />
      <Tooltips />
    </>
  );
}

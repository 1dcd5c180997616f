import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Button, IconButton } from '../kit/button.tsx';
import { useSession, useView } from '../kit/session-context.ts';
import { chooseAndOpen } from '../open/choose-files.ts';
import './message-box.css';

const STAYS = 10_000;

/** One sentence over the page, with the way back where there is one. */
export function MessageBox() {
  const session = useSession();
  const { view, undo } = session;
  const message = useView((state) => state.message);

  useEffect(() => {
    if (message === null) return;
    const timer = window.setTimeout(() => {
      if (view.getState().message === message) view.dismiss();
    }, STAYS);
    return () => window.clearTimeout(timer);
  }, [message, view]);

  return (
    <div className="message-box" role="status" data-testid="message">
      {message !== null && (
        <div key={message.id} className="message-box-message">
          <span>{message.text}</span>
          {message.undo && (
            <Button size="small" onClick={undo}>
              Undo
            </Button>
          )}
          {message.open && (
            <Button size="small" onClick={() => chooseAndOpen(session, 'files')}>
              Open
            </Button>
          )}
          <IconButton size="small" name="Close" onClick={view.dismiss}>
            <X size={14} strokeWidth={2.25} aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </div>
  );
}

import { useEffect, useRef } from 'react';
import type { Place } from '../../documents/place.ts';
import { useSession } from '../kit/session-context.ts';
import './code-editor.css';
import { mountEditor } from './mount-editor.ts';

/** Monaco, kept in step with the session: the workspace is what it edits, the simulation what it is adorned with. */
export function CodeEditor({ onCursor }: { readonly onCursor: (place: Place) => void }) {
  const host = useRef<HTMLDivElement>(null);
  const session = useSession();
  useEffect(
    () => (host.current === null ? undefined : mountEditor(host.current, session, onCursor)),
    [session, onCursor],
  );
  return <div ref={host} className="code-editor" />;
}

import { Box, Layers, Search, Tag } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Hit } from '../../graph/overview/find.ts';
import type { GroupId } from '../../graph/overview/ids.ts';
import { useReport, useSession } from '../kit/session-context.ts';
import { goTo } from './acts.ts';
import { useOverview } from './use-overview.ts';
import './search-field.css';

const ICONS = { namespace: Layers, endpoint: Box, label: Tag } as const;

/** Finds what is in a large cluster, and goes there. */
export function SearchField() {
  const session = useSession();
  const found = useReport((report) => report.hits);
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const isListed = isOpen && text.trim() !== '';
  const hits = isListed ? found : [];
  const wanted = isOpen ? text : '';
  useEffect(() => session.view.setState({ find: wanted }), [session, wanted]);

  // Where one is after a search: at what was found, in the graph, as soon as it is drawn; unless one has gone elsewhere.
  const awaited = useRef<GroupId | null>(null);
  const overview = useOverview();
  useEffect(() => {
    if (awaited.current === null || overview === null) return;
    const frame = requestAnimationFrame(() => {
      const id = awaited.current ?? '';
      const found = document.querySelector<HTMLElement>(`[data-group="${CSS.escape(id)}"]`);
      if (found === null) return;
      awaited.current = null;
      if (document.activeElement === document.body) found.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  });

  const choose = (hit: Hit) => {
    goTo(session, hit);
    setText('');
    setOpen(false);
    input.current?.blur();
    awaited.current = hit.group;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) setAt((at + step + hits.length) % hits.length);
    else if (event.key === 'Enter' && hits[at]) choose(hits[at]);
    else if (event.key === 'Escape') {
      setText('');
      setOpen(false);
      input.current?.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="search">
      <Search className="search-icon" size={16} aria-hidden="true" />
      <input
        ref={input}
        className="search-input"
        data-testid="search"
        type="search"
        role="combobox"
        aria-label="Find a namespace, workload, label or address"
        aria-expanded={isListed}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={isListed && hits[at] ? `${list}-${at}` : undefined}
        placeholder="Find a namespace, workload, label or address"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={({ target }) => {
          setText(target.value);
          setOpen(true);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <span className="search-key" aria-hidden="true">
        /
      </span>
      <div id={list} className="search-list" role="listbox" aria-label="Found" hidden={!isListed}>
        {hits.map((hit, index) => {
          const Icon = ICONS[hit.kind];
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys, as in any combobox
            <div
              key={`${hit.kind} ${hit.endpoint ?? hit.title}`}
              id={`${list}-${index}`}
              className="search-hit"
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              // The field keeps the focus until something is chosen.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(hit)}
            >
              <Icon size={14} strokeWidth={2.25} aria-hidden="true" />
              <span className="search-hit-title">{hit.title}</span>
              <span className="search-hit-detail">{hit.detail}</span>
            </div>
          );
        })}
        {isListed && hits.length === 0 && <p className="search-none">Nothing here is called so.</p>}
      </div>
    </div>
  );
}

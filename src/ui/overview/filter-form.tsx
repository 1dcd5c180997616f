import { useId, useState } from 'react';
import type { Look } from '../../graph/overview/look.ts';
import { FIRST_LOOK, isNarrowed } from '../../graph/overview/look.ts';
import { PORT_PROTOCOLS, type PortProtocol } from '../../sets/connections.ts';
import { Button } from '../kit/button.tsx';
import { useReport, useSession, useView } from '../kit/session-context.ts';
import { Switch } from '../kit/switch.tsx';
import { changeFilter, changeLook, showAll } from './acts.ts';
import { useOverview } from './use-overview.ts';

const VERDICTS = [
  ['allowed', 'All pass'],
  ['mixed', 'Mixed'],
  ['blocked', 'All blocked'],
] as const;

/** What is shown of a large cluster, and what of it is counted. */
export function FilterForm() {
  const session = useSession();
  const look = useView((state) => state.look);
  const tally = useOverview()?.tally;
  const { filter, open } = look;
  const toggle = <T,>(list: readonly T[], value: T): readonly T[] =>
    list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
  return (
    <>
      <div className="filter-head">
        <h3>Filter</h3>
        <Button size="small" look="plain" disabled={!isNarrowed(look)} onClick={() => showAll(session)}>
          Clear
        </Button>
      </div>
      <Typed
        name="Labels"
        hint="app=web team=team-3"
        value={filter.labels}
        onType={(labels) => changeFilter(session, { labels })}
      />
      <fieldset className="filter-set">
        <legend>Bundles</legend>
        <div className="filter-choices">
          {VERDICTS.map(([verdict, word]) => (
            <Button
              key={verdict}
              size="small"
              aria-pressed={filter.verdicts.includes(verdict)}
              onClick={() => changeFilter(session, { verdicts: toggle(filter.verdicts, verdict) })}
            >
              {word}
            </Button>
          ))}
        </div>
        <Switch on={filter.changed} onChange={(changed) => changeFilter(session, { changed })}>
          Changed only
        </Switch>
      </fieldset>
      <PortField look={look} />
      <Namespaces chosen={filter.namespaces} toggle={toggle} />
      <div className="filter-foot">
        <span>
          {tally === undefined
            ? ''
            : tally.left > 0
              ? `${(tally.endpoints - tally.left).toLocaleString('en')} of ${tally.endpoints.toLocaleString('en')} endpoints`
              : `${tally.endpoints.toLocaleString('en')} endpoints`}
          {tally !== undefined &&
            tally.inside > 0 &&
            `, ${tally.inside.toLocaleString('en')} ${tally.counted === 'flows' ? 'connections' : 'pairs'} inside groups`}
        </span>
        {open.length > 0 && (
          <Button size="small" onClick={() => changeLook(session, { open: FIRST_LOOK.open })}>
            Fold all
          </Button>
        )}
      </div>
    </>
  );
}

interface TypedProps {
  readonly name: string;
  readonly hint: string;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly isWrong?: boolean;
}

function Typed({ name, hint, value, onType, isWrong = false }: TypedProps) {
  const id = useId();
  return (
    <div className="filter-set">
      <label htmlFor={id}>{name}</label>
      <input
        id={id}
        className="filter-input"
        spellCheck={false}
        autoComplete="off"
        placeholder={hint}
        value={value}
        aria-invalid={isWrong}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  );
}

/** "8080", "53/UDP"; empty: any. */
function PortField({ look }: { readonly look: Look }) {
  const session = useSession();
  const { port } = look;
  const [text, setText] = useState(port ? `${port.port}/${port.protocol}` : '');
  const typed = portOf(text);
  return (
    <Typed
      name="Port"
      hint="any, or 8080/TCP"
      value={text}
      isWrong={typed === undefined}
      onType={(next) => {
        setText(next);
        const now = portOf(next);
        if (now !== undefined) changeLook(session, { port: now });
      }}
    />
  );
}

/** undefined: that is no port. */
function portOf(text: string): Look['port'] | undefined {
  if (text.trim() === '') return null;
  const [, digits = '', word = 'TCP'] = /^\s*(\d{1,5})(?:\s*\/\s*([a-z]+))?\s*$/i.exec(text) ?? [];
  const port = Number(digits);
  const protocol = PORT_PROTOCOLS.find((known: PortProtocol) => known === word.toUpperCase());
  return port >= 1 && port <= 65535 && protocol ? { port, protocol } : undefined;
}

interface NamespacesProps {
  readonly chosen: readonly string[];
  readonly toggle: (list: readonly string[], value: string) => readonly string[];
}

/** More rows than anyone looks through: the search finds the others. */
const MAX_ROWS = 200;

function Namespaces({ chosen, toggle }: NamespacesProps) {
  const session = useSession();
  const all = useReport((report) => report.size.namespaces);
  const [text, setText] = useState('');
  if (all.length < 2) return null;
  const found = all.filter((name) => name.includes(text.trim()));
  const rows = [...found.filter((name) => chosen.includes(name)), ...found.filter((name) => !chosen.includes(name))];
  return (
    <>
      <Typed name="Namespaces" hint={`${all.length} namespaces`} value={text} onType={setText} />
      <ul className="filter-list">
        {rows.slice(0, MAX_ROWS).map((name) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(name)}
                onChange={() => changeFilter(session, { namespaces: toggle(chosen, name) })}
              />
              <span>{name}</span>
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}

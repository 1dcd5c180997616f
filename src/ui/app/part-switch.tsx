import type { Part } from '../../store/view.ts';
import { useSession, useView } from '../kit/session-context.ts';
import './part-switch.css';

const PARTS: readonly (readonly [Part, string])[] = [
  ['graph', 'Graph'],
  ['yaml', 'YAML'],
  ['why', 'Why'],
];

/** Chooses the part that fills a narrow window. */
export function PartSwitch() {
  const { view } = useSession();
  const part = useView((state) => state.part);
  return (
    <nav className="part-switch" aria-label="Parts of the page">
      {PARTS.map(([id, label]) => (
        <button
          key={id}
          type="button"
          className="part-switch-part"
          aria-pressed={part === id}
          onClick={() => view.setState({ part: id })}
        >
          {label}
        </button>
      ))}
    </nav>
  );
}

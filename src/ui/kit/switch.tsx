import type { ReactNode } from 'react';
import './switch.css';

interface SwitchProps {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  /** The visible word; a switch without one needs `name`. */
  readonly children?: ReactNode;
  readonly name?: string;
  readonly tip?: string;
  /** false: the keyboard reaches it by what it stands beside. */
  readonly isStop?: boolean;
}

/** On or off, at once. */
export function Switch({ on, onChange, children, name, tip, isStop = true }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={on}
      aria-label={name}
      data-tip={tip}
      tabIndex={isStop ? undefined : -1}
      onClick={() => onChange(!on)}
    >
      <span className="switch-track" aria-hidden="true">
        <span className="switch-knob" />
      </span>
      {children}
    </button>
  );
}

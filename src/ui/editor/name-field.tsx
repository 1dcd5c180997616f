import { useEffect, useRef, useState } from 'react';
import { useSession } from '../kit/session-context.ts';

interface NameFieldProps {
  readonly name: string;
  /** `isLeaving`: the focus has gone elsewhere already. */
  readonly onDone: (isLeaving: boolean) => void;
}

/** Gives a file another name: Enter takes it, Escape leaves the old one. */
export function NameField({ name, onDone }: NameFieldProps) {
  const { workspace, view } = useSession();
  const ref = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);

  useEffect(() => {
    ref.current?.focus();
    const dot = name.lastIndexOf('.');
    ref.current?.setSelectionRange(0, dot > 0 ? dot : name.length);
  }, [name]);

  const take = (isLeaving: boolean) => {
    const found = workspace.rename(name, ref.current?.value ?? name);
    if (found === null) return onDone(isLeaving);
    view.say(found);
    setFault(found);
    // A name that cannot be taken must not hold on to the focus.
    if (isLeaving) onDone(true);
  };

  return (
    <input
      ref={ref}
      className="file-tab-field"
      defaultValue={name}
      size={Math.max(12, name.length)}
      aria-label={`New name of ${name}`}
      aria-invalid={fault !== null}
      spellCheck={false}
      autoComplete="off"
      onBlur={() => take(true)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take(false);
        else if (event.key === 'Escape') onDone(false);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}

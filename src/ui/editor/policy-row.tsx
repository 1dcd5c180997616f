import { TriangleAlert } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { PolicyRow as RowOfPolicy } from '../../store/policy-rows.ts';
import { useSession } from '../kit/session-context.ts';
import { Switch } from '../kit/switch.tsx';
import { NameField } from './name-field.tsx';
import './policy-row.css';

interface RowProps {
  readonly row: RowOfPolicy;
  readonly index: number;
  readonly count: number;
  readonly top: number;
  readonly isOpen: boolean;
  /** The one row that Tab reaches. */
  readonly isStop: boolean;
  readonly onOpen: (name: string) => void;
  readonly isMarked: boolean;
  readonly isRenamed: boolean;
  readonly onRename: (name: string | null) => void;
  /** A character that was typed on the row. */
  readonly onType: (key: string) => void;
  /** Goes to the row at an index, or as near as there is one. */
  readonly walk: (to: number) => void;
}

/** A policy file in a list of many: its switch, its name and what it is. */
export function PolicyRow(props: RowProps) {
  const { row, index, count, top, isOpen, isStop, isMarked, isRenamed, onOpen, onType, onRename, walk } = props;
  const { file, about, isFaulty } = row;
  const { workspace, remove } = useSession();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = STEPS[event.key];
    if (to !== undefined) walk(to(index, count));
    else if (event.key === 'Delete') {
      remove(file.name);
      walk(index);
    } else if (event.key === ' ') workspace.setApplied(file.name, !file.applied);
    else if (event.key === 'F2') onRename(file.name);
    else if (event.key.length === 1) onType(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li
      className="policy-row"
      style={{ transform: `translateY(${top}px)` }}
      data-open={isOpen ? '' : undefined}
      aria-posinset={index + 1}
      aria-setsize={count}
    >
      <Switch
        on={file.applied}
        name={`Apply ${file.name}`}
        tip={file.applied ? 'Applied: set it aside' : 'Set aside: apply it'}
        onChange={(on) => workspace.setApplied(file.name, on)}
        isStop={false}
      />
      {isRenamed ? (
        <NameField
          name={file.name}
          onDone={(isLeaving) => {
            onRename(null);
            if (!isLeaving) walk(index);
          }}
        />
      ) : (
        <button
          type="button"
          className="policy-row-name"
          data-index={index}
          data-applied={file.applied ? '' : undefined}
          tabIndex={isStop ? 0 : -1}
          onClick={() => onOpen(file.name)}
          onKeyDown={onKeyDown}
        >
          <span className="policy-row-file">{file.name}</span>
          <span className="policy-row-about">{file.applied ? about : 'Set aside'}</span>
          {isMarked && <span className="unseen">, marked</span>}
        </button>
      )}
      {isMarked && <span className="policy-row-mark" aria-hidden="true" />}
      {isFaulty && (
        <span className="policy-row-fault" role="img" aria-label="has an error" data-tip="Has an error">
          <TriangleAlert size={14} strokeWidth={2.25} aria-hidden="true" />
        </span>
      )}
    </li>
  );
}

const PAGE = 10;

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + PAGE,
  PageUp: (index) => index - PAGE,
  Home: () => 0,
  End: (_, count) => count - 1,
};

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Plus, Search, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { knownOfFiles, type PolicyRow, policyRows } from '../../store/policy-rows.ts';
import { IconButton } from '../kit/button.tsx';
import { useSession, useSimulation, useView, useWorkspace } from '../kit/session-context.ts';
import { Switch } from '../kit/switch.tsx';
import './policy-list.css';

const ROW_HEIGHT = 44;

interface PolicyListProps {
  /** The row of the open file gets the focus. */
  readonly takesFocus: boolean;
  /** Shows a file in the place of the list. */
  readonly onOpen: (name: string) => void;
  readonly onCreate: () => void;
}

/** All policy files, where there are too many for tabs: typing filters, the arrows walk, Enter opens. */
export function PolicyList({ takesFocus, onOpen, onCreate }: PolicyListProps) {
  const files = useWorkspace((state) => state.files);
  const open = useWorkspace((state) => state.open);
  const simulation = useSimulation((state) => state.simulation);
  const { view } = useSession();
  const filter = useView((state) => state.listFilter);
  const setFilter = (listFilter: string) => view.setState({ listFilter });
  const known = useMemo(() => knownOfFiles(simulation), [simulation]);
  const rows = useMemo(() => policyRows(files, known, filter), [files, known, filter]);
  const field = useRef<HTMLInputElement>(null);
  const { scroller, virtual, current, walk } = useRows(rows, open, takesFocus);

  /** Whatever is typed on a row goes on in the field. */
  const toField = (key: string) => {
    setFilter(filter + key);
    field.current?.focus();
  };
  return (
    <div className="policy-list">
      <div className="policy-list-head">
        <h2 className="policy-list-title">
          Policies <span className="policy-list-count">{files.length.toLocaleString('en-US')}</span>
        </h2>
        <IconButton size="small" name="New policy" onClick={onCreate}>
          <Plus size={16} aria-hidden="true" />
        </IconButton>
      </div>
      <label className="policy-list-filter">
        <Search size={14} strokeWidth={2.25} aria-hidden="true" />
        <input
          ref={field}
          type="search"
          value={filter}
          placeholder="Filter by name, namespace or kind"
          aria-label="Filter policies"
          spellCheck={false}
          onChange={(event) => setFilter(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') walk(0);
            else if (event.key === 'Enter' && rows[0] !== undefined) onOpen(rows[0].file.name);
            else if (event.key === 'Escape' && filter !== '') setFilter('');
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        <span className="policy-list-count" role="status">
          {filter !== '' && `${rows.length.toLocaleString('en-US')} of ${files.length.toLocaleString('en-US')}`}
        </span>
      </label>
      <div className="policy-list-rows" ref={scroller}>
        {rows.length === 0 && (
          <p className="policy-list-none">No policy has “{filter}” in its name, namespace or kind.</p>
        )}
        <ul style={{ height: virtual.getTotalSize() }} aria-label="Policy files">
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <Row
                key={row.file.name}
                row={row}
                index={index}
                count={rows.length}
                top={start}
                isOpen={row.file.name === open}
                isStop={index === current}
                onOpen={onOpen}
                onType={toField}
                walk={walk}
              />
            );
          })}
        </ul>
      </div>
    </div>
  );
}

/** The rows that are in view, and the one that the keyboard is at. */
function useRows(rows: readonly PolicyRow[], open: string | null, takesFocus: boolean) {
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      rows.findIndex(({ file }) => file.name === open),
    ),
  );
  const current = Math.min(at, Math.max(0, rows.length - 1));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    initialOffset: Math.max(0, current * ROW_HEIGHT - 3 * ROW_HEIGHT),
    // The row with the focus stays, however far away one scrolls: a focus must not vanish.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), Math.min(current, range.count - 1)])],
  });
  const focusAt = useRef<number | null>(takesFocus ? current : null);
  const walk = (to: number) => {
    const next = Math.min(Math.max(0, to), rows.length - 1);
    if (next < 0) return;
    setAt(next);
    virtual.scrollToIndex(next);
    focusAt.current = next;
  };
  useEffect(() => {
    if (focusAt.current === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(
      `[data-index="${Math.min(focusAt.current, rows.length - 1)}"]`,
    );
    row?.focus({ preventScroll: true });
    if (row) focusAt.current = null;
  });
  return { scroller, virtual, current, walk };
}

interface RowProps {
  readonly row: PolicyRow;
  readonly index: number;
  readonly count: number;
  readonly top: number;
  readonly isOpen: boolean;
  readonly isStop: boolean;
  readonly onOpen: (name: string) => void;
  readonly onType: (key: string) => void;
  readonly walk: (to: number) => void;
}

function Row({ row: { file, about, isFaulty }, index, count, top, isOpen, isStop, onOpen, onType, walk }: RowProps) {
  const { workspace, remove } = useSession();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = STEPS[event.key];
    if (to !== undefined) walk(to(index, count));
    else if (event.key === 'Delete') {
      remove(file.name);
      walk(index);
    } else if (event.key === ' ') workspace.setApplied(file.name, !file.applied);
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
      </button>
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

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Plus, Search } from 'lucide-react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { knownOfFiles, policyRows, type PolicyRow as RowOfPolicy } from '../../store/policy-rows.ts';
import { IconButton } from '../kit/button.tsx';
import { useReport, useSession, useView, useWorkspace } from '../kit/session-context.ts';
import { useMarkedFiles } from './marked-files.ts';
import './policy-list.css';
import { PolicyRow } from './policy-row.tsx';

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
  const report = useReport((newest) => newest.files);
  const { view } = useSession();
  const filter = useView((state) => state.listFilter);
  const setFilter = (listFilter: string) => view.setState({ listFilter });
  const known = useMemo(() => knownOfFiles(report), [report]);
  const rows = useMemo(() => policyRows(files, known, filter), [files, known, filter]);
  const field = useRef<HTMLInputElement>(null);
  const { scroller, virtual, current, walk } = useRows(rows, open, takesFocus, field);
  const marked = useMarkedFiles();
  const [renamed, setRenamed] = useState<string | null>(null);

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
              <PolicyRow
                key={row.file.name}
                row={row}
                index={index}
                count={rows.length}
                top={start}
                isOpen={row.file.name === open}
                isStop={index === current}
                isMarked={marked.has(row.file.name)}
                isRenamed={row.file.name === renamed}
                onOpen={onOpen}
                onType={toField}
                onRename={setRenamed}
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
function useRows(
  rows: readonly RowOfPolicy[],
  open: string | null,
  takesFocus: boolean,
  field: RefObject<HTMLInputElement | null>,
) {
  const scroller = useRef<HTMLDivElement>(null);
  // Each wish for the focus is a new one, also where the keyboard stays at its row.
  const [stop, setStop] = useState(() => ({
    index: rows.findIndex(({ file }) => file.name === open),
    wish: takesFocus ? 1 : 0,
  }));
  const fulfilled = useRef(0);
  const current = Math.max(0, Math.min(stop.index, rows.length - 1));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    initialOffset: Math.max(0, (current - 3) * ROW_HEIGHT),
    // The row with the focus stays, however far away one scrolls: a focus must not vanish.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return current < range.count ? [...new Set([...indexes, current])].sort((one, other) => one - other) : indexes;
    },
  });
  const walk = (to: number) => {
    const index = Math.max(0, Math.min(to, rows.length - 1));
    virtual.scrollToIndex(index);
    setStop(({ wish }) => ({ index, wish: wish + 1 }));
  };
  useEffect(() => {
    if (stop.wish === fulfilled.current) return;
    // The last row may have gone: what is left is the field.
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${current}"]`);
    const next = rows.length === 0 ? field.current : row;
    next?.focus({ preventScroll: true });
    if (next) fulfilled.current = stop.wish;
  });
  return { scroller, virtual, current, walk };
}

import { Boxes, Layers, ListFilter, Lock, LockOpen, Minimize2, Server } from 'lucide-react';
import { createContext, memo, use } from 'react';
import type { GroupId } from '../../graph/overview/ids.ts';
import type { DrawnGroup, GroupKind } from '../../graph/overview/overview.ts';
import type { GroupData } from './overview-scene.ts';
import './group-drawing.css';

const ICONS = {
  namespace: Layers,
  outside: Server,
  hosts: Server,
  label: Boxes,
  page: Boxes,
  workload: Boxes,
  endpoint: Boxes,
  rest: ListFilter,
} as const satisfies Record<GroupKind, unknown>;

/** What a press on a frame's button does. Groups are drawn by the graph library, which passes no callbacks on. */
export const Fold = createContext<(group: GroupId) => void>(() => {});

/** A group, as large as it is told: closed, opened, or one of many in a list. */
export const GroupDrawing = memo(function GroupDrawing({ group, faded }: GroupData) {
  if (group.shape === 'frame') return <GroupFrame group={group} />;
  return group.shape === 'chip' ? <GroupChip group={group} faded={faded} /> : <GroupCard group={group} faded={faded} />;
});

function GroupCard({ group, faded }: GroupData) {
  const { kind, title, count, isolated } = group;
  const Icon = ICONS[kind];
  const isOutside = kind === 'outside' || kind === 'hosts';
  return (
    <div className={`group-card ${faded ? 'group-faded' : ''} ${isOutside ? 'group-outside' : ''}`}>
      <div className="group-head">
        <Icon className="group-icon" size={14} strokeWidth={2.25} aria-hidden />
        <span className="group-title" title={title}>
          {title}
        </span>
        {kind !== 'rest' && count !== null && <span className="group-count">{count.toLocaleString('en')}</span>}
      </div>
      {isolated ? (
        <div className="group-bars">
          <Bar word="In" share={isolated.ingress} />
          <Bar word="Out" share={isolated.egress} />
        </div>
      ) : (
        <div className="group-note">{kind === 'rest' ? 'Narrow by filter' : 'No policy applies'}</div>
      )}
    </div>
  );
}

/** The share that is isolated: a neutral bar, for isolation is no verdict. */
function Bar({ word, share }: { readonly word: string; readonly share: number }) {
  return (
    <>
      <span className="group-bar-word">{word}</span>
      <span className="group-bar">
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
    </>
  );
}

function GroupChip({ group, faded }: GroupData) {
  const { title, kind, count, isolated } = group;
  const isIsolated = isolated !== null && isolated.ingress + isolated.egress > 0;
  const Icon = isIsolated ? Lock : LockOpen;
  return (
    <div className={`group-chip ${faded ? 'group-faded' : ''} ${kind === 'rest' ? 'group-chip-rest' : ''}`}>
      <span className="group-title" title={title}>
        {title}
      </span>
      {kind === 'workload' && <span className="group-count">{count}</span>}
      {isolated !== null && (
        <Icon
          className={isIsolated ? 'group-lock group-lock-isolated' : 'group-lock'}
          size={12}
          strokeWidth={2.25}
          aria-hidden
        />
      )}
    </div>
  );
}

function GroupFrame({ group }: { readonly group: DrawnGroup }) {
  const fold = use(Fold);
  const { id, kind, title, count, unit } = group;
  const Icon = ICONS[kind];
  return (
    <div className="group-frame">
      <div className="group-frame-head">
        <Icon className="group-icon" size={14} strokeWidth={2.25} aria-hidden />
        <span className="group-title" title={title}>
          {title}
        </span>
        {count !== null && (
          <span className="group-frame-count">
            {count.toLocaleString('en')} {unit}
          </span>
        )}
        <button
          type="button"
          className="group-fold nodrag"
          tabIndex={-1}
          aria-label={`Fold ${title}`}
          data-tip="Fold (Esc)"
          onClick={(event) => {
            event.stopPropagation();
            fold(id);
          }}
        >
          <Minimize2 size={14} strokeWidth={2.25} aria-hidden />
        </button>
      </div>
    </div>
  );
}

import { AppWindow, Box, Boxes, CircleDashed, Lock as Isolated, LockKeyholeOpen, LockOpen, Server } from 'lucide-react';
import { memo, use } from 'react';
import { nameOfLock } from '../../graph/name.ts';
import type { CardIcon, Lock } from '../../graph/picture.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { Direction } from '../../model/policy.ts';
import { ChooseLock } from './choose-lock.ts';
import type { CardData } from './scene.ts';
import './card.css';

const ICONS = { box: Box, boxes: Boxes, 'app-window': AppWindow, server: Server } as const satisfies Record<
  CardIcon,
  unknown
>;
const LOCKS = { open: LockOpen, isolated: Isolated, staged: LockKeyholeOpen, hidden: CircleDashed } as const;
const WORD = { ingress: 'In', egress: 'Out' } as const;

/** One endpoint: what it is, and per direction whether a policy isolates it. */
export const Card = memo(function Card({ card, faded, chosen }: CardData) {
  const Icon = ICONS[card.icon];
  const shape = ['card', card.outside && 'card-outside', faded && 'card-faded', card.what && 'card-three-lines'];
  return (
    <div className={shape.filter(Boolean).join(' ')}>
      <div className="card-head">
        <Icon className="card-icon" size={16} aria-hidden />
        <div className="card-words">
          <div className="card-title" title={card.title}>
            {card.title}
          </div>
          <div className="card-label" title={card.label}>
            {card.label}
          </div>
          {card.what && <div className="card-what">{card.what}</div>}
        </div>
      </div>
      <div className="card-foot">
        {card.locks ? (
          (['ingress', 'egress'] as const).map((direction) => (
            <LockButton
              key={direction}
              endpoint={card.id}
              direction={direction}
              lock={card.locks?.[direction] ?? { state: 'open', policies: 0 }}
              chosen={chosen === direction}
            />
          ))
        ) : (
          <div className="card-note">
            {card.note?.split(':')[0]}
            <span className="card-note-more">:{card.note?.split(':')[1]}</span>
          </div>
        )}
      </div>
    </div>
  );
});

interface LockButtonProps {
  readonly endpoint: EndpointId;
  readonly direction: Direction;
  readonly lock: Lock;
  readonly chosen: boolean;
}

function LockButton({ endpoint, direction, lock, chosen }: LockButtonProps) {
  const choose = use(ChooseLock);
  const Icon = LOCKS[lock.state];
  return (
    <button
      type="button"
      // A press on the lock is no grip on the card.
      className={`card-lock card-lock-${lock.state} nodrag`}
      data-direction={direction}
      tabIndex={-1}
      aria-pressed={chosen}
      aria-label={nameOfLock(WORD[direction], lock)}
      onClick={(event) => {
        event.stopPropagation();
        choose(endpoint, direction);
      }}
    >
      <Icon className="card-lock-icon" size={14} strokeWidth={2.25} aria-hidden />
      <span>{WORD[direction]}</span>
      <LockState lock={lock} />
    </button>
  );
}

function LockState({ lock }: { readonly lock: Lock }) {
  if (lock.state === 'open') return <span className="card-lock-word">open</span>;
  if (lock.state === 'hidden') return <span>?</span>;
  const word = lock.state === 'staged' ? 'staged' : lock.policies === 1 ? 'policy' : 'policies';
  return (
    <span className="card-lock-count">
      {lock.policies} <span className="card-lock-word">{word}</span>
    </span>
  );
}

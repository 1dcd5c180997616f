import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { IconButton } from '../kit/button.tsx';
import { useSession, useView } from '../kit/session-context.ts';
import { Switch } from '../kit/switch.tsx';
import './key-sheet.css';

interface KeyRow {
  readonly keys: readonly string[];
  readonly does: string;
  /** A key pressed alone, which can be switched off. */
  readonly single?: true;
}

const GROUPS: readonly (readonly [title: string, rows: readonly KeyRow[]])[] = [
  [
    'Cases',
    [
      { keys: ['←', '→'], does: 'Case before, after (outside editor and graph)' },
      { keys: ['Page Up', 'Page Down'], does: 'Case before, after, everywhere' },
      { keys: ['R'], does: 'Reset the case', single: true },
      { keys: ['Ctrl Z', '⌘ Z'], does: 'Undo (in the editor: its own undo)' },
      { keys: ['Ctrl Shift Z', '⇧ ⌘ Z'], does: 'Redo' },
    ],
  ],
  [
    'Graph and Why',
    [
      { keys: ['['], does: 'Connection before', single: true },
      { keys: [']'], does: 'Connection after', single: true },
      { keys: ['P'], does: 'Probes shown or hidden', single: true },
      { keys: ['G'], does: 'To the graph', single: true },
      { keys: ['W'], does: 'To Why', single: true },
      { keys: ['←', '↑', '→', '↓'], does: 'In the graph: to the nearest card' },
      { keys: ['E'], does: 'In the graph: along the edges of a card' },
      { keys: ['Enter'], does: 'In the graph: select; open a group' },
      { keys: ['I', 'O'], does: 'On a card: its lock In, Out' },
      { keys: ['Esc'], does: 'In the graph: step back' },
    ],
  ],
  [
    'Page',
    [
      { keys: ['/'], does: 'Find in a large cluster', single: true },
      { keys: ['F6', 'Shift F6'], does: 'Next, previous region' },
      { keys: ['Esc', 'then Tab'], does: 'Leave the editor' },
      { keys: ['F2'], does: 'On a policy file: rename' },
      { keys: ['Delete'], does: 'On a policy file: delete' },
      { keys: ['Space'], does: 'In the list of policies: apply, set aside' },
      { keys: ['T'], does: 'Dark or light', single: true },
      { keys: ['?'], does: 'This list', single: true },
    ],
  ],
];

/** Every key that does something, and the switch for those that are pressed alone. */
export function KeySheet() {
  const { view } = useSession();
  const singleKeys = useView((state) => state.singleKeys);
  return (
    <Dialog.Root open onOpenChange={(keysOpen) => view.setState({ keysOpen })}>
      <Dialog.Portal>
        <Dialog.Overlay className="key-sheet-shade" />
        <Dialog.Content className="key-sheet" aria-describedby={undefined}>
          <div className="key-sheet-head">
            <Dialog.Title className="key-sheet-title">Keys</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton name="Close">
                <X size={16} aria-hidden="true" />
              </IconButton>
            </Dialog.Close>
          </div>
          <div className="key-sheet-groups">
            {GROUPS.map(([title, rows]) => (
              <section key={title}>
                <h3 className="key-sheet-group">{title}</h3>
                <dl className="key-sheet-rows">
                  {rows.map((row) => (
                    <div key={row.does} className="key-sheet-row" data-off={row.single && !singleKeys ? '' : undefined}>
                      <dt>
                        {row.keys.map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </dt>
                      <dd>{row.does}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <div className="key-sheet-foot">
            <Switch on={singleKeys} onChange={(on) => view.setState({ singleKeys: on })}>
              Single keys
            </Switch>
            <span>Off: only keys with Ctrl, ⌘, F6, Page Up, Page Down and the arrows do something.</span>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

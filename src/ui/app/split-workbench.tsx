import { useState } from 'react';
import { Group, type Layout, type LayoutChangedMeta, Panel, Separator } from 'react-resizable-panels';
import { useSession } from '../kit/session-context.ts';
import './split-workbench.css';
import { EditorPart, WhyPart } from './workbench-parts.tsx';

/** Tabs, nine lines and the status row. */
const LEAST_EDITOR = 268;
const LEAST_WHY = 160;
const USUAL_WHY = 408;

const EDITOR = 'editor-pane';
const WHY = 'why-pane';

/** The editor and Why with a border between them that pointer and arrow keys move; where it was put is remembered. */
export function SplitWorkbench() {
  const { view } = useSession();
  // Read once: from here on the panels know their own sizes.
  const [remembered] = useState(() => {
    const { whyShare } = view.getState();
    return whyShare === null ? undefined : { [EDITOR]: 100 - whyShare, [WHY]: whyShare };
  });
  const remember = (_: Layout, { isUserInteraction, requestedLayout }: LayoutChangedMeta) => {
    const whyShare = requestedLayout?.[WHY];
    if (isUserInteraction && whyShare !== undefined) view.setState({ whyShare });
  };
  return (
    <Group orientation="vertical" defaultLayout={remembered} onLayoutChanged={remember}>
      <Panel id={EDITOR} className="split-panel" minSize={LEAST_EDITOR}>
        <EditorPart away={false} />
      </Panel>
      <Separator className="split-border" aria-label="Border between the policies and Why" />
      <Panel
        id={WHY}
        className="split-panel"
        defaultSize={USUAL_WHY}
        minSize={LEAST_WHY}
        groupResizeBehavior="preserve-pixel-size"
      >
        <WhyPart away={false} />
      </Panel>
    </Group>
  );
}

import { useEffect, useState } from 'react';
import { calledIn } from '../../catalog/scenario.ts';
import { sentenceOfChanges } from '../../lab/changes.ts';
import { useReport, useWorkspace } from '../kit/session-context.ts';

const PAUSE = 600;

/** Tells a screen reader what the chip says, once a person has stopped changing it. */
export function Announcer() {
  const label = useWorkspace((state) => `${calledIn(state.scenario)}.`);
  const sentence = useReport((report) => sentenceOfChanges(report.changes));
  const [told, setTold] = useState('');

  useEffect(() => {
    const timer = window.setTimeout(() => setTold(sentence === null ? label : `${label} ${sentence}.`), PAUSE);
    return () => window.clearTimeout(timer);
  }, [label, sentence]);

  return (
    <div className="unseen" role="status" data-testid="announcer">
      {told}
    </div>
  );
}

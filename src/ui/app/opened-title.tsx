import { useMemo } from 'react';
import { wordsOfOpened } from '../../store/opened-words.ts';
import { useSimulation } from '../kit/session-context.ts';

/** Of a cluster that a person opened, its size is all that is known. */
export function OpenedTitle() {
  const simulation = useSimulation((state) => state.simulation);
  const { title, summary } = useMemo(() => wordsOfOpened(simulation), [simulation]);
  return (
    <>
      <h2 className="stage-header-title">{title}</h2>
      <p className="stage-header-summary">{summary}</p>
    </>
  );
}

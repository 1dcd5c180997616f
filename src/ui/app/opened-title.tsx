import { useMemo } from 'react';
import { wordsOfOpened } from '../../store/opened-words.ts';
import { placeOf } from '../../store/questions.ts';
import { useLab, useReport, useWorkspace } from '../kit/session-context.ts';

/** Of a cluster that a person opened, its size is all that is known; before it is read, its name. */
export function OpenedTitle() {
  const size = useReport((report) => report.size);
  const place = useWorkspace(placeOf);
  const name = useWorkspace((state) => state.scenario.label);
  const isRead = useLab(({ answered }) => answered?.place === place);
  const { title, summary } = useMemo(
    () => (isRead ? wordsOfOpened(size) : { title: name, summary: '' }),
    [isRead, size, name],
  );
  return (
    <>
      <h2 className="stage-header-title">{title}</h2>
      <p className="stage-header-summary">{summary}</p>
    </>
  );
}

import { placeOf } from '../../store/questions.ts';
import { useLab, useWorkspace } from './session-context.ts';

/** Whether another place is shown than was gone to, for so long a time that it would be taken for it. */
export function useIsElsewhere(): boolean {
  const place = useWorkspace(placeOf);
  return useLab(({ answered, progress }) => progress !== null && answered?.place !== place);
}

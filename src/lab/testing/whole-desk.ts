import { simulate } from '../../simulate.ts';
import { createDesk, type Desk } from '../desk.ts';
import { WHOLE } from '../whole.ts';

/** A desk that has nothing left to load but the overview. `evaluate` is the engine; tests hand in one that fails. */
export function wholeDesk(evaluate: typeof simulate = simulate): Desk {
  return createDesk({ ...WHOLE, simulate: evaluate });
}

import { createContext } from 'react';
import type { EndpointId } from '../../model/ids.ts';
import type { Direction } from '../../model/policy.ts';

/** What a press on a lock does. Cards are drawn by the graph library, which passes no callbacks on. */
export const ChooseLock = createContext<(endpoint: EndpointId, direction: Direction) => void>(() => {});

import type { EndpointId } from '../model/ids.ts';
import type { Origin } from '../model/origin.ts';
import type { Direction } from '../model/policy.ts';
import type { BlockedAt } from '../verdicts/judge-flow.ts';

/** One sentence or two, and the text that it quotes. */
export interface Paragraph {
  readonly text: string;
  /** The line of YAML that this is about; null where there is none to quote. */
  readonly origin: Origin | null;
  /** `decides`: this line decided. `near-miss`: it almost matched. `context`: it had a say. */
  readonly role: 'decides' | 'near-miss' | 'context';
}

/** What one end of a connection says, in the order of travel. */
export interface EndExplanation {
  readonly direction: Direction;
  readonly endpoint: EndpointId;
  /** "Leaving mydummycrm" */
  readonly title: string;
  readonly outcome: 'passes' | 'stops here' | 'would pass' | 'would stop';
  readonly paragraphs: readonly Paragraph[];
}

/** The whole story of one connection on one port, in sentences. */
export interface Explanation {
  readonly verdict: 'allowed' | 'blocked';
  readonly at: BlockedAt | null;
  /** "Blocked at the source." */
  readonly lead: string;
  /** "No policy lets mydummycrm-dev open it." */
  readonly reason: string;
  /** The source first, the destination last; between them the hosts that have a say in what they forward. */
  readonly ends: readonly EndExplanation[];
}

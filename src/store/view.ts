import { createStore, type StoreApi } from 'zustand/vanilla';
import { FIRST_LOOK } from '../graph/overview/look.ts';
import { NOTHING, type Point, type Selection } from '../graph/picture.ts';
import type { Look } from '../lab/question.ts';
import type { Quotation } from '../lab/report.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Preferences } from './persistence.ts';

/** The part that fills a window too narrow for all of them. */
export type Part = 'graph' | 'yaml' | 'why';

/** One sentence over the page. */
export interface Message {
  readonly id: number;
  readonly text: string;
  /** Offers to take back the step that it tells of. */
  readonly undo: boolean;
  /** Offers to open files. */
  readonly open: boolean;
}

/** Files on their way into the page. */
export interface Opening {
  /** "Reading cluster.yaml, 12 of 31 MB" */
  readonly words: string;
  /** From 0 to 1; null: nobody knows. */
  readonly share: number | null;
  readonly cancel: () => void;
  /** What is asked before anything happens; null: it happens already. */
  readonly agree: (() => void) | null;
}

/** A wish to see a place in a file; a new object is a new wish. */
export interface Reveal {
  readonly to: Spot;
  readonly focus: boolean;
}

/** A place in a file. */
export type Spot = Pick<Quotation, 'file' | 'line' | 'column'>;

export type Moved = Look['moved'];

/**
 * How the page looks at the lab. `cursor` is the editor's line while the editor has the focus; null also from the
 * first key typed there on. `moved` are the cards that a person moved in the course that is shown.
 */
export interface ViewState extends Preferences, Look {
  readonly part: Part;
  readonly problemsOpen: boolean;
  readonly keysOpen: boolean;
  readonly message: Message | null;
  readonly opening: Opening | null;
  /** Where there are more policy files than tabs make sense for: their list instead of the open one. */
  readonly listShown: boolean;
  readonly listFilter: string;
  readonly reveal: Reveal | null;
  readonly filterOpen: boolean;
}

/** How the page looks at what the workspace holds. */
export interface View extends StoreApi<ViewState> {
  select(selection: Selection): void;
  say(text: string, offer?: 'undo' | 'open'): void;
  dismiss(): void;
  reveal(to: Spot, focus: boolean): void;
  move(endpoint: EndpointId, to: Point): void;
  /** The card that was moved is let go. */
  drop(): void;
  /** All cards go back to where they came from. */
  putBack(): void;
}

export function createView(preferences: Preferences, moved: Moved): View {
  let messages = 0;
  const store = createStore<ViewState>(() => ({
    ...preferences,
    selection: NOTHING,
    part: 'graph',
    problemsOpen: false,
    keysOpen: false,
    message: null,
    opening: null,
    listShown: true,
    listFilter: '',
    reveal: null,
    moved,
    dragged: null,
    look: FIRST_LOOK,
    find: '',
    filterOpen: false,
    cursor: null,
  }));
  return {
    ...store,
    select: (selection) => store.setState({ selection }),
    say(text, offer) {
      messages += 1;
      store.setState({ message: { id: messages, text, undo: offer === 'undo', open: offer === 'open' } });
    },
    dismiss: () => store.setState({ message: null }),
    reveal: (to, focus) => store.setState({ reveal: { to, focus } }),
    move: (endpoint, to) =>
      store.setState({ moved: new Map(store.getState().moved).set(endpoint, to), dragged: endpoint }),
    drop: () => store.setState({ dragged: null }),
    putBack: () => store.setState({ moved: new Map(), dragged: null }),
  };
}

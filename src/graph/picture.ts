import type { Box } from '../catalog/scenario.ts';
import type { Brand } from '../model/brand.ts';
import type { Flow, FlowRole } from '../model/cluster.ts';
import type { EndpointId, NamespaceName } from '../model/ids.ts';
import type { Direction } from '../model/policy.ts';
import type { BlockedAt } from '../verdicts/judge-flow.ts';
import type { BundleKey, GroupId } from './overview/ids.ts';

/** Everything that is drawn, as plain data in field units: no React, no DOM, no colours. */
export interface Picture {
  /** null: nothing runs in a cluster. */
  readonly cluster: Box | null;
  readonly namespaces: readonly NamespaceFrame[];
  readonly cards: readonly Card[];
  /** In reading order: as the input tells the flows. */
  readonly edges: readonly Edge[];
  /** The smallest box around all of it; null when there is nothing to draw. */
  readonly bounds: Box | null;
}

export interface NamespaceFrame {
  readonly name: NamespaceName;
  readonly box: Box;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type CardIcon = 'box' | 'boxes' | 'app-window' | 'server';

/** One endpoint. */
export interface Card {
  readonly id: EndpointId;
  readonly box: Box;
  readonly title: string;
  /** What policies know it by: "app=mydummycrm", an address, "Deployment · 3 pods". */
  readonly label: string;
  /** What it is, where the workload says so: "web UI, production". */
  readonly what: string | null;
  readonly icon: CardIcon;
  readonly outside: boolean;
  /** null: no policy applies, and `note` says why. */
  readonly locks: { readonly [D in Direction]: Lock } | null;
  readonly note: string | null;
  /** "mydummycrm, pod in microseg. In open. Out isolated by 2 policies." */
  readonly name: string;
}

/** `staged`: only policies that are not enforced yet select it. `hidden`: not told before it is predicted. */
export interface Lock {
  readonly state: 'open' | 'isolated' | 'staged' | 'hidden';
  readonly policies: number;
}

/** "microseg/a>microseg/b:8080/TCP". Unique in a picture; the same in every simulation of the same cluster. */
export type FlowKey = Brand<string, 'FlowKey'>;

export type EdgeVerdict = 'allowed' | 'blocked' | 'mixed' | 'hidden';
/** Where crosses stand. */
export type StopsAt = Exclude<BlockedAt, 'nothing-in-common'>;
export type Change = 'opened' | 'blocked';
/** What a learner said about it. */
export type Answer = 'right' | 'said-allowed' | 'said-blocked';

/** One flow. */
export interface Edge {
  readonly key: FlowKey;
  readonly from: EndpointId;
  readonly to: EndpointId;
  /** "8080/TCP" */
  readonly port: string;
  readonly role: FlowRole;
  readonly verdict: EdgeVerdict;
  readonly at: BlockedAt | null;
  /** As `at`; where the ends have nothing in common, the end that stops this flow. */
  readonly stopsAt: StopsAt | null;
  readonly changed: Change | null;
  /** Milliseconds until its change plays, so that flips follow each other in reading order. */
  readonly delay: number;
  readonly answer: Answer | null;
  /** The corners of the line, first and last on the cards' borders; at least two. */
  readonly points: readonly Point[];
  readonly label: Label;
  readonly crosses: readonly Cross[];
  /** "mydummycrm-dev to mydummytask, 8080/TCP, blocked at the source, deny_all_egress.yaml line 9" */
  readonly name: string;
}

/** Where the label stands: its centre, and what it lies on. */
export interface Label {
  readonly x: number;
  readonly y: number;
  /** Hides the line under it and nothing else; null on a frame's border, where the line is cut instead. */
  readonly ground: 'canvas' | 'panel' | null;
  /** The part of the line that it covers, as distances from the start; null beside the line. */
  readonly covers: readonly [from: number, to: number] | null;
  /** No room for the port and a remark: the remark stands alone. */
  readonly short: boolean;
}

/** Marks the end that blocks. Hollow: it would block too, but the other end already does. */
export interface Cross {
  readonly x: number;
  readonly y: number;
  readonly filled: boolean;
}

/** The one thing that is selected everywhere: edge, card, lock, matrix cell, Why. */
export type Selection =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'flow'; readonly flow: FlowKey }
  | { readonly kind: 'endpoint'; readonly endpoint: EndpointId }
  | { readonly kind: 'lock'; readonly endpoint: EndpointId; readonly direction: Direction }
  /** In a picture of groups. */
  | { readonly kind: 'group'; readonly group: GroupId }
  | { readonly kind: 'bundle'; readonly bundle: BundleKey };

/** What is lit while the rest fades: what the editor's line selects, allows or blocks. */
export interface Highlight {
  readonly endpoints: ReadonlySet<EndpointId>;
  readonly flows: ReadonlySet<FlowKey>;
}

export const NOTHING: Selection = { kind: 'nothing' };

/** "8080/TCP" */
export function portOf(flow: Pick<Flow, 'port' | 'protocol'>): string {
  return `${flow.port}/${flow.protocol}`;
}

const keys = new WeakMap<object, FlowKey>();

export function flowKey(flow: Pick<Flow, 'from' | 'to' | 'port' | 'protocol'>): FlowKey {
  // Asked for thousands of flows at each key press.
  let key = keys.get(flow);
  if (key === undefined) {
    key = `${flow.from}>${flow.to}:${portOf(flow)}` as FlowKey;
    keys.set(flow, key);
  }
  return key;
}

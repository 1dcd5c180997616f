import type { Box } from '../../catalog/scenario.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { Direction } from '../../model/policy.ts';
import type { Point, StopsAt } from '../picture.ts';
import type { BundleKey, GroupId } from './ids.ts';

/**
 * What a group holds. `label`, `page`: a part of a namespace that has too many workloads to list.
 * `workload`: Pods of one owner that differ, so that each is an endpoint. `rest`: what there was no room for.
 */
export type GroupKind = 'namespace' | 'outside' | 'hosts' | 'label' | 'page' | 'workload' | 'endpoint' | 'rest';

/** A cluster too large for a card per endpoint, as plain data in field units: groups, and what runs between them. */
export interface Overview {
  /** Frames before what is in them. */
  readonly groups: readonly DrawnGroup[];
  /** In reading order. */
  readonly bundles: readonly Bundle[];
  readonly bounds: Box | null;
  readonly tally: Tally;
  readonly marks: Marks;
}

export interface DrawnGroup {
  readonly id: GroupId;
  readonly kind: GroupKind;
  readonly shape: 'card' | 'chip' | 'frame';
  /** The frame that it stands in. */
  readonly parent: GroupId | null;
  readonly box: Box;
  readonly title: string;
  /** How many it holds, and of what: "24 workloads". null: it is one endpoint. */
  readonly count: number | null;
  readonly unit: string;
  /** The endpoint that it is. */
  readonly endpoint: EndpointId | null;
  /** The share of its endpoints that a policy isolates, from 0 to 1; null: no policy applies to it. */
  readonly isolated: { readonly [D in Direction]: number } | null;
  /** "shop, namespace of 41 workloads. In: 38 isolated. Out: 20 isolated." */
  readonly name: string;
}

export interface Bundle {
  readonly key: BundleKey;
  readonly from: GroupId;
  readonly to: GroupId;
  /** "8080/TCP"; "*": several, or any. */
  readonly port: string;
  readonly verdict: 'allowed' | 'blocked' | 'mixed';
  readonly allowed: number;
  readonly total: number;
  /** Where most of what is blocked stops; null: nothing is, or it was not asked. */
  readonly stopsAt: StopsAt | null;
  /** What the last change did to its parts. */
  readonly changed: { readonly opened: number; readonly blocked: number } | null;
  /** Of the line, with all its strands. */
  readonly width: number;
  /** Cubic curves, one after the other: start, two handles, end; two more handles, the next end. */
  readonly curve: Curve;
  /** null: there is no room for one. */
  readonly label: BundleLabel | null;
  /** "shop to payments, 31 of 48 connections pass" */
  readonly name: string;
}

export type Curve = readonly Point[];

export interface BundleLabel extends Point {
  readonly text: string;
  readonly ground: 'canvas' | 'panel';
}

/** What the picture leaves out, so that the page can say so. */
export interface Tally {
  /** `flows`: declared connections. `pairs`: ordered pairs of endpoints between which something may pass. */
  readonly counted: 'flows' | 'pairs';
  readonly shown: number;
  readonly bundles: number;
  /** Bundles that the filter leaves out by their verdict. */
  readonly filtered: number;
  /** How many of what is counted both start and end in one drawn group. */
  readonly inside: number;
  readonly namespaces: number;
  readonly workloads: number;
  readonly endpoints: number;
  /** Endpoints that the filter or the focus leaves out. */
  readonly left: number;
  /** Groups opened earlier that had to be folded to keep the picture readable. */
  readonly folded: readonly GroupId[];
}

/** Where in the picture that is which is selected, and what the editor points at. */
export interface Marks {
  readonly groups: readonly GroupId[];
  readonly bundle: BundleKey | null;
  /** null: nothing fades. */
  readonly lit: { readonly groups: readonly GroupId[]; readonly bundles: readonly BundleKey[] } | null;
}

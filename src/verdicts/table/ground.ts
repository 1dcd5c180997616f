import type { Endpoint } from '../../model/cluster.ts';
import type { Policy } from '../../model/policy.ts';
import { addressesOf, type Family } from '../../selectors/selects.ts';
import { cidrHolds } from '../../sets/cidr.ts';
import { CidrTree } from '../../sets/cidr-tree.ts';
import { type Classes, classify, ignorableKeys } from './classes.ts';
import { type Mentioned, mentionedBy } from './mentioned.ts';
import { SelectorIndex } from './selector-index.ts';

/** What stays as it is while policies are edited: the classes of a cluster, and what is known about them. */
export interface Ground {
  readonly endpoints: readonly Endpoint[];
  readonly classes: Classes;
  /** Selects whom policies are about. */
  readonly index: SelectorIndex;
  /** The blocks that policies name; null: none. */
  readonly blocks: CidrTree | null;
  /** null, for all traffic; and each IP version, where policies can tell the versions apart and there are both. */
  readonly families: readonly [null, ...Family[]];
  /** Whether policies that came later tell endpoints apart no finer than this does. */
  readonly fits: (added: readonly Policy[]) => boolean;
}

/** Prepares a cluster for policies that mention this. `isGuarded` tells which endpoints are told apart by their nodes. */
export function layGround(
  endpoints: readonly Endpoint[],
  mentioned: Mentioned,
  isGuarded: (endpoint: Endpoint) => boolean,
): Ground {
  const blocks = mentioned.familyTellers > 0 ? new CidrTree(mentioned.blocks) : null;
  const ignoredKeys = ignorableKeys(endpoints, mentioned.labelKeys);
  const classes = classify(endpoints, { blocks, ignoredKeys, isGuarded });
  const isTwofold = mentioned.familyTellers > 0 && hasBothFamilies(endpoints);
  return {
    endpoints,
    classes,
    index: new SelectorIndex(classes.all, null, blocks),
    blocks,
    families: isTwofold ? [null, 4, 6] : [null],
    fits(added) {
      const more = mentionedBy(added);
      if (more.familyTellers > 0 && !blocks) return false;
      for (const key of ignoredKeys) if (more.labelKeys.has(key)) return false;
      return more.blocks.every(
        (block) =>
          blocks?.has(block) ||
          // A block without any address of the cluster tells nobody apart.
          !endpoints.some((endpoint) => addressesOf(endpoint, null).some((address) => cidrHolds(block, address))),
      );
    },
  };
}

function hasBothFamilies(endpoints: readonly Endpoint[]): boolean {
  return ([4, 6] as const).every((family) =>
    endpoints.some((endpoint) => addressesOf(endpoint, null).some((address) => address.family === family)),
  );
}

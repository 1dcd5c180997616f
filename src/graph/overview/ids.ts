import type { Brand } from '../../model/brand.ts';

/** "ns:shop", or an endpoint's id for the chip of one endpoint. Unique in a cluster, the same in every simulation of it. */
export type GroupId = Brand<string, 'GroupId'>;
/** "ns:shop>ns:payments" */
export type BundleKey = Brand<string, 'BundleKey'>;

export function bundleKey(from: GroupId, to: GroupId): BundleKey {
  return `${from}>${to}` as BundleKey;
}

/** The groups at both ends; no id holds a ">". */
export function endsOf(key: BundleKey): readonly [from: GroupId, to: GroupId] {
  const [from = '', to = ''] = key.split('>');
  return [from as GroupId, to as GroupId];
}

/**
 * Laws that the engine does not follow yet. Random clusters steer clear of them, and `hand-written.test.ts` expects
 * them to fail, so that it turns red as soon as one is followed: then its line here goes.
 */
export const KNOWN_GAPS = {
  /** A node always reaches the Pods it runs. */
  nodeToItsPods: true,
  /** A port name is not looked up on a Pod on its node's network: policies see only the node's address. */
  nameOnNodeNetwork: true,
} as const;

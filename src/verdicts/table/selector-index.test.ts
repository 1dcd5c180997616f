import fc from 'fast-check';
import { expect, it } from 'vitest';
import { selects } from '../../selectors/selects.ts';
import { CidrTree } from '../../sets/cidr-tree.ts';
import { simulate } from '../../simulate.ts';
import { clusterOf, GENERATED_KINDS, toYaml } from '../../testing/generate.ts';
import { classify } from './classes.ts';
import { isMember, listOf } from './members.ts';
import { mentionedBy } from './mentioned.ts';
import { SelectorIndex } from './selector-index.ts';

const clusters = clusterOf({ kinds: Object.keys(GENERATED_KINDS) });

it('answers as each class on its own does', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(clusters, fc.constantFrom(null, 4, 6), ({ objects }, family) => {
      const { cluster, tiers } = simulate({ files: [{ name: 'all.yaml', text: toYaml(objects) }] });
      const policies = tiers.flatMap((tier) => tier.policies);
      const blocks = new CidrTree(mentionedBy(policies).blocks);
      const classes = classify(cluster.endpoints, { blocks, ignoredKeys: new Set(), isGuarded: () => true });
      const index = new SelectorIndex(classes.all, family, blocks);
      const selectors = policies.flatMap(({ subject, governs }) => [
        subject,
        ...[governs.ingress, governs.egress].flatMap((side) =>
          (side?.rules ?? []).flatMap((rule) => [rule.peer, rule.subject]),
        ),
      ]);
      for (const selector of selectors) {
        const members = index.membersOf(selector);
        const expected = classes.all
          .filter(({ representative }) => selects(selector, representative, family))
          .map((each) => each.index);
        expect([...listOf(members)]).toEqual(expected);
        expect(members.count).toBe(expected.length);
        for (const each of classes.all) expect(isMember(members, each.index)).toBe(expected.includes(each.index));
      }
    }),
    { numRuns: 60 },
  );
});

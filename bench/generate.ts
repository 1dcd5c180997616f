/**
 * Writes a generated cluster into a folder: `npm run generate -- FOLDER --pods 10000`.
 * `cluster.yaml` holds what is in the cluster, `policies/` a file for each policy.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Recipe, recipeFor } from './cluster/recipe.ts';
import { generateCluster } from './cluster/write.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pods: { type: 'string', default: '1000' },
    policies: { type: 'string' },
    namespaces: { type: 'string' },
    seed: { type: 'string', default: '1' },
    labels: { type: 'string', default: 'shared' },
    blocks: { type: 'string' },
    shape: { type: 'string', default: 'usual' },
    'no-flows': { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('usage: npm run generate -- FOLDER [--pods N] [--policies N] [--namespaces N] [--seed N] [--blocks N]');
  console.error(
    '       [--labels shared|unique] [--shape usual|one-namespace|selects-everything|many-blocks] [--no-flows]',
  );
  process.exit(2);
}

const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
const usual = recipeFor(Number(values.pods), { seed: Number(values.seed), flows: !values['no-flows'] });
const recipe: Recipe = {
  ...usual,
  policies: number(values.policies) ?? usual.policies,
  namespaces: number(values.namespaces) ?? usual.namespaces,
  blocks: number(values.blocks) ?? usual.blocks,
  labels: values.labels === 'unique' ? 'unique' : 'shared',
  shape: values.shape as Recipe['shape'],
};
const { cluster, policies } = generateCluster(recipe);
const write = (name: string, text: string): void => {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
write(cluster.name, cluster.text);
for (const { file, text } of policies) write(`policies/${file}`, text);
console.log(`${recipe.pods} Pods and ${policies.length} policies are in ${folder}.`);

import type { Manifest } from '../documents/manifest.ts';
import { at, field, text } from '../documents/node.ts';
import type { Problem } from '../model/problem.ts';
import { PLUGINS, type Plugin } from '../policies/policy-kind.ts';

/** The annotation of namespace kube-system that says which network plug-in the cluster has. */
const ANNOTATION = 'seglab.dev/network-plugin';

/** What the input says about the plug-in of the cluster; null: nothing. */
export function declaredPlugin(manifests: readonly Manifest[]): {
  readonly plugin: Plugin | null;
  readonly problems: readonly Problem[];
} {
  const system = manifests.find(({ kind, name }) => kind.kind === 'Namespace' && name === 'kube-system');
  const annotation = field(at(system?.root ?? null, 'metadata', 'annotations'), ANNOTATION);
  if (!system || !annotation) return { plugin: null, problems: [] };
  const plugin = PLUGINS.find((each) => each === text(annotation));
  if (plugin) return { plugin, problems: [] };
  const message = `${ANNOTATION} must be one of ${PLUGINS.join(', ')}.`;
  return {
    plugin: null,
    problems: [{ code: 'bad-value', severity: 'error', message, origin: system.locate(annotation) }],
  };
}

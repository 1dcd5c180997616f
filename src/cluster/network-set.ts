import { calicoNet } from '../documents/formats.ts';
import { manifestSchema } from '../documents/metadata.ts';
import { at, textMap, texts } from '../documents/node.ts';
import { parseNet } from '../sets/cidr.ts';
import type { ResourceKind } from './resource-kind.ts';

/** https://docs.tigera.io/calico/latest/reference/resources/networkset */
export const networkSetKind: ResourceKind = setKind('NetworkSet', 'namespaced');

/** https://docs.tigera.io/calico/latest/reference/resources/globalnetworkset */
export const globalNetworkSetKind: ResourceKind = setKind('GlobalNetworkSet', 'cluster');

function setKind(kind: string, scope: 'namespaced' | 'cluster'): ResourceKind {
  return {
    category: 'resource',
    apiVersions: ['projectcalico.org/v3', 'crd.projectcalico.org/v1'],
    kind,
    scope,
    documentation: `https://docs.tigera.io/calico/latest/reference/resources/${kind.toLowerCase()}`,
    schema: manifestSchema({
      spec: {
        type: 'object',
        fields: {
          nets: {
            type: 'list',
            items: { type: 'string', format: calicoNet },
            doc: 'Addresses and blocks that selectors then see under the labels of the set.',
          },
        },
      },
    }),
    read({ name, namespace, root }, draft) {
      draft.networkSets.push({
        namespace,
        name,
        labels: textMap(at(root, 'metadata', 'labels')),
        nets: texts(at(root, 'spec', 'nets')).flatMap((net) => parseNet(net) ?? []),
      });
    },
  };
}

import { cidr, portName } from '../../documents/formats.ts';
import { manifestSchema } from '../../documents/metadata.ts';
import { field, items, type MapNode, text, whole } from '../../documents/node.ts';
import type { Report } from '../../documents/report.ts';
import type { ListSchema, ObjectSchema } from '../../documents/schema.ts';
import { labelSelectorSchema } from '../../selectors/label-selector.ts';
import { cidrCovers, parseCidr } from '../../sets/cidr.ts';
import { PORT_PROTOCOLS } from '../../sets/connections.ts';

const portNumber = { type: 'integer', min: 1, max: 65535, code: 'bad-port' } as const;

const ports: ListSchema = {
  type: 'list',
  doc: 'The destination ports that the rule lets pass. Absent or empty: every port of every protocol.',
  items: {
    type: 'object',
    fields: {
      protocol: { type: 'string', oneOf: PORT_PROTOCOLS, doc: 'TCP when absent.' },
      port: {
        type: 'integer-or-string',
        integer: portNumber,
        string: { type: 'string', format: portName },
        doc: "A number, or a name among the destination pod's container ports. Absent: every port of the protocol.",
      },
      endPort: { ...portNumber, doc: 'The last port of a range that starts at port.' },
    },
    check: checkPort,
  },
};

const peers: ListSchema = {
  type: 'list',
  doc: 'Who is on the other side: any of these. Absent or empty: everyone, outside the cluster too.',
  items: {
    type: 'object',
    fields: {
      podSelector: {
        ...labelSelectorSchema,
        doc: "Pods of the policy's own namespace, or of the namespaces that namespaceSelector beside it selects.",
      },
      namespaceSelector: { ...labelSelectorSchema, doc: 'Namespaces by their labels; {} is every namespace.' },
      ipBlock: {
        type: 'object',
        doc: 'Addresses. Stands alone.',
        fields: {
          cidr: { type: 'string', format: cidr, doc: 'The block.' },
          except: { type: 'list', items: { type: 'string', format: cidr }, doc: 'Blocks inside it that are left out.' },
        },
        required: ['cidr'],
        check: checkIpBlock,
      },
    },
    check: checkPeer,
  },
};

/** https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ */
export const networkPolicySpec: ObjectSchema = {
  type: 'object',
  fields: {
    podSelector: {
      ...labelSelectorSchema,
      doc: 'The pods of this namespace that the policy isolates; {} or absent is all of them.',
    },
    policyTypes: {
      type: 'list',
      doc: 'The directions that the policy governs. Absent: Ingress, and Egress if there is an egress rule.',
      items: { type: 'string', oneOf: ['Ingress', 'Egress'] },
      max: 2,
    },
    ingress: {
      type: 'list',
      doc: 'What may come in: any of these rules. None: nothing.',
      items: { type: 'object', fields: { from: peers, ports } },
    },
    egress: {
      type: 'list',
      doc: 'What may go out: any of these rules. None: nothing.',
      items: { type: 'object', fields: { to: peers, ports } },
    },
  },
};

export const networkPolicySchema: ObjectSchema = manifestSchema({ status: { type: 'any' }, spec: networkPolicySpec });

// The checks below follow the API server's own:
// https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go

function checkPort(node: MapNode, report: Report): void {
  const endPort = field(node, 'endPort');
  const last = whole(endPort);
  if (!endPort || last === null) return;
  const port = field(node, 'port');
  const first = whole(port);
  if (!port) report.add('bad-port', 'endPort needs a port to start from.', endPort);
  else if (first === null) report.add('bad-port', 'endPort cannot follow a port name; it needs a number.', endPort);
  else if (last < first) report.add('bad-port', `endPort ${last} is smaller than port ${first}.`, endPort);
}

function checkPeer(node: MapNode, report: Report): void {
  const ipBlock = field(node, 'ipBlock');
  const selector = field(node, 'podSelector') ?? field(node, 'namespaceSelector');
  if (!ipBlock && !selector)
    report.add('not-one-of', 'A peer needs a podSelector, a namespaceSelector or an ipBlock.', node);
  if (ipBlock && selector)
    report.add('not-one-of', 'ipBlock stands alone; it cannot be combined with a selector in one item.', ipBlock);
}

function checkIpBlock(node: MapNode, report: Report): void {
  const block = parseCidr(text(field(node, 'cidr')) ?? '');
  if (!block) return;
  for (const item of items(field(node, 'except'))) {
    const hole = parseCidr(text(item) ?? '');
    if (hole && (!cidrCovers(block, hole) || hole.prefixLength === block.prefixLength))
      report.add('bad-cidr', `${hole.text} must lie inside ${block.text} and be smaller.`, item);
  }
}

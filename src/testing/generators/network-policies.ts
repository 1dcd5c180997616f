import fc from 'fast-check';
import {
  blockWithout,
  namespaceSelector,
  podSelector,
  portName,
  portNumber,
  portRange,
  protocol,
} from './alphabets.ts';

const optional = { requiredKeys: [] };

const peer = fc.oneof(
  fc.record({ podSelector }),
  fc.record({ namespaceSelector }),
  fc.record({ podSelector, namespaceSelector }),
  fc.record({ ipBlock: blockWithout }),
);

const port = fc.oneof(
  fc.record({ port: portNumber, protocol }, optional),
  fc.record({ port: portName, protocol }, { requiredKeys: ['port'] }),
  fc
    .tuple(portRange, fc.option(protocol, { nil: undefined }))
    .map(([{ first, last }, of]) => ({ port: first, endPort: last, ...(of && { protocol: of }) })),
);

const ports = fc.array(port, { maxLength: 2 });
const peers = fc.array(peer, { maxLength: 2 });
const rules = <Field extends string>(field: Field) =>
  fc.array(fc.record<object>({ [field]: peers, ports }, optional), { maxLength: 2 });

/** The spec of a networking.k8s.io/v1 NetworkPolicy; every list may be missing or empty. */
export const networkPolicySpec: fc.Arbitrary<object> = fc.record(
  {
    podSelector,
    policyTypes: fc.subarray(['Ingress', 'Egress']),
    ingress: rules('from'),
    egress: rules('to'),
  },
  { requiredKeys: ['podSelector'] },
);

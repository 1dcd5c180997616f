import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { EndpointId } from '../model/ids.ts';
import { holds, type PortProtocol } from '../sets/connections.ts';
import { simulate } from '../simulate.ts';
import { toYaml } from './generate.ts';
import { naiveEvaluator } from './naive/naive-evaluator.ts';
import type { Manifest } from './naive/world.ts';

/**
 * What random clusters meet too rarely, and collections of cases of other projects leave out. Each is asked of the
 * engine and of the naive evaluator. A line of `verdicts` is "from → to port/protocol: allowed" or "…: blocked".
 */
interface Case {
  readonly law: string;
  readonly pods: readonly Manifest[];
  readonly others: string;
  readonly verdicts: readonly string[];
}

const x1 = pod('a/x1', '10.0.0.1', { app: 'x' });
const y1 = pod('a/y1', '10.0.0.2', { app: 'y' });
const x2 = pod('b/x2', '10.0.0.3', { app: 'x' });
const onNode1 = pod('a/on-n1', '192.168.0.1', { app: 'x' }, { hostNetwork: true, nodeName: 'n1' });
const onNode2 = pod('a/on-n2', '192.168.0.2', { app: 'x' }, { hostNetwork: true, nodeName: 'n2' }, 'web');
const runByNode1 = pod('a/web', '10.0.0.4', { app: 'web' }, { nodeName: 'n1' });

const DENY_ALL_IN_A = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny-all, namespace: a}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`;

const OUTSIDE = `
apiVersion: seglab.dev/v1
kind: ExternalHost
metadata: {name: outside}
spec: {ips: [172.16.248.152]}
`;

const CASES: readonly Case[] = [
  {
    law: "no policy selects a Pod on its node's network",
    pods: [x1, x2, onNode1],
    others: DENY_ALL_IN_A,
    verdicts: ['b/x2 → a/on-n1 80/TCP: allowed', 'a/on-n1 → b/x2 80/TCP: allowed', 'b/x2 → a/x1 80/TCP: blocked'],
  },
  {
    law: "no Pod or namespace peer matches a Pod on its node's network, and its node's address does",
    pods: [x1, y1, onNode2],
    others: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: from-pods, namespace: a}
spec:
  podSelector: {matchLabels: {app: x}}
  ingress:
  - from: [{namespaceSelector: {}}, {podSelector: {}}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: from-node, namespace: a}
spec:
  podSelector: {matchLabels: {app: y}}
  ingress:
  - from: [{ipBlock: {cidr: 192.168.0.0/24}}]
`,
    verdicts: ['a/on-n2 → a/x1 80/TCP: blocked', 'a/on-n2 → a/y1 80/TCP: allowed', 'a/y1 → a/x1 80/TCP: allowed'],
  },
  {
    law: 'a node reaches the Pods it runs, whatever policies say, and no others',
    pods: [runByNode1, onNode1, onNode2],
    others: DENY_ALL_IN_A,
    verdicts: ['a/on-n1 → a/web 80/TCP: allowed', 'a/on-n2 → a/web 80/TCP: blocked', 'a/web → a/on-n1 80/TCP: blocked'],
  },
  {
    law: "a port name is not looked up on a Pod on its node's network",
    pods: [x1, onNode2, pod('b/named', '10.0.0.5', {}, {}, 'web')],
    others: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: to-web, namespace: a}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress: [{ports: [{port: web}]}]
`,
    verdicts: ['a/x1 → a/on-n2 80/TCP: blocked', 'a/x1 → b/named 80/TCP: allowed'],
  },
  {
    law: 'a staged policy changes nothing, beside an enforced one and alone in its tier',
    pods: [x1, y1, x2],
    others: `
apiVersion: projectcalico.org/v3
kind: Tier
metadata: {name: first}
spec: {order: 10}
---
apiVersion: projectcalico.org/v3
kind: StagedGlobalNetworkPolicy
metadata: {name: deny}
spec: {tier: first, types: [Ingress, Egress], ingress: [{action: Deny}], egress: [{action: Deny}]}
---
apiVersion: projectcalico.org/v3
kind: StagedKubernetesNetworkPolicy
metadata: {name: deny, namespace: a}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
---
apiVersion: projectcalico.org/v3
kind: StagedNetworkPolicy
metadata: {name: allow, namespace: a}
spec: {order: 1, ingress: [{action: Allow}]}
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: only-y, namespace: a}
spec: {selector: app == 'x', ingress: [{action: Allow, source: {selector: app == 'y'}}]}
`,
    verdicts: ['a/y1 → a/x1 80/TCP: allowed', 'b/x2 → a/x1 80/TCP: blocked', 'b/x2 → a/y1 80/TCP: allowed'],
  },
  {
    law: 'a selector of a Calico NetworkPolicy is bound to its namespace until a namespaceSelector is given',
    pods: [x1, y1, x2],
    others: `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: own, namespace: a}
spec: {selector: app == 'y', ingress: [{action: Allow, source: {selector: app == 'x'}}]}
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: every, namespace: a}
spec: {selector: app == 'x', ingress: [{action: Allow, source: {selector: app == 'x', namespaceSelector: all()}}]}
`,
    verdicts: ['a/x1 → a/y1 80/TCP: allowed', 'b/x2 → a/y1 80/TCP: blocked', 'b/x2 → a/x1 80/TCP: allowed'],
  },
  {
    law: 'notSelector binds a Calico NetworkPolicy to its namespace too; nets and ports do not',
    pods: [x1, y1, x2],
    others: `${OUTSIDE}---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: not, namespace: a}
spec: {selector: app == 'y', ingress: [{action: Allow, source: {notSelector: app == 'z'}}]}
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: nets, namespace: a}
spec: {selector: app == 'x', ingress: [{action: Allow, source: {nets: [10.0.0.3/32, 172.16.0.0/12]}}]}
`,
    verdicts: [
      'a/x1 → a/y1 80/TCP: allowed',
      'b/x2 → a/y1 80/TCP: blocked',
      'outside → a/y1 80/TCP: blocked',
      'b/x2 → a/x1 80/TCP: allowed',
      'outside → a/x1 80/TCP: allowed',
    ],
  },
  {
    law: 'in a global policy all() is whoever has labels; notSelector alone is the outside too',
    pods: [x1, y1, x2],
    others: `${OUTSIDE}---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: labelled}
spec: {selector: app == 'x', ingress: [{action: Allow, source: {selector: all()}}]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: not}
spec: {selector: app == 'y', ingress: [{action: Allow, source: {notSelector: app == 'x'}}]}
`,
    verdicts: [
      'b/x2 → a/x1 80/TCP: allowed',
      'outside → a/x1 80/TCP: blocked',
      'outside → a/y1 80/TCP: allowed',
      'a/x1 → a/y1 80/TCP: blocked',
    ],
  },
  {
    law: 'of equal orders the smaller "name/namespace/kind" goes first, as one string',
    pods: [x1, x2],
    others: `
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: p}
spec: {order: 5, ingress: [{action: Deny}]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: p-1}
spec: {order: 5, selector: app == 'x', ingress: [{action: Allow, protocol: TCP}]}
`,
    verdicts: ['b/x2 → a/x1 80/TCP: allowed', 'b/x2 → a/x1 80/UDP: blocked'],
  },
  {
    law: 'a NetworkPolicy stands at order 1000 of the tier "default"',
    pods: [x1, y1, x2],
    others: `${DENY_ALL_IN_A}---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: before}
spec: {order: 999, selector: app == 'x', types: [Ingress], ingress: [{action: Pass, protocol: UDP}]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: after}
spec: {order: 1001, selector: app == 'x', types: [Ingress], ingress: [{action: Allow, protocol: TCP}]}
`,
    verdicts: ['b/x2 → a/x1 80/UDP: allowed', 'b/x2 → a/x1 80/TCP: allowed', 'b/x2 → a/x1 80/SCTP: blocked'],
  },
  {
    law: 'Calico rules for egress alone do not govern ingress',
    pods: [x1, x2],
    others: `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: out, namespace: a}
spec: {egress: [{action: Allow, protocol: TCP}]}
`,
    verdicts: ['b/x2 → a/x1 80/UDP: allowed', 'a/x1 → b/x2 80/TCP: allowed', 'a/x1 → b/x2 80/UDP: blocked'],
  },
  {
    law: 'a port name of a Calico rule without protocol is one of TCP',
    pods: [x1, pod('b/named', '10.0.0.5', {}, {}, 'web'), pod('b/udp', '10.0.0.6', {}, {}, 'web', 'UDP')],
    others: `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: to-web, namespace: a}
spec: {egress: [{action: Allow, destination: {ports: [web]}}]}
`,
    verdicts: ['a/x1 → b/named 80/TCP: allowed', 'a/x1 → b/named 80/UDP: blocked', 'a/x1 → b/udp 80/UDP: blocked'],
  },
  {
    law: 'an order need not be a whole number',
    pods: [x1, x2],
    others: `
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: second}
spec: {order: 2, ingress: [{action: Deny}]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: first}
spec: {order: 1.5, ingress: [{action: Allow}]}
`,
    verdicts: ['b/x2 → a/x1 80/TCP: allowed'],
  },
  {
    law: 'an empty list in a Calico rule is the same as none',
    pods: [x1, x2],
    others: `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: in, namespace: a}
spec:
  ingress:
  - {action: Allow, protocol: TCP, source: {nets: [], notNets: []}, destination: {ports: [], notPorts: []}}
`,
    verdicts: ['b/x2 → a/x1 80/TCP: allowed', 'b/x2 → a/x1 80/UDP: blocked'],
  },
  {
    law: 'of two policies with one name a NetworkPolicy of Kubernetes goes before one of Calico',
    pods: [x1, x2],
    others: `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: same, namespace: a}
spec: {order: 1000, ingress: [{action: Deny}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: same, namespace: a}
spec: {podSelector: {}, ingress: [{}]}
`,
    verdicts: ['b/x2 → a/x1 80/TCP: allowed'],
  },
  {
    law: 'selector and notSelector are about one thing: a set that is excluded does not take its Pod along',
    pods: [y1, x2],
    others: `
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata: {name: excluded, labels: {is: set}}
spec: {nets: [10.0.0.3/32]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: in}
spec: {selector: app == 'y', ingress: [{action: Allow, source: {selector: app == 'x', notSelector: is == 'set'}}]}
`,
    verdicts: ['b/x2 → a/y1 80/TCP: allowed'],
  },
  {
    law: 'a port name with a selector means the Pods that have the labels, not those whose address is in a set',
    pods: [x1, pod('b/named', '10.0.0.5', {}, {}, 'web')],
    others: `
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata: {name: near, labels: {is: set}}
spec: {nets: [10.0.0.5/32]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: out}
spec:
  selector: app == 'x'
  egress:
  - {action: Allow, protocol: TCP, destination: {selector: is == 'set', ports: [web]}}
  - {action: Allow, protocol: UDP, destination: {selector: is == 'set', ports: [80]}}
`,
    verdicts: ['a/x1 → b/named 80/TCP: blocked', 'a/x1 → b/named 80/UDP: allowed'],
  },
  {
    law: 'a negated test of namespace or service account labels holds for a GlobalNetworkSet, which has neither',
    pods: [x1, y1],
    others: `${OUTSIDE}---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata: {name: far, labels: {is: set}}
spec: {nets: [172.16.0.0/12]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: in}
spec:
  ingress:
  - {action: Allow, protocol: TCP, source: {namespaceSelector: team != 'x'}}
  - {action: Allow, protocol: UDP, source: {serviceAccounts: {selector: team != 'x'}}}
`,
    verdicts: ['outside → a/x1 80/TCP: allowed', 'outside → a/x1 80/UDP: allowed', 'outside → a/x1 80/SCTP: blocked'],
  },
  {
    law: "all() among a rule's service accounts is whatever has labels, as everywhere in a rule",
    pods: [x1],
    others: `${OUTSIDE}---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata: {name: far, labels: {is: set}}
spec: {nets: [172.16.0.0/12]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: in}
spec: {ingress: [{action: Allow, source: {serviceAccounts: {selector: all()}}}]}
`,
    verdicts: ['outside → a/x1 80/TCP: allowed'],
  },
];

describe('what the specifications say, case by case', () => {
  for (const { law, pods, others, verdicts } of CASES) {
    const objects = loadAll(`${toYaml(pods)}---${others}`) as readonly Manifest[];
    const asked = verdicts.map((line) => line.replace(/: \w+$/, ''));

    it(`the naive evaluator: ${law}`, () => {
      const allowed = naiveEvaluator(objects);
      const answers = asked.map((question) => answer(question, allowed));
      expect(answers).toEqual(verdicts);
    });

    it(`the engine: ${law}`, () => {
      const { problems, verdict } = simulate({ files: [{ name: 'all.yaml', text: toYaml(objects) }] });
      expect(problems).toEqual([]);
      const answers = asked.map((question) =>
        answer(question, (from, to, protocol, port) =>
          holds(verdict(from as EndpointId, to as EndpointId).allowed, protocol, port),
        ),
      );
      expect(answers).toEqual(verdicts);
    });
  }
});

type Allowed = (from: string, to: string, protocol: PortProtocol, port: number) => boolean;

function answer(question: string, allowed: Allowed): string {
  const [, from = '', to = '', port, protocol] = /^(.*) → (.*) (\d+)\/(\w+)$/.exec(question) ?? [];
  return `${question}: ${allowed(from, to, protocol as PortProtocol, Number(port)) ? 'allowed' : 'blocked'}`;
}

function pod(
  id: string,
  podIP: string,
  labels: Readonly<Record<string, string>>,
  spec: { readonly hostNetwork?: boolean; readonly nodeName?: string } = {},
  portName?: string,
  protocol: PortProtocol = 'TCP',
): Manifest {
  const [namespace = '', name = ''] = id.split('/');
  const ports = [{ ...(portName && { name: portName }), containerPort: 80, protocol }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: { containers: [{ name: 'main', image: 'main', ports }], ...spec },
    status: { podIP },
  };
}

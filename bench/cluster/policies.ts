import type { Call, Plan, Workload } from './plan.ts';
import type { Recipe } from './recipe.ts';

/** A policy as YAML, and the file that a team would keep it in. */
export interface PolicyText {
  readonly file: string;
  readonly text: string;
}

/** What a policy is drawn from. `at` numbers the policies, so that no two have one name. */
interface Draw {
  readonly plan: Plan;
  readonly at: number;
  readonly workload: Workload;
}

/** However large a cluster is, those who run it write a handful of policies for all of it. */
const MOST_GLOBAL = 12;

/** The policies of a cluster: a base that closes namespaces, then mostly rules from workload to workload. */
export function policiesOf(plan: Plan, recipe: Recipe): readonly PolicyText[] {
  const { random, workloads, namespaces } = plan;
  const callersOf = groupByTarget(plan.calls);
  const called = [...callersOf.keys()];
  const texts: PolicyText[] = [];
  let globals = 0;
  for (let at = 0; at < recipe.policies; at += 1) {
    const workload = random.pick(workloads);
    const draw: Draw = { plan, at, workload };
    const roll = random.next();
    if (recipe.shape === 'selects-everything' && at % 10 === 0) texts.push(selectsEverything(draw));
    else if (recipe.shape === 'many-blocks' ? at % 2 === 0 : at < recipe.blocks) texts.push(egressToBlocks(draw));
    else if (at - recipe.blocks < namespaces.length / 2)
      texts.push(denyAll(namespaces[at % namespaces.length]?.name ?? 'default', at % 5 === 0));
    else if (roll < 0.1) texts.push(allowNames(workload.namespace, at));
    else if (roll < 0.2) texts.push(calicoPolicy(draw));
    else if (roll < 0.22 && globals < MOST_GLOBAL) {
      globals += 1;
      texts.push(globalPolicy(draw));
    } else if (roll < 0.3) texts.push(allowTeam(draw));
    else {
      const target = called[at % called.length] ?? workload;
      texts.push(allowCallers({ ...draw, workload: target }, callersOf.get(target) ?? []));
    }
  }
  return texts;
}

function groupByTarget(calls: readonly Call[]): ReadonlyMap<Workload, readonly Workload[]> {
  const callers = new Map<Workload, Workload[]>();
  for (const { from, to, role } of calls) {
    if (role === 'probe') continue;
    const known = callers.get(to);
    if (known) known.push(from);
    else callers.set(to, [from]);
  }
  return callers;
}

function networkPolicy(namespace: string, name: string, spec: string): PolicyText {
  return {
    file: `${namespace}/${name}.yaml`,
    text: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
${spec}`,
  };
}

function denyAll(namespace: string, alsoEgress: boolean): PolicyText {
  const types = alsoEgress ? '  - Ingress\n  - Egress\n' : '  - Ingress\n';
  return networkPolicy(namespace, 'deny-all', `  podSelector: {}\n  policyTypes:\n${types}`);
}

/** Egress to the cluster and to its names, but not to the world: nearly every cluster has a policy like this. */
function allowNames(namespace: string, at: number): PolicyText {
  return networkPolicy(
    namespace,
    `allow-dns-${at}`,
    `  podSelector: {}
  policyTypes:
  - Egress
  egress:
  - ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
  - to:
    - namespaceSelector:
        matchExpressions:
        - key: env
          operator: Exists
`,
  );
}

function allowCallers({ at, workload }: Draw, callers: readonly Workload[]): PolicyText {
  const peers = callers.slice(0, 3).map(
    (caller) => `    - podSelector:
        matchLabels:
          app: ${caller.app}
${
  caller.namespace === workload.namespace
    ? ''
    : `      namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: ${caller.namespace}
`
}`,
  );
  const from =
    peers.length > 0 ? peers.join('') : '    - podSelector:\n        matchLabels:\n          tier: frontend\n';
  return networkPolicy(
    workload.namespace,
    `allow-${workload.app}-${at}`,
    `  podSelector:
    matchLabels:
      app: ${workload.app}
  policyTypes:
  - Ingress
  ingress:
  - from:
${from}    ports:
    - port: ${workload.port}
      protocol: TCP
`,
  );
}

function allowTeam({ plan, at, workload }: Draw): PolicyText {
  const team = plan.random.pick(plan.namespaces).team;
  return networkPolicy(
    workload.namespace,
    `allow-${team}-${at}`,
    `  podSelector:
    matchExpressions:
    - key: tier
      operator: In
      values: [${workload.tier}, cache]
  policyTypes:
  - Ingress
  ingress:
  - from:
    - namespaceSelector:
        matchLabels:
          team: ${team}
    ports:
    - port: http
    - port: 9000
      endPort: 9100
`,
  );
}

function egressToBlocks({ plan, at, workload }: Draw): PolicyText {
  const { random } = plan;
  const block = `10.${random.below(2)}.${random.below(256)}.0/${random.pick([20, 22, 24])}`;
  return networkPolicy(
    workload.namespace,
    `egress-${workload.app}-${at}`,
    `  podSelector:
    matchLabels:
      app: ${workload.app}
  policyTypes:
  - Egress
  egress:
  - to:
    - ipBlock:
        cidr: ${block}
    - ipBlock:
        cidr: 172.16.${at % 256}.0/24
        except:
        - 172.16.${at % 256}.128/25
    ports:
    - port: 443
`,
  );
}

function calicoPolicy({ at, workload }: Draw): PolicyText {
  const { namespace, app, port } = workload;
  return {
    file: `${namespace}/calico-${app}-${at}.yaml`,
    text: `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  name: calico-${app}-${at}
  namespace: ${namespace}
spec:
  order: ${(at % 20) * 100}
  selector: app == '${app}'
  types:
  - Ingress
  ingress:
  - action: Deny
    protocol: TCP
    source:
      selector: tier == 'worker'
  - action: Allow
    protocol: TCP
    source:
      selector: tier in {'frontend', 'backend'}
    destination:
      ports: [${port}]
`,
  };
}

function globalPolicy({ plan, at }: Draw): PolicyText {
  return {
    file: `cluster/global-${at}.yaml`,
    text: `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  name: global-${at}
spec:
  order: ${at}
  selector: tier == 'database'
  types:
  - Ingress
  ingress:
  - action: Deny
    protocol: TCP
    source:
      namespaceSelector: env == '${plan.random.pick(['dev', 'stage'])}'
    destination:
      ports: [5432]
  - action: Pass
`,
  };
}

/** One that every Pod is subject to, and whose peers are every Pod. */
function selectsEverything({ at, plan }: Draw): PolicyText {
  return {
    file: `cluster/everything-${at}.yaml`,
    text: `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  name: everything-${at}
spec:
  order: ${at}
  selector: all()
  types:
  - Ingress
  - Egress
  ingress:
  - action: Allow
    protocol: TCP
    source:
      selector: all()
    destination:
      ports: [${8000 + plan.random.below(2000)}]
  egress:
  - action: Pass
`,
  };
}

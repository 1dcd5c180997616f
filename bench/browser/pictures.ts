import type { OwnFile } from '../../e2e/own-files.ts';

/** A picture in which one key press flips nearly everything: the files, and the one that decides. */
export interface Flipping {
  readonly files: readonly OwnFile[];
  readonly edges: string;
}

function pod(namespace: string, name: string, at: number): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}
status: {podIP: 10.${at >> 8}.${at & 255}.7}
`;
}

function flow(from: string, to: string, port: number): string {
  return `apiVersion: seglab.dev/v1
kind: Flow
metadata: {name: call-${from.replace('/', '-')}-${to.replace('/', '-')}-${port}}
spec: {from: ${from}, to: ${to}, port: ${port}, protocol: TCP, role: app}
`;
}

/** Both ports are allowed to everyone. Without the last digit of the first one, what it carries is blocked. */
const GATE: OwnFile = {
  name: 'gate.yaml',
  text: `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: gate}
spec:
  selector: all()
  types: [Ingress]
  ingress:
  - action: Allow
    protocol: TCP
    destination:
      ports:
      - 8080
      - 9090
`,
};

function filesOf(pods: readonly string[], flows: readonly string[]): readonly OwnFile[] {
  return [{ name: 'cluster.yaml', text: [...pods, ...flows].join('---\n') }, GATE];
}

/** 50 endpoints with 350 connections: all of them flip. */
export function manyEdges(): Flipping {
  const ids = Array.from({ length: 50 }, (_, i) => ({ namespace: i < 25 ? 'east' : 'west', name: `p${i}` }));
  const idOf = (i: number) => `${ids[i % 50]?.namespace}/${ids[i % 50]?.name}`;
  const pods = ids.map(({ namespace, name }, i) => pod(namespace, name, i));
  const flows = ids.flatMap((_, i) => [1, 3, 7, 12, 19, 26, 33].map((step) => flow(idOf(i), idOf(i + step), 8080)));
  return { files: filesOf(pods, flows), edges: '[data-testid="flow"][data-flow]' };
}

/** 12 namespaces with 132 bundles: most lose two of their three connections, and the kinds of lines stay the same. */
export function manyBundles(): Flipping {
  const names = Array.from({ length: 12 }, (_, i) => `team-${i}`);
  const pods = names.flatMap((namespace, row) =>
    Array.from({ length: 12 }, (_, i) => pod(namespace, `p${i}`, row * 12 + i)),
  );
  const flows = names.flatMap((from, row) =>
    names.flatMap((to, column) => {
      if (from === to) return [];
      const call = (i: number, port: number) => flow(`${from}/p${i}`, `${to}/p${i}`, port);
      if (row === 0 && column === 1) return [call(0, 9090)];
      if (row === 0 && column === 2) return [call(0, 7070)];
      if (row === 0 && column === 3) return [call(0, 7070), call(1, 9090)];
      return [call(0, 8080), call(1, 8080), call(2, 9090)];
    }),
  );
  return { files: filesOf(pods, flows), edges: '[data-testid="flow"][data-bundle]' };
}

import { readdirSync, readFileSync } from 'node:fs';
import type { HandLayout } from '../../catalog/scenario.ts';
import type { SourceFile } from '../../model/source.ts';
import { simulate } from '../../simulate.ts';
import type { View } from '../view.ts';

const COURSE = new URL('../../../scenarios/icp-demo/', import.meta.url);

const LAYOUT: HandLayout = JSON.parse(readFileSync(new URL('layout.json', COURSE), 'utf8'));

/** The demo's files at one of its cases; `more` is added to the cluster. */
function filesOf(number: number, more = ''): readonly SourceFile[] {
  const folder = new URL(`case-${number}/`, COURSE);
  const policies = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return [
    { name: 'cluster.yaml', text: `${readFileSync(new URL('cluster.yaml', COURSE), 'utf8')}${more}` },
    ...policies.map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') })),
  ];
}

/** The demo as it is first seen, except for what `changes` says. */
export function viewOf(number: number, changes: Partial<View> = {}, more = ''): View {
  const files = filesOf(number, more);
  const simulation = simulate({ files });
  return { simulation, files, layout: LAYOUT, moved: new Map(), probes: true, before: null, answers: null, ...changes };
}

/** Manifests of a Pod, or of a flow, to be added to the demo. */
export function pod(namespace: string, name: string): string {
  return `\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}\nspec: {containers: [{name: main, image: main}]}`;
}

export function flow(from: string, to: string, port = 8080): string {
  const name = `${from}-${to}-${port}`.replaceAll('/', '-');
  return `\n---\napiVersion: seglab.dev/v1\nkind: Flow\nmetadata: {name: ${name}}\nspec: {from: ${from}, to: ${to}, port: ${port}, protocol: TCP, role: app}`;
}

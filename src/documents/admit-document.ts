import type { Problem } from '../model/problem.ts';
import type { OnProgress } from '../model/progress.ts';
import { check } from './check.ts';
import { isIgnoredKind } from './ignored-kinds.ts';
import type { Kind, Manifest } from './manifest.ts';
import { at, entry, field, items, type MapNode, type Node, text } from './node.ts';
import { type Locate, Report } from './report.ts';

/** One object of a document: accepted, refused (with what can be told of its identity), or of no interest. */
export type Admitted =
  | { readonly outcome: 'accepted'; readonly manifest: Manifest; readonly problems: readonly Problem[] }
  | { readonly outcome: 'refused'; readonly key: string | null; readonly problems: readonly Problem[] }
  | { readonly outcome: 'ignored'; readonly problems: readonly Problem[] };

/** Every kind that is read, by "apiVersion kind". */
export type KindIndex = ReadonlyMap<string, Kind>;

export function indexKinds(kinds: readonly Kind[]): KindIndex {
  return new Map(
    kinds.flatMap((kind) => kind.apiVersions.map((version) => [`${version} ${kind.kind}`, kind] as const)),
  );
}

/** Reads the objects of one document, those inside a List one by one. */
export function admitDocument(
  root: Node,
  source: string,
  locate: Locate,
  kinds: KindIndex,
  isJson: boolean,
  onProgress?: OnProgress,
): Admitted[] {
  const report = new Report(locate);
  if (root.type !== 'map') {
    report.add('not-an-object', 'A manifest is an object with apiVersion, kind and metadata.', root);
    return [{ outcome: 'refused', key: null, problems: report.problems }];
  }
  if (isJson && !entry(root, 'apiVersion') && !entry(root, 'kind')) {
    report.add('not-a-manifest', 'This JSON has no apiVersion and kind, so it is left alone.', root, 'info');
    return [{ outcome: 'ignored', problems: report.problems }];
  }
  const listKind = text(field(root, 'kind'));
  if (!listKind?.endsWith('List') || field(root, 'items')?.type !== 'list')
    return [admitObject(root, source, locate, kinds, {})];
  const inherited =
    listKind === 'List'
      ? {}
      : { apiVersion: text(field(root, 'apiVersion')) ?? '', kind: listKind.slice(0, -'List'.length) };
  return items(field(root, 'items')).map((item, index, { length: total }) => {
    onProgress?.({ step: 'reading', done: index, total });
    return item.type === 'map'
      ? admitObject(item, source, locate, kinds, inherited)
      : { outcome: 'refused', key: null, problems: notAnObject(item, locate) };
  });
}

function notAnObject(node: Node, locate: Locate): readonly Problem[] {
  const report = new Report(locate);
  report.add('not-an-object', 'An item of a List is an object with apiVersion, kind and metadata.', node);
  return report.problems;
}

function admitObject(
  root: MapNode,
  source: string,
  locate: Locate,
  kinds: KindIndex,
  inherited: { readonly apiVersion?: string; readonly kind?: string },
): Admitted {
  const report = new Report(locate);
  const apiVersion = text(field(root, 'apiVersion')) ?? inherited.apiVersion ?? null;
  const kindName = text(field(root, 'kind')) ?? inherited.kind ?? null;
  if (apiVersion === null || kindName === null) {
    for (const [name, value] of Object.entries({ apiVersion, kind: kindName })) {
      if (value !== null) continue;
      const given = field(root, name);
      const span = given ?? { start: root.start, end: root.entries[0]?.keyEnd ?? root.end };
      report.add(given ? 'bad-type' : 'missing-field', `${name} ${given ? 'must be text' : 'is missing'}.`, span);
    }
    return { outcome: 'refused', key: null, problems: report.problems };
  }

  const kind = kinds.get(`${apiVersion} ${kindName}`);
  if (!kind) return admitUnknown(root, apiVersion, kindName, kinds, report);

  const findings = new Report(locate, kind.documentation);
  check(root, kind.schema, findings, '');
  const name = text(at(root, 'metadata', 'name'));
  const namespace = kind.scope === 'cluster' ? null : (text(at(root, 'metadata', 'namespace')) ?? 'default');
  const key = name === null ? null : objectKey(kind, namespace, name);
  if (findings.hasErrors || key === null || name === null)
    return { outcome: 'refused', key, problems: findings.problems };
  const manifest: Manifest = { kind, apiVersion, namespace, name, key, root, locate, text: source };
  return { outcome: 'accepted', manifest, problems: findings.problems };
}

function admitUnknown(root: MapNode, apiVersion: string, kindName: string, kinds: KindIndex, report: Report): Admitted {
  if (isIgnoredKind(groupOf(apiVersion), kindName)) {
    // A policy that is not read makes verdicts wrong, and must not pass for something of no interest.
    if (kindName.endsWith('Policy') && kindName.includes('Network'))
      report.add(
        'unknown-kind',
        `${kindName} of ${apiVersion} is not read, so verdicts leave it out.`,
        kindSpan(root),
        'warning',
      );
    else report.add('ignored-kind', `A ${kindName} has no say in who may connect to whom.`, kindSpan(root), 'info');
    return { outcome: 'ignored', problems: report.problems };
  }
  const elsewhere = [...kinds.values()].find(({ kind }) => kind === kindName);
  const near = [...kinds.values()].find(({ kind }) => kind.toLowerCase() === kindName.toLowerCase());
  const hint = elsewhere
    ? ` ${kindName} is in ${elsewhere.apiVersions.join(' and ')}.`
    : near
      ? ` It is written ${near.kind}.`
      : '';
  report.add('unknown-kind', `There is no kind ${kindName} in ${apiVersion}.${hint}`, kindSpan(root));
  return { outcome: 'refused', key: null, problems: report.problems };
}

function kindSpan(root: MapNode): { readonly start: number; readonly end: number } {
  return field(root, 'kind') ?? { start: root.start, end: root.end };
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** The same object under whichever version of its API it is written. */
function objectKey({ apiVersions, kind }: Kind, namespace: string | null, name: string): string {
  const group = groupOf(apiVersions[0] ?? '');
  return `${group === '' ? '' : `${group}/`}${kind} ${namespace === null ? '' : `${namespace}/`}${name}`;
}

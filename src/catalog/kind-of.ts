import { field, text as textOf } from '../documents/node.ts';
import { parseDocument } from '../documents/parse.ts';
import { POLICY_KINDS } from '../policies/policy-kinds.ts';
import { jsonMembers, jsonText } from './json-scan.ts';

/** What a document says that it is; empty where it does not say. */
export interface Told {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Longer documents are not parsed for the sake of two words: large ones are written by programs, in the usual form. */
const MAX_PARSED = 50_000;

const VALUE = '[ \\t]+(["\']?)([\\w./-]+)\\1[ \\t]*(?:#[^\\n]*)?\\r?$';
const KIND = new RegExp(`^kind:${VALUE}`, 'm');
const API_VERSION = new RegExp(`^apiVersion:${VALUE}`, 'm');

const POLICY_NAMES: ReadonlySet<string> = new Set(POLICY_KINDS.map(({ kind }) => kind));
/** Also groups that are gone, or of nobody: what was meant as a policy is put right where policies are edited. */
const POLICY_GROUP = /^(?:$|extensions\/|(?:policy\.)?networking\.k8s\.io\/|(?:crd\.)?projectcalico\.org\/|v1$)/;

/**
 * Reads apiVersion and kind off the lines of one document, without parsing it where they stand as they usually do.
 * null: the document says neither.
 */
export function kindOf(document: string): Told | null {
  const kind = KIND.exec(document)?.[2] ?? '';
  const apiVersion = API_VERSION.exec(document)?.[2] ?? '';
  if (kind !== '' && apiVersion !== '') return { apiVersion, kind };
  const members = jsonMembers(document);
  if (members !== null) return told(jsonText(document, members, 'apiVersion'), jsonText(document, members, 'kind'));
  if (document.length <= MAX_PARSED) {
    const { root } = parseDocument(document);
    if (root !== null) return told(textOf(field(root, 'apiVersion')), textOf(field(root, 'kind')));
  }
  return told(apiVersion, kind);
}

/** Whether it is one of the kinds that are edited as policies; tiers are. */
export function isPolicy({ apiVersion, kind }: Told): boolean {
  return POLICY_NAMES.has(kind) && POLICY_GROUP.test(apiVersion);
}

/** What the items of a list are that do not say it themselves: a NetworkPolicyList holds NetworkPolicies. */
export function kindOfItems({ apiVersion, kind }: Told): Told | null {
  return kind === 'List' || !kind.endsWith('List') ? null : { apiVersion, kind: kind.slice(0, -'List'.length) };
}

function told(apiVersion: string | null, kind: string | null): Told | null {
  return (apiVersion ?? '') === '' && (kind ?? '') === '' ? null : { apiVersion: apiVersion ?? '', kind: kind ?? '' };
}

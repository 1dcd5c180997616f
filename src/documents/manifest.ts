import type { MapNode } from './node.ts';
import type { Locate } from './report.ts';
import type { ObjectSchema } from './schema.ts';

/** A kind of object that Seglab reads. */
export interface Kind {
  /** "networking.k8s.io/v1", or "v1" for the core group. */
  readonly apiVersions: readonly string[];
  readonly kind: string;
  readonly scope: 'namespaced' | 'cluster';
  readonly schema: ObjectSchema;
  /** Where the kind is documented. */
  readonly documentation: string;
}

/** An object that was accepted: its text fits the schema of its kind. */
export interface Manifest<K extends Kind = Kind> {
  readonly kind: K;
  readonly apiVersion: string;
  /** null for kinds of cluster scope; "default" where the text names none. */
  readonly namespace: string | null;
  readonly name: string;
  /** Group, kind, namespace and name: what makes it the same object. */
  readonly key: string;
  readonly root: MapNode;
  readonly locate: Locate;
  /** The text of its document, to which the nodes' offsets refer. */
  readonly text: string;
}

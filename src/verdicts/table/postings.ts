import type { LabelSource, LabelTest } from '../../model/selector.ts';
import { labelsSeen, namespaceSeen, type Seen } from '../../selectors/selects.ts';
import { addBit, type Bits, dropBits, noBits } from '../../sets/bits.ts';

/** A class, looked at as the endpoint that it is, or under one identity that Calico knows it by. */
export interface Sight extends Seen {
  /** The index of the class. */
  readonly owner: number;
}

/** The sights that have a label, by its value. */
interface Posting {
  readonly byValue: ReadonlyMap<string, readonly number[]>;
  readonly having: Bits;
}

/** Finds the sights that hold for a question about labels or namespaces without asking each of them. */
export class Postings {
  private readonly sights: readonly Sight[];
  private readonly labels = new Map<string, Posting>();
  private readonly labelled = new Map<LabelSource, Bits>();
  private readonly asked = new Map<LabelSource, Bits>();
  private namespaces: ReadonlyMap<string, readonly number[]> | null = null;

  constructor(sights: readonly Sight[]) {
    this.sights = sights;
  }

  /** The sights for which a label test holds: a few of them listed, many as bits. */
  holdingFor(of: LabelSource, test: LabelTest): Bits | readonly number[] {
    const posting = this.postingOf(of, test.key);
    switch (test.op) {
      case 'exists':
        return posting.having;
      case 'absent':
        return this.without(of, posting.having);
      case 'in': {
        const [value, ...more] = test.values;
        if (value !== undefined && more.length === 0) return posting.byValue.get(value) ?? [];
        return this.gather(posting, test.values);
      }
      case 'not-in':
        return this.without(of, this.gather(posting, test.values));
      case 'contains':
      case 'starts-with':
      case 'ends-with': {
        const holds = MATCHES[test.op];
        return this.gather(
          posting,
          [...posting.byValue.keys()].filter((value) => holds(value, test.value)),
        );
      }
      default:
        return unreachable(test);
    }
  }

  /** The sights that have labels of a sort at all. */
  having(of: LabelSource): Bits {
    let bits = this.labelled.get(of);
    if (!bits) {
      bits = noBits(this.sights.length);
      for (const [index, sight] of this.sights.entries()) if (labelsSeen(sight, of) !== null) addBit(bits, index);
      this.labelled.set(of, bits);
    }
    return bits;
  }

  /** The sights that are in a namespace, ascending. */
  inNamespace(name: string): readonly number[] {
    if (!this.namespaces) {
      const namespaces = new Map<string, number[]>();
      for (const [index, sight] of this.sights.entries()) {
        const namespace = namespaceSeen(sight);
        if (namespace === null) continue;
        const known = namespaces.get(namespace);
        if (known) known.push(index);
        else namespaces.set(namespace, [index]);
      }
      this.namespaces = namespaces;
    }
    return this.namespaces.get(name) ?? [];
  }

  /** Those that could be asked, and are not among the others. */
  private without(of: LabelSource, others: Bits): Bits {
    const bits = this.askable(of).slice();
    dropBits(bits, others);
    return bits;
  }

  /** Calico keeps all labels of an identity in one set, so an identity without labels of a sort just lacks them. */
  private askable(of: LabelSource): Bits {
    let bits = this.asked.get(of);
    if (!bits) {
      bits = this.having(of).slice();
      for (const [index, { identity }] of this.sights.entries()) if (identity) addBit(bits, index);
      this.asked.set(of, bits);
    }
    return bits;
  }

  private gather({ byValue }: Posting, values: readonly string[]): Bits {
    const bits = noBits(this.sights.length);
    for (const value of values) for (const index of byValue.get(value) ?? []) addBit(bits, index);
    return bits;
  }

  private postingOf(of: LabelSource, key: string): Posting {
    const name = `${of} ${key}`;
    let posting = this.labels.get(name);
    if (!posting) {
      const byValue = new Map<string, number[]>();
      const having = noBits(this.sights.length);
      for (const [index, sight] of this.sights.entries()) {
        const value = labelsSeen(sight, of)?.[key];
        if (value === undefined) continue;
        addBit(having, index);
        const known = byValue.get(value);
        if (known) known.push(index);
        else byValue.set(value, [index]);
      }
      posting = { byValue, having };
      this.labels.set(name, posting);
    }
    return posting;
  }
}

const MATCHES = {
  contains: (value: string, part: string) => value.includes(part),
  'starts-with': (value: string, part: string) => value.startsWith(part),
  'ends-with': (value: string, part: string) => value.endsWith(part),
} as const;

function unreachable(value: never): never {
  throw new Error(`no such label test: ${JSON.stringify(value)}`);
}

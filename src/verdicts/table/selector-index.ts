import type { Selector } from '../../model/selector.ts';
import { addressesOf, type Family, identitiesOf, selects } from '../../selectors/selects.ts';
import { addBit, allBits, type Bits, dropBits, hasBit, joinBits, keepBits, listBits, noBits } from '../../sets/bits.ts';
import type { CidrTree } from '../../sets/cidr-tree.ts';
import type { EndpointClass } from './classes.ts';
import { isListed, listed, type Members, membersOf } from './members.ts';
import { Postings, type Sight } from './postings.ts';

/** What was found: a few listed, ascending, or many as bits. It belongs to who answers, and is not to be changed. */
type Answer = Bits | readonly number[];

type Leaf<Op extends Selector['op']> = Extract<Selector, { readonly op: Op }>;

/**
 * Answers which classes a selector selects, as `selects` does for each of them, with sets of bits instead of questions.
 * A selector is answered once; equal answers are kept once.
 */
export class SelectorIndex {
  private readonly classes: readonly EndpointClass[];
  private readonly family: Family;
  private readonly blocks: CidrTree | null;
  private readonly answers = new WeakMap<Selector, Members>();
  private readonly kept = new Map<number, Members>();
  private readonly asEndpoints: View;
  private identities: IdentityView | null = null;
  private addresses: readonly (readonly number[])[] | null = null;

  /** `blocks`: those that are not among them hold no address of the cluster. */
  constructor(classes: readonly EndpointClass[], family: Family, blocks: CidrTree | null) {
    this.classes = classes;
    this.family = family;
    this.blocks = blocks;
    this.asEndpoints = new View(
      classes.map(({ index, representative }) => ({ owner: index, endpoint: representative, identity: null })),
    );
  }

  membersOf(selector: Selector): Members {
    let members = this.answers.get(selector);
    if (!members) {
      const answer = this.answer(selector, this.asEndpoints);
      const { length: size } = this.classes;
      members = this.keep(answer instanceof Uint32Array ? membersOf(answer, size) : listed(answer, size));
      this.answers.set(selector, members);
    }
    return members;
  }

  /** Equal answers are one object, so that a thousand policies for the same Pods take the space of one. */
  private keep(members: Members): Members {
    const words = members.list ?? members.bits ?? [];
    let hash = members.list ? 1 : 2;
    for (const word of words) hash = (Math.imul(hash, 31) + word) | 0;
    const known = this.kept.get(hash);
    if (known && isSame(known, members)) return known;
    if (!known) this.kept.set(hash, members);
    return members;
  }

  private answer(selector: Selector, view: View): Answer {
    switch (selector.op) {
      case 'and':
        return everyOf(this.answersTo(selector, view, []), view.size);
      case 'or': {
        const bits = noBits(view.size);
        for (const operand of selector.operands) joinInto(bits, this.answer(operand, view));
        return bits;
      }
      case 'not': {
        const bits = allBits(view.size);
        dropBits(bits, bitsOf(this.answer(selector.operand, view), view.size));
        return bits;
      }
      case 'label':
        return view.postings.holdingFor(selector.of, selector.test);
      case 'labelled':
        return view.postings.having(selector.of);
      case 'in-namespace':
        return view.postings.inNamespace(selector.name);
      case 'in-network':
        return view.ofOwners(this.inNetwork(selector));
      case 'identity':
        return view.ofOwners(this.knownAs(selector));
      case 'is':
      case 'family':
      case 'unprofiled':
      case 'behind-service':
      case 'named':
        return view.ofOwners(this.ask(selector));
      default:
        return unreachable(selector);
    }
  }

  /** What is asked of all of them at once, however deep it is written. */
  private answersTo({ operands }: Leaf<'and' | 'or'>, view: View, answers: Answer[]): readonly Answer[] {
    for (const operand of operands) {
      if (operand.op === 'and') this.answersTo(operand, view, answers);
      else answers.push(this.answer(operand, view));
    }
    return answers;
  }

  private readonly asked = new Map<string, Bits>();

  /** What has no index is asked of each class, once. */
  private ask(selector: Leaf<'is' | 'family' | 'unprofiled' | 'behind-service' | 'named'>): Bits {
    const { op } = selector;
    const what =
      op === 'is'
        ? selector.kind
        : op === 'family'
          ? selector.family
          : op === 'behind-service'
            ? selector.service
            : op === 'named'
              ? selector.pattern
              : '';
    const key = `${op} ${what}`;
    let bits = this.asked.get(key);
    if (!bits) {
      bits = noBits(this.classes.length);
      for (const { index, representative } of this.classes)
        if (selects(selector, representative, this.family)) addBit(bits, index);
      this.asked.set(key, bits);
    }
    return bits;
  }

  private inNetwork({ cidr, except }: Leaf<'in-network'>): Bits {
    const bits = noBits(this.classes.length);
    const { blocks } = this;
    if (!blocks?.has(cidr)) return bits;
    const byBlock = this.classesByBlock(blocks);
    const [first, end] = blocks.within(cidr);
    const holes = except.filter((hole) => blocks.has(hole)).map((hole) => blocks.within(hole));
    for (let block = first; block < end; block += 1) {
      if (holes.some(([from, to]) => from <= block && block < to)) continue;
      for (const index of byBlock[block] ?? []) addBit(bits, index);
    }
    return bits;
  }

  /** For each block the classes with an address of which it is the innermost block. */
  private classesByBlock(blocks: CidrTree): readonly (readonly number[])[] {
    if (!this.addresses) {
      const byBlock: number[][] = blocks.blocks.map(() => []);
      for (const { index, representative } of this.classes)
        for (const address of addressesOf(representative, this.family)) byBlock[blocks.innermost(address)]?.push(index);
      this.addresses = byBlock;
    }
    return this.addresses;
  }

  private knownAs({ among, operand }: Leaf<'identity'>): Bits {
    this.identities ??= new IdentityView(this.classes, this.family);
    const { sights, own, any } = this.identities;
    const holding = everyOf([this.answer(operand, this.identities), among === 'own' ? own : any], sights.length);
    const bits = noBits(this.classes.length);
    for (const at of holding instanceof Uint32Array ? listBits(holding) : holding) addBit(bits, sights[at]?.owner ?? 0);
    return bits;
  }
}

/** The sights that questions are put to. */
class View {
  readonly size: number;
  readonly postings: Postings;

  constructor(sights: readonly Sight[]) {
    this.size = sights.length;
    this.postings = new Postings(sights);
  }

  /** The sights of classes. As endpoints, classes have one each. */
  ofOwners(classes: Bits): Bits {
    return classes;
  }
}

/** All that Calico knows endpoints as: a sight for each identity of each class. */
class IdentityView extends View {
  readonly sights: readonly Sight[];
  /** Which sights count for which of the two ways to ask. */
  readonly own: Bits;
  readonly any: Bits;

  constructor(classes: readonly EndpointClass[], family: Family) {
    const sights: Sight[] = [];
    const ways: { readonly own: boolean; readonly any: boolean }[] = [];
    for (const { index, representative } of classes) {
      const own = identitiesOf(representative, 'own', family);
      const any = identitiesOf(representative, 'any', family);
      for (const identity of own) {
        sights.push({ owner: index, endpoint: representative, identity });
        ways.push({ own: true, any: any.includes(identity) });
      }
      for (const identity of any) {
        if (own.includes(identity)) continue;
        sights.push({ owner: index, endpoint: representative, identity });
        ways.push({ own: false, any: true });
      }
    }
    super(sights);
    this.sights = sights;
    this.own = noBits(sights.length);
    this.any = noBits(sights.length);
    for (const [at, way] of ways.entries()) {
      if (way.own) addBit(this.own, at);
      if (way.any) addBit(this.any, at);
    }
  }

  override ofOwners(classes: Bits): Bits {
    const bits = noBits(this.sights.length);
    for (const [at, { owner }] of this.sights.entries()) if (hasBit(classes, owner)) addBit(bits, at);
    return bits;
  }
}

function bitsOf(answer: Answer, size: number): Bits {
  if (answer instanceof Uint32Array) return answer;
  const bits = noBits(size);
  for (const index of answer) addBit(bits, index);
  return bits;
}

function joinInto(bits: Bits, answer: Answer): void {
  if (answer instanceof Uint32Array) joinBits(bits, answer);
  else for (const index of answer) addBit(bits, index);
}

/** What is in all answers. A list is a short way: only what it holds is looked up in the others. */
function everyOf(answers: readonly Answer[], size: number): Answer {
  const [first, second] = answers;
  if (!first) return allBits(size);
  if (!second) return first;
  let shortest: readonly number[] | null = null;
  for (const answer of answers)
    if (!(answer instanceof Uint32Array) && (shortest === null || answer.length < shortest.length)) shortest = answer;
  if (shortest === null) {
    const sum = bitsOf(first, size).slice();
    for (const other of answers) keepBits(sum, bitsOf(other, size));
    return sum;
  }
  const found: number[] = [];
  for (const index of shortest) if (isInEach(answers, index)) found.push(index);
  return found;
}

function isInEach(answers: readonly Answer[], index: number): boolean {
  for (const answer of answers)
    if (!(answer instanceof Uint32Array ? hasBit(answer, index) : isListed(answer, index))) return false;
  return true;
}

function isSame(a: Members, b: Members): boolean {
  if (a.count !== b.count || (a.list === null) !== (b.list === null)) return false;
  const [some, others] = [a.list ?? a.bits, b.list ?? b.bits];
  return some?.length === others?.length && (some?.every((word, at) => word === others?.[at]) ?? true);
}

function unreachable(value: never): never {
  throw new Error(`no such selector: ${JSON.stringify(value)}`);
}

/** An address as a number, with the width of its family. */
interface Address {
  readonly width: 32 | 128;
  readonly bits: bigint;
}

/** Whether an address block holds an address. Families never mix: 0.0.0.0/0 holds no IPv6 address. */
export function inBlock(address: string, block: string): boolean {
  const [base = '', length = ''] = block.split('/');
  const { width, bits } = parse(address);
  const { width: blockWidth, bits: blockBits } = parse(base);
  const free = BigInt(blockWidth - Number(length));
  return width === blockWidth && bits >> free === blockBits >> free;
}

export function versionOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}

const parsed = new Map<string, Address>();

function parse(text: string): Address {
  const address = parsed.get(text) ?? read(text);
  parsed.set(text, address);
  return address;
}

function read(text: string): Address {
  if (versionOf(text) === 4) return { width: 32, bits: join(text.split('.').map(Number), 8n) };
  // "::" stands for as many zero groups as are missing of the eight.
  const [head = '', tail] = text.split('::');
  const before = groups(head);
  const after = groups(tail ?? '');
  const zeros = new Array<number>(tail === undefined ? 0 : 8 - before.length - after.length).fill(0);
  return { width: 128, bits: join([...before, ...zeros, ...after], 16n) };
}

function groups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

function join(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((bits, part) => (bits << width) | BigInt(part), 0n);
}

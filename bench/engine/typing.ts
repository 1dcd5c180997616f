import type { SourceFile } from '../../src/model/source.ts';
import type { Random } from '../cluster/random.ts';

/** One key press: the text of a file after it. */
export interface KeyPress {
  readonly file: string;
  readonly text: string;
}

/** Replaces `from` in a text by `to` as a person does: deletes it, and types the other, key by key. */
function retype(file: string, text: string, from: string, to: string): readonly KeyPress[] {
  const at = text.indexOf(from);
  if (at < 0) return [];
  const [head, tail] = [text.slice(0, at), text.slice(at + from.length)];
  const presses: KeyPress[] = [];
  for (let left = from.length - 1; left >= 0; left -= 1)
    presses.push({ file, text: head + from.slice(0, left) + tail });
  for (let typed = 1; typed <= to.length; typed += 1) presses.push({ file, text: head + to.slice(0, typed) + tail });
  return presses;
}

/**
 * Real typing in real policies: half a port number, a label that nobody has yet, YAML that is broken for a while, and a
 * block that grows digit by digit. Every text is the one before with one key more or less.
 */
export function typingIn(files: readonly SourceFile[], random: Random, length: number): readonly KeyPress[] {
  const policies = files.filter(({ name }) => name !== 'cluster.yaml');
  const presses: KeyPress[] = [];
  const texts = new Map(policies.map(({ name, text }) => [name, text]));
  while (presses.length < length) {
    const { name } = random.pick(policies);
    const text = texts.get(name) ?? '';
    const port = /port: (\d+)/.exec(text)?.[1];
    const app = /app: ([a-z0-9-]+)/.exec(text)?.[1];
    const typed: KeyPress[] = [];
    const now = (): string => typed.at(-1)?.text ?? text;
    if (port)
      typed.push(...retype(name, now(), `port: ${port}`, `port: ${random.pick(['80', '8080', '9443'])}`).slice(6));
    if (app) typed.push(...retype(name, now(), `app: ${app}`, `app: ${app}-v2`).slice(4));
    if (/^ {2}podSelector: \{\}$/m.test(now()))
      typed.push(...retype(name, now(), 'podSelector: {}', 'podSelector: {matchLabels: {tier: cache}}'));
    if (random.chance(0.1)) {
      const block = `10.${random.below(2)}.${random.below(256)}.0/24`;
      const known = /cidr: (10\.[\d./]+)/.exec(now())?.[1];
      if (known) typed.push(...retype(name, now(), `cidr: ${known}`, `cidr: ${block}`).slice(0, -1));
    }
    if (typed.length === 0) continue;
    // What was typed is taken back, so that the cluster stays as it was drawn.
    typed.push({ file: name, text });
    presses.push(...typed);
  }
  return presses;
}

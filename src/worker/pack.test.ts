import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Question } from '../lab/question.ts';
import { questionAt } from '../lab/testing/demo.ts';
import type { SourceFile } from '../model/source.ts';
import { createPacker, createUnpacker } from './pack.ts';

const file = (name: string, text: string): SourceFile => ({ name, text });
const ask = (message: ReturnType<ReturnType<typeof createPacker>['pack']>) => ({
  kind: 'ask' as const,
  revision: 1,
  // As it arrives in another thread.
  ...structuredClone(message),
});

const anyFiles = fc.array(
  fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('one', 'two', 'three'))
    .map(([name, text]) => file(name, text)),
  { maxLength: 4 },
);
const anyQuestion: fc.Arbitrary<Question> = fc
  .record({
    policies: anyFiles,
    accepted: anyFiles,
    compared: fc.option(anyFiles),
    cluster: fc.constantFrom('one', 'x', 'y'),
  })
  .map(({ policies, accepted, compared, cluster }) => ({
    ...questionAt(0),
    cluster: { ...file('cluster.yaml', cluster), anyLength: true },
    policies,
    accepted,
    baseline: compared && { kind: 'preset', label: 'Case 1', place: 'a/b', policies: compared },
  }));

describe('questions on their way', () => {
  test('arrive as they were asked, whatever changes from one to the next', () => {
    fc.assert(
      fc.property(fc.array(anyQuestion, { minLength: 1, maxLength: 8 }), (questions) => {
        const packer = createPacker();
        const unpacker = createUnpacker();
        const known = new Set<number>();
        for (const question of questions) {
          const message = ask(packer.pack(question));
          expect(unpacker.unpack(message)).toEqual(question);
          // No text crosses twice while it is in use.
          for (const [id] of message.texts) {
            expect(known.has(id)).toBe(false);
            known.add(id);
          }
          for (const id of message.dropped) expect(known.delete(id)).toBe(true);
          const { cluster, policies, accepted, baseline } = question;
          const inUse = new Set(
            [cluster, ...policies, ...accepted, ...(baseline?.policies ?? [])].map(({ text }) => text),
          );
          expect(known.size).toBe(inUse.size);
        }
      }),
    );
  });

  test('of many files only the one that changed travels, and the others stay the objects that they were', () => {
    const packer = createPacker();
    const unpacker = createUnpacker();
    const policies = Array.from({ length: 1000 }, (_, at) => file(`${at}.yaml`, `text ${at}`));
    const first = unpacker.unpack(ask(packer.pack({ ...questionAt(0), policies })));
    const message = packer.pack({ ...questionAt(0), policies: policies.with(7, file('7.yaml', 'typed')) });
    expect(message.parts.policies).toMatchObject({ changed: [[7, { name: '7.yaml' }]] });
    expect(message.texts.map(([, text]) => text)).toEqual(['typed']);
    const second = unpacker.unpack(ask(message));
    expect(second.policies[7]).toEqual(file('7.yaml', 'typed'));
    expect(second.policies.filter((each, at) => each === first.policies[at])).toHaveLength(999);
  });
});

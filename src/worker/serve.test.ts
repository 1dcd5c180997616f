import { expect, test } from 'vitest';
import type { Desk } from '../lab/desk.ts';
import { NO_REPORT } from '../lab/report.ts';
import { questionAt } from '../lab/testing/demo.ts';
import { createPacker } from './pack.ts';
import type { WorkerMessage } from './protocol.ts';
import { serve } from './serve.ts';

test('progress is passed on at most every 50 milliseconds', async () => {
  let time = 0;
  const desk: Desk = {
    answer(_, onProgress) {
      for (let done = 0; done < 1000; done += 1) {
        time += 1;
        onProgress?.({ step: 'reading', done, total: 1000 });
      }
      return NO_REPORT;
    },
    prepare: () => null,
    missing: () => null,
  };
  const said: WorkerMessage[] = [];
  const answer = serve(
    desk,
    (message) => said.push(message),
    () => time,
  );
  await answer({ kind: 'ask', revision: 7, ...createPacker().pack(questionAt(0)) });
  const progress = said.filter(({ kind }) => kind === 'progress');
  expect(progress).toHaveLength(20);
  expect(said.at(-1)).toMatchObject({ kind: 'answer', revision: 7 });
});

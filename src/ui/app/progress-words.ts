import type { Progress } from '../../model/progress.ts';

/** "Reading 4,200 of 12,700 documents" */
export function progressInWords({ step, done, total }: Progress): string {
  const counted = total > 1 ? `${inWords(done)} of ${inWords(total)} ` : '';
  switch (step) {
    case 'reading':
      return counted === '' ? 'Reading the files' : `Reading ${counted}documents`;
    case 'building':
      return 'Putting the cluster together';
    case 'judging':
      return 'Working out the verdicts';
    case 'drawing':
      return 'Drawing the graph';
  }
}

function inWords(count: number): string {
  return count.toLocaleString('en-US');
}

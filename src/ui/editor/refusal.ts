import { MAX_FILE_LENGTH } from '../../store/lines.ts';

/** Why a text was not taken in: "The pasted text has 10,485,760 characters. …" */
export function refusalOf(length: number): string {
  return `The pasted text has ${inWords(length)} characters. More than ${inWords(MAX_FILE_LENGTH)} are not read here, so it was left out.`;
}

function inWords(count: number): string {
  return count.toLocaleString('en-US');
}

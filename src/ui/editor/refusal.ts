import { MAX_POLICY_LENGTH } from '../../lab/limits.ts';

/** Why a text was not taken in: "The pasted text has 10,485,760 characters. …" */
export function refusalOf(length: number): string {
  return `The pasted text has ${inWords(length)} characters. More than ${inWords(MAX_POLICY_LENGTH)} are not read here, so it was left out.`;
}

function inWords(count: number): string {
  return count.toLocaleString('en-US');
}

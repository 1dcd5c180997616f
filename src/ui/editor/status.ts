import type { Policy } from '../../model/policy.ts';
import type { Problem } from '../../model/problem.ts';
import type { Simulation } from '../../simulation.ts';
import { linesOf } from '../../store/lines.ts';
import { podsSelectedBy, selectsInWords } from '../../store/marks.ts';
import type { PolicyFile } from '../../store/persistence.ts';
import { policiesIn } from './adornments.ts';

/** What the row under the editor says. */
export interface Status {
  readonly text: string;
  readonly isFault: boolean;
}

/** What a file does at the moment; of several policies, the one that the cursor's line is in. */
export function statusOf(simulation: Simulation, file: PolicyFile, cursorLine: number): Status {
  if (!file.applied) return { text: 'Set aside · changes no verdict', isFault: false };
  const fault = simulation.problems.find(({ severity, origin }) => severity === 'error' && origin.file === file.name);
  if (fault !== undefined) return { text: faultInWords(simulation, fault, file), isFault: true };

  const lines = linesOf(file.text);
  const policies = policiesIn(simulation, file.name);
  const startOf = ({ origin }: Policy) => lines.placeOf(file.text.lastIndexOf('\n---', origin.start) + 1).line;
  const policy = policies.findLast((candidate) => startOf(candidate) <= cursorLine) ?? policies[0];
  if (policy === undefined) return { text: 'Applied · holds no policy', isFault: false };
  const parts = [
    policy.staged ? 'Staged' : 'Applied',
    ...(policies.length > 1 ? [policy.name] : []),
    selectsInWords(podsSelectedBy(simulation, policy)),
    isolatesInWords(policy),
  ];
  return { text: parts.join(' · '), isFault: false };
}

/** "Line 7 cannot be read yet. deny-all-egress as last accepted stays in force." */
function faultInWords(simulation: Simulation, fault: Problem, { name, text }: PolicyFile): string {
  if (fault.code === 'too-large') {
    const kept = policiesIn(simulation, name).length > 0;
    return `Too large to be read here. ${kept ? 'What was last accepted stays in force.' : 'It is left out.'}`;
  }
  const kept = simulation.problems.find(
    ({ code, origin }) =>
      code === 'last-accepted-in-force' && origin.file === name && origin.start === fault.origin.start,
  );
  const { line } = linesOf(text).placeOf(fault.origin.start);
  const why = fault.code === 'bad-yaml' ? 'cannot be read yet' : 'is not accepted';
  return `Line ${line} ${why}. ${kept?.message ?? 'This document is left out.'}`;
}

function isolatesInWords({ governs }: Policy): string {
  const ways = [governs.ingress === null ? '' : 'In', governs.egress === null ? '' : 'Out'].filter((way) => way !== '');
  return ways.length === 0 ? 'isolates nothing' : `isolates ${ways.join(' and ')}`;
}

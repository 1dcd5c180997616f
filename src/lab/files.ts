import type { Policy } from '../model/policy.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source.ts';
import type { Simulation } from '../simulation.ts';
import { podsInWords, podsSelectedBy } from './endpoints.ts';
import { linesOf } from './lines.ts';
import type { FileReport, FilesReport, PolicyReport } from './report.ts';

/** To count for more would take longer than it helps: each is a pass over the whole cluster. */
const MOST_COUNTED = 200;

/** What one policy file does at the moment; null: it is not applied. */
export function fileReportOf(
  simulation: Simulation,
  files: readonly SourceFile[],
  name: string | null,
): FileReport | null {
  const file = files.find((one) => one.name === name);
  if (file === undefined) return null;
  const policies = simulation.tiers
    .flatMap((tier) => tier.policies.filter(({ origin }) => origin.file === name))
    .sort((one, other) => one.origin.start - other.origin.start);
  return {
    name: file.name,
    fault: faultOf(simulation, file, policies.length > 0),
    policies: policies.slice(0, MOST_COUNTED).map((policy) => reportOf(simulation, file, policy, policies.length)),
  };
}

/** What is told of all files at once. */
export function filesReportOf({ tiers, problems }: Simulation): FilesReport {
  const about = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { policies } of tiers) {
    for (const { kind, namespace, origin } of policies) {
      const count = (counts.get(origin.file) ?? 0) + 1;
      counts.set(origin.file, count);
      const one = namespace === null ? kind : `${kind} in ${namespace}`;
      about.set(origin.file, count === 1 ? one : `${count} policies`);
    }
  }
  const faulty = new Set<string>();
  for (const { severity, origin } of problems) if (severity === 'error') faulty.add(origin.file);
  return { about: [...about], faulty: [...faulty] };
}

function reportOf(simulation: Simulation, { text }: SourceFile, policy: Policy, among: number): PolicyReport {
  const lines = linesOf(text);
  const selects = `selects ${podsInWords(podsSelectedBy(simulation, policy))}`;
  const parts = [
    policy.staged ? 'Staged' : 'Applied',
    ...(among > 1 ? [policy.name] : []),
    selects,
    isolatesInWords(policy),
  ];
  return {
    from: lines.placeOf(text.lastIndexOf('\n---', policy.origin.start) + 1).line,
    status: parts.join(' · '),
    subjectLine: lines.placeOf(policy.subjectOrigin.start).line,
    selects,
  };
}

/** "Line 7 cannot be read yet. deny-all-egress as last accepted stays in force." */
function faultOf({ problems }: Simulation, { name, text }: SourceFile, hasPolicies: boolean): string | null {
  const fault = problems.find(({ severity, origin }) => severity === 'error' && origin.file === name);
  if (fault === undefined) return null;
  if (fault.code === 'too-large') {
    return `Too large to be read here. ${hasPolicies ? 'What was last accepted stays in force.' : 'It is left out.'}`;
  }
  const kept = problems.find((problem) => isKeptFor(problem, fault));
  const { line } = linesOf(text).placeOf(fault.origin.start);
  const why = fault.code === 'bad-yaml' ? 'cannot be read yet' : 'is not accepted';
  return `Line ${line} ${why}. ${kept?.message ?? 'This document is left out.'}`;
}

function isKeptFor({ code, origin }: Problem, fault: Problem): boolean {
  return code === 'last-accepted-in-force' && origin.file === fault.origin.file && origin.start === fault.origin.start;
}

function isolatesInWords({ governs }: Policy): string {
  const ways = [governs.ingress === null ? '' : 'In', governs.egress === null ? '' : 'Out'].filter((way) => way !== '');
  return ways.length === 0 ? 'isolates nothing' : `isolates ${ways.join(' and ')}`;
}

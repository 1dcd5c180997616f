import type { Simulation } from '../simulation.ts';
import type { PolicyFile } from './persistence.ts';

/** One policy file in a list of many. */
export interface PolicyRow {
  readonly file: PolicyFile;
  /** "NetworkPolicy in payments", "3 policies"; empty where the engine took none from the file. */
  readonly about: string;
  readonly isFaulty: boolean;
}

/** What the engine knows of files, by name: read once for each simulation, however long the list is. */
export interface KnownOfFiles {
  readonly about: ReadonlyMap<string, string>;
  readonly faulty: ReadonlySet<string>;
}

/** The one place that reads the simulation for the list of policies. */
export function knownOfFiles({ tiers, problems }: Pick<Simulation, 'tiers' | 'problems'>): KnownOfFiles {
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
  return { about, faulty };
}

/** The rows whose name, kind or namespace holds every word of the filter. */
export function policyRows(files: readonly PolicyFile[], known: KnownOfFiles, filter: string): readonly PolicyRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const rows: PolicyRow[] = [];
  for (const file of files) {
    const about = known.about.get(file.name) ?? '';
    const text = `${file.name} ${about}`.toLowerCase();
    if (words.every((word) => text.includes(word))) {
      rows.push({ file, about, isFaulty: file.applied && known.faulty.has(file.name) });
    }
  }
  return rows;
}

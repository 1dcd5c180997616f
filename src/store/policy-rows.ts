import type { FilesReport } from '../lab/report.ts';
import type { PolicyFile } from './persistence.ts';

/** One policy file in a list of many. */
export interface PolicyRow {
  readonly file: PolicyFile;
  /** "NetworkPolicy in payments", "3 policies"; empty where the engine took none from the file. */
  readonly about: string;
  readonly isFaulty: boolean;
}

/** What the engine knows of files, by name: read once for each report, however long the list is. */
export interface KnownOfFiles {
  readonly about: ReadonlyMap<string, string>;
  readonly faulty: ReadonlySet<string>;
}

export function knownOfFiles({ about, faulty }: FilesReport): KnownOfFiles {
  return { about: new Map(about), faulty: new Set(faulty) };
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

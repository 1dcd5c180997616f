import type { Options } from './options.ts';
import type { ScenarioResult } from './result.ts';

const MOST_CONNECTIONS = 200;

/** One scenario for people: its flows, its connections where they are few or asked for, and what is wrong. */
export function* tableLines(result: ScenarioResult, options: Options): Generator<string> {
  yield `${result.scenario}`;
  if (result.flows.length > 0) {
    const rows = result.flows.map(({ name, from, to, port, protocol, role, verdict, expected }) => [
      expected && expected !== verdict ? 'FAILED' : '',
      verdict,
      `${from} -> ${to}`,
      `${port}/${protocol}`,
      role,
      name,
      expected && expected !== verdict ? `expected ${expected}` : '',
    ]);
    yield* aligned(rows);
  }
  const isNarrowed = options.from !== null || options.to !== null || options.port !== null;
  if (!options.summary && (isNarrowed || result.flows.length === 0)) yield* connectionLines(result);
  const { endpoints, policies, pairs, open, partly, blocked } = result.summary;
  yield `  ${endpoints} endpoints, ${policies} policies; of ${pairs} pairs ${open} open, ${partly} partly open, ${blocked} blocked`;
  if (options.summary) {
    const { reading, all } = result.seconds;
    yield `  ${all.toFixed(1)} s, of which ${reading.toFixed(1)} s to read the text`;
  }
  for (const { severity, file, line, column, message, code } of result.diagnostics)
    yield `  ${severity}: ${file}:${line}:${column} ${message} (${code})`;
  yield '';
}

function* connectionLines(result: ScenarioResult): Generator<string> {
  const rows: string[][] = [];
  let more = 0;
  for (const { from, to, allowed } of result.connections()) {
    if (rows.length === MOST_CONNECTIONS) {
      more += 1;
      continue;
    }
    const ports = Object.entries(allowed).map(([protocol, ranges]) => `${protocol} ${ranges}`);
    rows.push([`${from} -> ${to}`, ports.length === 0 ? 'blocked' : ports.join('; ')]);
  }
  yield* aligned(rows);
  if (more > 0) yield `  and ${more} more (--json lists all)`;
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows.map((row) => {
    const cells = row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).filter((_, index) => widths[index] !== 0);
    return `  ${cells.join('  ').trimEnd()}`;
  });
}

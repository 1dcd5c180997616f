import { once } from 'node:events';
import { type Options, readOptions, USAGE } from './options.ts';
import { readEach, readTogether } from './read-input.ts';
import { evaluateScenario, type ScenarioResult } from './result.ts';
import { tableLines } from './table.ts';

const VERSION = 1;

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(`${options}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads may stop reading, as `head` does.
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  run(options).then((status) => {
    process.exitCode = status;
  });
}

/** Evaluates every scenario and prints it before the next is read. Returns the exit status. */
async function run(options: Options): Promise<number> {
  const inputs = options.each ? readEach(options.paths) : [readTogether(options.paths)];
  let unusable = inputs.length === 0;
  let failed = false;
  if (unusable) console.error(`No scenario is in ${options.paths.join(', ')}.`);
  for (const input of inputs) {
    const result = evaluateScenario(input, options);
    await write(options.json ? jsonPieces(result, options) : withBreaks(tableLines(result, options)));
    unusable ||= result.diagnostics.some(({ severity }) => severity === 'error');
    failed ||= result.flows.some(({ verdict, expected }) => expected !== undefined && expected !== verdict);
  }
  if (unusable) return 2;
  return failed ? 1 : 0;
}

/** One JSON object on one line, in pieces: there may be too many connections for one string. */
function* jsonPieces(result: ScenarioResult, options: Options): Generator<string> {
  const { scenario, endpoints, summary, seconds, flows, diagnostics } = result;
  yield `{"version":${VERSION},"scenario":${JSON.stringify(scenario)},"endpoints":${JSON.stringify(endpoints)}`;
  if (options.summary) yield `,"summary":${JSON.stringify(summary)},"seconds":${JSON.stringify(seconds)}`;
  else {
    let separator = ',"connections":[';
    for (const row of result.connections()) {
      yield separator + JSON.stringify(row);
      separator = ',';
    }
    yield separator === ',' ? ']' : ',"connections":[]';
  }
  yield `,"flows":${JSON.stringify(flows)},"diagnostics":${JSON.stringify(diagnostics)}}\n`;
}

function* withBreaks(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}

/** Writes in large chunks and waits for whoever reads. */
async function write(pieces: Iterable<string>): Promise<void> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < 1 << 16) continue;
    if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
    chunk = '';
  }
  process.stdout.write(chunk);
}

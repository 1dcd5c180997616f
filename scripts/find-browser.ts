/**
 * Finds the Chromium that the browser tests and the screenshots run in, and installs one where there is none.
 * Run as a script it prints the path of the browser.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { argv, env, platform, stderr } from 'node:process';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';

/** What keeps Chromium quiet, and able to start, on a closed machine and in a container. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const MINUTE = 60_000;

const NOT_FOUND =
  'No Chromium was found and none could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to its program, and run this again.';

/** The path of a Chromium that starts, or null. Installs nothing. */
export function findBrowser(): string | null {
  return candidates().find(starts) ?? null;
}

/** The path of a Chromium that starts, installing one first where there is none. Throws one clear sentence otherwise. */
export async function findOrInstallBrowser(): Promise<string> {
  const found = findBrowser();
  if (found !== null) return found;

  for (const install of [installDebianPackage, installPlaywrightBrowser]) {
    if (!install()) continue;
    const installed = findBrowser();
    if (installed !== null) return installed;
  }

  const packaged = await packagedBrowser();
  if (packaged !== null && starts(packaged)) return packaged;
  throw new Error(NOT_FOUND);
}

function candidates(): string[] {
  const named = env.CHROMIUM_PATH;
  return [
    ...(named ? [named] : []),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    chromium.executablePath(),
  ];
}

// A file that exists is not yet a browser: Ubuntu's chromium-browser is a script that asks for a snap.
function starts(path: string): boolean {
  if (!existsSync(path)) return false;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: MINUTE / 2 }).status === 0;
}

function installDebianPackage(): boolean {
  const isRoot = process.getuid?.() === 0;
  if (platform !== 'linux' || !isRoot || !existsSync('/etc/debian_version')) return false;
  stderr.write('No Chromium found: installing the Debian package.\n');
  return (
    run('apt-get', ['-o', 'Acquire::http::Timeout=30', 'update']) &&
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  );
}

function installPlaywrightBrowser(): boolean {
  stderr.write("No Chromium found: installing Playwright's.\n");
  return run('npx', ['playwright', 'install', 'chromium']);
}

// A Chromium inside an npm package, for machines that reach a package registry and nothing else. It is no dependency
// of this project: it is used where a person has installed it. The name is computed, so that no tool looks for it.
async function packagedBrowser(): Promise<string | null> {
  const name = ['@sparticuz', 'chromium'].join('/');
  try {
    const { default: packaged } = (await import(name)) as { default: { executablePath(): Promise<string> } };
    return await packaged.executablePath();
  } catch {
    return null;
  }
}

// What an installer prints is progress, not a result: it goes where messages go.
function run(command: string, args: readonly string[]): boolean {
  const result = spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    timeout: 10 * MINUTE,
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return result.status === 0;
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  try {
    console.log(await findOrInstallBrowser());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

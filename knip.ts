import type { KnipConfig } from 'knip';

/** Style sheets import too: the fonts are packages that only they name. */
function importsOfStyleSheet(text: string): string {
  return [...text.matchAll(/@import\s+(?:url\()?['"]([^'"]+)['"]/g)].map(([, name]) => `import '${name}';`).join('\n');
}

const config: KnipConfig = {
  entry: ['scripts/*.ts', 'bench/*.ts', 'bench/browser/*.ts', 'vitest.mutation.config.ts'],
  project: ['{src,e2e,scripts,bench}/**/*.{ts,tsx,css}', '*.ts'],
  compilers: { css: importsOfStyleSheet },
  ignoreExportsUsedInFile: { interface: true, type: true },
};

export default config;

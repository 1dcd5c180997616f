import type { Plugin } from 'vite';

/**
 * Names in the document what its first script asks for at once, so that the browser fetches both at the same time:
 * the script is small and starts the worker, which must not wait for the page.
 */
export function preloadPage(): Plugin {
  return {
    name: 'seglab:preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {}, chunk: entry }) {
        const reached = new Set<string>();
        const styles = new Set<string>();
        const visit = (file: string): void => {
          const chunk = bundle[file];
          if (chunk?.type !== 'chunk' || file === entry?.fileName || reached.has(file)) return;
          reached.add(file);
          for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style);
          for (const imported of chunk.imports) visit(imported);
        };
        for (const file of entry?.dynamicImports ?? []) visit(file);
        const link = (rel: string, file: string) => ({
          tag: 'link',
          attrs: { rel, crossorigin: true, href: `./${file}` },
          injectTo: 'head' as const,
        });
        return [
          ...[...reached].map((file) => link('modulepreload', file)),
          ...[...styles].map((file) => link('stylesheet', file)),
        ];
      },
    },
  };
}

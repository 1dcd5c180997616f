import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { bundledCourses } from './scripts/bundled-courses.ts';
import { contentSecurityPolicy } from './scripts/content-security-policy.ts';
import { preloadPage } from './scripts/preload-page.ts';

/**
 * js-yaml builds its types and schemas while it is loaded, and only its parser is used here: marked as pure,
 * the rest is left out of the page.
 */
const parserOfJsYamlOnly: Plugin = {
  name: 'seglab:parser-of-js-yaml-only',
  apply: 'build',
  transform(code, id) {
    if (!/[\\/]js-yaml[\\/]dist[\\/].*\.mjs$/.test(id)) return null;
    // A call alone would not do: what is spread into its arguments is read even where nobody asks for the result.
    const definitions =
      /^(var [\w$]+ = )((?:new (?:Schema|RegExp)\(|define\w+Tag\(|[\w$]+\.withTags\(|Object\.|(?<=DEFAULT_\w+ = )\{).*(?:\n[\t\]}].*)*);$/gm;
    const pure = code.replace(definitions, '$1/* @__PURE__ */ (() => ($2))();');
    return { code: pure, map: null };
  },
};

export default defineConfig({
  // Relative addresses: the built app works from any folder of any static host.
  base: './',
  plugins: [react(), bundledCourses(), contentSecurityPolicy(), preloadPage()],
  worker: { format: 'es', plugins: () => [parserOfJsYamlOnly] },
  build: {
    target: 'es2022',
    // For scripts/check-size.ts, which follows the imports of the page.
    manifest: true,
    // The policy allows neither inline scripts nor inline fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // React Flow's components that nobody uses stand in calls of these, and would be kept for the calls' sake.
    rolldownOptions: { treeshake: { manualPureFunctions: ['memo', 'forwardRef', 'createContext'] } },
    // The editor is one large chunk that is loaded after the graph; what loads before it has a budget of its own.
    chunkSizeWarningLimit: 4000,
  },
});

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './scripts/content-security-policy.ts';

export default defineConfig({
  // Relative addresses: the built app works from any folder of any static host.
  base: './',
  plugins: [react(), contentSecurityPolicy()],
  worker: { format: 'es' },
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

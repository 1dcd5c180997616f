import { defineConfig } from 'vitest/config';

/** The tests that stand against a mutant: those of the engine, without the slow random ones. */
export default defineConfig({
  test: {
    include: ['src/{sets,documents,selectors,policies,cluster,verdicts,explain,catalog,testing}/**/*.test.ts'],
    exclude: ['src/**/*.property.test.ts'],
    environment: 'node',
    // The modules are loaded once for each mutant, not once for each file of tests.
    isolate: false,
  },
});

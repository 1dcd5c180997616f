import { defineConfig } from 'vitest/config';

/** The tests that stand against a mutant: those of the engine, without the slow random ones. */
export default defineConfig({
  test: {
    include: ['src/{sets,documents,selectors,policies,cluster,verdicts,explain,catalog,testing}/**/*.test.ts'],
    exclude: ['src/**/*.property.test.ts'],
    environment: 'node',
  },
});

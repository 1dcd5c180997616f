import { defineConfig } from 'vitest/config';
import { bundledCourses } from './scripts/bundled-courses.ts';

export default defineConfig({
  plugins: [bundledCourses()],
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
  },
});

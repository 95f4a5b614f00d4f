/** How the tests run: modules are loaded once per worker, by Node as in the program; more workers than cores, since many wait. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/temp-folder.ts'],
    isolate: false,
    // Nothing is mocked, so nothing need be transformed: a fifth less work than through Vite.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    maxWorkers: 3,
    // What starts the program or opens a house takes seconds on a quiet machine, and this one may be busy.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});

/** The real program for tests that start it, with the time that takes. */
import { vi } from 'vitest';

// A start takes a second on a quiet machine, and the machine may be busy with other tests.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

export * from './child-program.ts';

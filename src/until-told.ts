/** What runs until it is told to stop. */

/**
 * Resolves when the process is told to end. A terminal tells the whole group, and a Node that lends us another passes it
 * on: the second time must not kill.
 */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}

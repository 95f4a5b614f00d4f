/** Watches how long the main thread works without letting anything else have a turn. */

export type LoopWatch = { stop(): Promise<{ longestMs: number }> };

/** Counts processor time of this thread alone, so that a busy machine does not look like a busy program. */
export function watchLoop(): LoopWatch {
  const cpuMs = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let longestMs = 0;
  let last = cpuMs();
  let watching = true;
  const turn = () => {
    const now = cpuMs();
    longestMs = Math.max(longestMs, now - last);
    last = now;
    if (watching) setTimeout(turn, 1);
  };
  setTimeout(turn, 1);
  return {
    async stop() {
      await new Promise((done) => setTimeout(done, 20));
      watching = false;
      return { longestMs };
    },
  };
}

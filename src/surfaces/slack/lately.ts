/** What was taken in a moment ago, by name, so that the same thing is not taken in twice. */

export type Lately = {
  /** Undefined for what is not known; else resolves once it is stored. */
  find(name: string): Promise<unknown> | undefined;
  /** Known from now on, unless it fails. */
  note(name: string, storing: Promise<unknown>): Promise<void>;
};

/** Slack delivers the two events of a mention within a second, and again after at most five minutes. */
const most = 5000;

export function createLately(): Lately {
  const known = new Map<string, Promise<unknown>>();
  return {
    find: (name) => known.get(name),
    async note(name, storing) {
      known.set(name, storing);
      if (known.size > most) known.delete(known.keys().next().value!);
      try {
        await storing;
      } catch (error) {
        known.delete(name);
        throw error;
      }
    },
  };
}

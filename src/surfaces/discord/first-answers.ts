/** The first answers to interactions: each is given once, and what comes after takes its place or follows it. */

/** Resolves with false where Discord did not take it. */
type Sending = () => Promise<boolean>;

export type FirstAnswers = {
  /** Whether an answer was promised, so that one has to follow. */
  isPromised(id: string): boolean;
  /** Promises one, or says nothing; not where something was answered before. */
  begin(id: string, how: { isPromise: boolean }, send: Sending): Promise<boolean>;
  /** As the first answer; or else in the place of the promise, or after what was answered before. */
  give(id: string, send: Sending, later: { replace: Sending; follow: Sending }): Promise<boolean>;
};

type First = { isPromise: boolean; done: Promise<boolean> };

/** Interactions whose first answer is remembered. */
const most = 2000;

export function createFirstAnswers(): FirstAnswers {
  const firsts = new Map<string, First>();
  const note = (id: string, isPromise: boolean, done: Promise<boolean>) => {
    firsts.set(id, { isPromise, done });
    if (firsts.size > most) firsts.delete(firsts.keys().next().value!);
    // What Discord did not take is no answer.
    void done.then((isTaken) => isTaken || firsts.delete(id));
    return done;
  };
  return {
    isPromised: (id) => firsts.get(id)?.isPromise ?? false,
    begin: async (id, { isPromise }, send) => firsts.get(id)?.done ?? note(id, isPromise, send()),
    async give(id, send, { replace, follow }) {
      const before = firsts.get(id);
      if (!before) return note(id, false, send());
      if (!(await before.done)) return note(id, false, send());
      return before.isPromise ? replace() : follow();
    },
  };
}

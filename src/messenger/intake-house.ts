/** The house's side of an intake: begun, listened to, and told to stop. */
import type { Log } from '../ports/log.ts';
import type { End, HouseWord, IntakeWord } from './ends.ts';

/** What is under way at the end is worked off at the next start. */
const stopWithinMs = 5000;

export type BegunIntake = {
  /** Resolves once it has stopped, or did not in time. */
  stop(): Promise<void>;
};

/**
 * Resolves once the intake listens. Rejects with what `refusalOf` makes of the reason why it does not, and closes it then.
 * `hear` gets all else it says.
 */
export async function beginIntake<Told, Said extends { say: string }>(
  end: End<Told | HouseWord, Said | IntakeWord>,
  how: {
    log: Log;
    hear(said: Exclude<Said, IntakeWord>): void;
    refusalOf(word: Extract<IntakeWord, { say: 'refused' }>): Error;
  },
): Promise<BegunIntake> {
  const listening = Promise.withResolvers<void>();
  const stopped = Promise.withResolvers<void>();
  end.onHeard((said) => {
    const word = said as IntakeWord;
    if (word.say === 'listening') listening.resolve();
    else if (word.say === 'refused') listening.reject(how.refusalOf(word));
    else if (word.say === 'stopped') stopped.resolve();
    else if (word.say === 'logs') how.log[word.level](word.message, word.fields);
    else how.hear(said as Exclude<Said, IntakeWord>);
  });
  try {
    await listening.promise;
  } catch (error) {
    end.close();
    throw error;
  }
  return {
    async stop() {
      end.say({ say: 'stop' });
      const timeout = new Promise((resolve) => setTimeout(resolve, stopWithinMs).unref());
      await Promise.race([stopped.promise, timeout]);
      end.close();
    },
  };
}

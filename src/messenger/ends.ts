/** The two ends of a line between an intake and the house, which may run in two threads. */
import type { MessagePort } from 'node:worker_threads';
import type { Log } from '../ports/log.ts';

/** What is said can be handed from one thread to another. */
export type End<Said, Heard> = {
  say(said: Said): void;
  /** Whatever came before is heard now. */
  onHeard(hear: (heard: Heard) => void): void;
  close(): void;
};

/** What every intake says of itself. */
export type IntakeWord =
  | { say: 'listening' }
  /** `error` is the service's own word for it, where it said one. */
  | { say: 'refused'; message: string; error: string | null }
  | LogWord
  | { say: 'stopped' };

/** What every intake is told. */
export type HouseWord =
  /** It is worked off and stored elsewhere. */
  | { say: 'done'; id: number }
  /** It could not be taken in, and may be delivered again. */
  | { say: 'failed'; id: number }
  | { say: 'stop' };

export type LogWord = {
  say: 'logs';
  level: 'info' | 'warn' | 'error';
  message: string;
  fields: Record<string, unknown>;
};

export function endOf<Said, Heard>(port: MessagePort): End<Said, Heard> {
  return {
    say: (said) => port.postMessage(said),
    onHeard: (hear) => void port.on('message', hear),
    close: () => port.close(),
  };
}

/** What is logged goes where the house's log goes. */
export function createEndLog(say: (said: LogWord) => void): Log {
  const write =
    (level: LogWord['level']) =>
    (message: string, given: Record<string, unknown> = {}) => {
      const plain = Object.entries(given).map(([name, value]) => {
        return [name, value instanceof Error ? String(value) : value];
      });
      say({ say: 'logs', level, message, fields: Object.fromEntries(plain) });
    };
  return { debug() {}, info: write('info'), warn: write('warn'), error: write('error') };
}

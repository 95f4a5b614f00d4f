/** Keeps a paste of several lines together as one message, with the terminal's bracketed paste mode. */
import type { Readable, Writable } from 'node:stream';

export type Pastes = {
  /** The whole message once its last line was entered; null while lines of a paste are still coming. */
  take(line: string): string | null;
  stop(): void;
};

export function watchPastes(input: Readable, output: Writable): Pastes {
  let pasting = false;
  let held: string[] = [];
  const onKey = (_text: string | undefined, key: { name?: string } | undefined) => {
    if (key?.name === 'paste-start') pasting = true;
    if (key?.name === 'paste-end') pasting = false;
  };
  input.on('keypress', onKey);
  output.write('\u001b[?2004h');
  return {
    take(line) {
      held.push(line);
      if (pasting) return null;
      const message = held.join('\n');
      held = [];
      return message;
    },
    stop() {
      input.off('keypress', onKey);
      output.write('\u001b[?2004l');
    },
  };
}

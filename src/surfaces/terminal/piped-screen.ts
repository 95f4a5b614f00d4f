/** The screen of a pipe or a file: lines are read one after another, and everything is appended as a transcript. */
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Screen } from './screen.ts';

export function createPipedScreen(streams: { input: Readable; output: Writable }): Screen {
  const { input, output } = streams;
  const print = (printed: readonly string[]) => {
    if (printed.length > 0) output.write(`${printed.join('\n')}\n`);
  };
  let prompt = '';
  let lines: Interface | null = null;
  let stopped = false;
  return {
    start(events) {
      const source = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
      lines = source;
      const readAll = async () => {
        for await (const line of source) {
          if (stopped) return;
          print(['', `${prompt}${line}`]);
          await events.line(line);
        }
        if (!stopped) events.end();
      };
      void readAll();
    },
    stop() {
      stopped = true;
      lines?.close();
    },
    print,
    draw: (_name, drawn) => print(drawn),
    redraw: () => false,
    setStatus() {},
    setPrompt(text) {
      prompt = text;
    },
  };
}

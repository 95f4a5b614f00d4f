/** A terminal surface over in-memory streams, and the person or the pipe in front of it. */
import { PassThrough } from 'node:stream';
import { createIdSource } from '../../src/domain/ids.ts';
import type { Inbound } from '../../src/ports/surface.ts';
import type { TerminalSettings } from '../../src/surfaces/terminal/settings.ts';
import { createTerminalSurface, type TerminalSurface } from '../../src/surfaces/terminal/terminal.ts';
import type { SurfaceStage } from '../contracts/surface.ts';

export type TerminalStage = SurfaceStage & {
  surface: TerminalSurface;
  /** Types a line, whatever it means; resolves at once. */
  type(line: string): void;
  /** Sends keys as a keyboard would. */
  keys(raw: string): void;
  endInput(): void;
  /** Called for each event before it counts as handed over. */
  onEvent(work: (event: Inbound) => Promise<void>): void;
};

export async function openTerminal(
  options: Partial<TerminalSettings> & { columns?: number; rows?: number } = {},
): Promise<TerminalStage> {
  const { columns = 80, rows = 200, ...settings } = options;
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns, rows });
  const events: Inbound[] = [];
  const actor = { externalId: 'owner', name: 'Ana' };
  const files: { name: string; text: string }[] = [];
  let text = '';
  let work = async (_event: Inbound) => {};
  output.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  const surface = createTerminalSurface({
    input,
    output,
    user: actor,
    thread: 'main',
    color: false,
    interactive: false,
    clock: { now: () => new Date('2026-05-04T09:30:00Z') },
    ids: createIdSource(() => Date.parse('2026-05-04T09:30:00Z')),
    settled: async () => {},
    saveFile: async ({ name, text: content }) => {
      files.push({ name, text: content });
      return name;
    },
    ...settings,
  });
  await surface.start(async (event) => {
    await work(event);
    events.push(event);
  });
  const type = (line: string) => void input.write(`${line}${options.interactive ? '\r' : '\n'}`);
  const handedOver = async (act: () => void) => {
    const before = events.length;
    act();
    await until(() => events.length > before);
  };
  const numberOf = (label: string) => {
    const found = [...text.matchAll(/\[(\d+)\] ([^[\n\r]*)/g)].filter((match) => match[2]!.trim() === label);
    if (found.length === 0) throw new Error(`no choice "${label}" in:\n${text}`);
    return found.at(-1)![1]!;
  };
  return {
    surface,
    thread: 'main',
    actor,
    events,
    shown: () => text,
    files: () => files,
    say: (line) => handedOver(() => type(line)),
    press: (label) => handedOver(() => type(numberOf(label))),
    fill: (values) => handedOver(() => Object.values(values).forEach(type)),
    type,
    keys: (raw) => void input.write(raw),
    endInput: () => void input.end(),
    onEvent(next) {
      work = next;
    },
    async close() {
      await surface.stop();
      input.end();
    },
  };
}

/** Waits, a turn of the event loop at a time, for at most two seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 2000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('it did not happen within two seconds');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** The screen of a person at a terminal: cards appear above the line being typed, and the last one changes in place. */
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { widthOf } from './layout.ts';
import type { Paint } from './paint.ts';
import { type Pastes, watchPastes } from './paste.ts';
import { PromptArea } from './prompt-area.ts';
import type { Screen, ScreenEvents } from './screen.ts';
import type { TerminalOutput } from './settings.ts';

/** The card at the bottom: its own rows, and the rows typed and said below it since, which go when it is drawn again. */
type Tail = { name: string; height: number; below: number };

export class LiveScreen implements Screen {
  readonly #output: TerminalOutput;
  readonly #editor: Interface;
  readonly #area: PromptArea;
  readonly #pastes: Pastes;
  #tail: Tail | null = null;

  constructor(streams: { input: Readable; output: TerminalOutput; paint: Paint }) {
    const { input, output, paint } = streams;
    this.#output = output;
    this.#editor = createInterface({ input, output, terminal: true, historySize: 200 });
    // Nothing typed before `start` may be lost.
    this.#editor.pause();
    this.#area = new PromptArea(this.#editor, output, paint);
    this.#pastes = watchPastes(input, output);
  }

  start(events: ScreenEvents): void {
    this.#editor.on('line', (text) => {
      const rows = this.#area.keepTyped(text);
      if (this.#tail) this.#tail.below += rows;
      this.#area.show();
      const message = this.#pastes.take(text);
      if (message !== null) void events.line(message);
    });
    this.#editor.on('SIGINT', () => {
      const typed = this.#editor.line;
      this.#editor.write(null, { ctrl: true, name: 'e' });
      this.#editor.write(null, { ctrl: true, name: 'u' });
      events.interrupt(typed);
    });
    this.#editor.on('close', () => events.end());
    // Lines wrap anew in a resized window, so nothing is where it was.
    this.#output.on('resize', () => {
      this.#tail = null;
    });
    this.#area.show();
  }

  stop(): void {
    this.#area.setStatus(null);
    this.#area.hide();
    this.#pastes.stop();
    this.#editor.close();
  }

  print(lines: readonly string[]): void {
    this.#write(lines);
    if (this.#tail) this.#tail.below += this.#rowsOf(lines);
  }

  draw(name: string, lines: readonly string[]): void {
    this.#write(lines);
    this.#tail = { name, height: this.#rowsOf(lines), below: 0 };
  }

  redraw(name: string, newName: string, lines: readonly string[]): boolean {
    const tail = this.#tail;
    if (tail?.name !== name || !this.#isOnScreen(tail)) return false;
    this.#area.around(() => {
      this.#area.climb(tail.height + tail.below);
      this.#put(lines);
    });
    this.#tail = { name: newName, height: this.#rowsOf(lines), below: 0 };
    return true;
  }

  setStatus(text: string | null): void {
    this.#area.setStatus(text);
  }

  setPrompt(prompt: string): void {
    this.#area.setPrompt(prompt);
  }

  /** The first row can be reached only while it has not scrolled away; the area below needs up to three rows. */
  #isOnScreen({ height, below }: Tail): boolean {
    return height + below + 3 <= (this.#output.rows || 24);
  }

  /** The terminal itself breaks a line that is too wide. */
  #rowsOf(lines: readonly string[]): number {
    return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(widthOf(line) / this.#area.columns)), 0);
  }

  #write(lines: readonly string[]): void {
    this.#area.around(() => this.#put(lines));
  }

  #put(lines: readonly string[]): void {
    for (const line of lines) this.#output.write(`${line}\n`);
  }
}

/** The bottom of a live terminal: the line being typed, and above it, while work is under way, a status that spins. */
import { clearScreenDown, cursorTo, type Interface, moveCursor } from 'node:readline';
import { clip, widthOf } from './layout.ts';
import type { Paint } from './paint.ts';
import type { TerminalOutput } from './settings.ts';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 90;

const saveCursor = '\u001b7';
const restoreCursor = '\u001b8';
const clearToLineEnd = '\u001b[K';

export class PromptArea {
  readonly #editor: Interface;
  readonly #output: TerminalOutput;
  readonly #paint: Paint;
  #shown = false;
  #status: string | null = null;
  #frame = 0;
  #spinner: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(editor: Interface, output: TerminalOutput, paint: Paint) {
    this.#editor = editor;
    editor.once('close', () => {
      this.#closed = true;
    });
    this.#output = output;
    this.#paint = paint;
  }

  get columns(): number {
    return this.#output.columns || 80;
  }

  /** Takes the area away while `work` prints in its place. */
  around(work: () => void): void {
    const wasShown = this.#shown;
    this.hide();
    work();
    if (wasShown) this.show();
  }

  /** Nothing once the editor is closed: after Ctrl-D there is no line to type into. */
  show(): void {
    if (this.#closed) return;
    if (this.#status !== null) this.#output.write(`${this.#statusLine()}\n`);
    // The editor climbs as many rows as its line took when it was drawn last; that line is gone.
    Object.assign(this.#editor, { prevRows: 0 });
    this.#editor.prompt(true);
    this.#shown = true;
  }

  hide(): void {
    if (!this.#shown) return;
    this.climb(this.#editor.getCursorPos().rows + (this.#status === null ? 0 : 1));
    this.#shown = false;
  }

  /** Goes up and clears everything from there. */
  climb(rows: number): void {
    moveCursor(this.#output, 0, -rows);
    cursorTo(this.#output, 0);
    clearScreenDown(this.#output);
  }

  /** After Enter the typed line stays on screen; a status above it is taken out. Gives the rows the line took. */
  keepTyped(text: string): number {
    const typed = `${this.#editor.getPrompt()}${text}`;
    const rows = Math.floor(widthOf(typed) / this.columns) + 1;
    if (this.#status !== null) {
      this.climb(rows + 1);
      this.#output.write(`${typed}\n`);
    }
    this.#shown = false;
    return rows;
  }

  setPrompt(prompt: string): void {
    this.around(() => this.#editor.setPrompt(prompt));
  }

  setStatus(status: string | null): void {
    if (status === this.#status) return;
    this.around(() => {
      this.#status = status;
    });
    if (this.#spinner) clearInterval(this.#spinner);
    this.#spinner = status === null ? null : setInterval(() => this.#spin(), frameMs).unref();
  }

  #spin(): void {
    if (!this.#shown) return;
    this.#frame += 1;
    this.#output.write(saveCursor);
    moveCursor(this.#output, 0, -(this.#editor.getCursorPos().rows + 1));
    cursorTo(this.#output, 0);
    this.#output.write(`${this.#statusLine()}${clearToLineEnd}${restoreCursor}`);
  }

  #statusLine(): string {
    const frame = frames[this.#frame % frames.length]!;
    return clip(`${this.#paint.key(frame)} ${this.#paint.dim(this.#status ?? '')}`, this.columns - 1);
  }
}

/** What a terminal surface needs of the place it prints to and reads from, whether a person or a pipe is there. */

export type ScreenEvents = {
  /** The next line comes only when this has resolved, where lines come from a pipe. */
  line(text: string): Promise<void>;
  /** Ctrl-C; `typed` is what stood on the line and is gone now. */
  interrupt(typed: string): void;
  /** No more lines will come. */
  end(): void;
};

export type Screen = {
  start(events: ScreenEvents): void;
  /** Takes no more lines; what was printed stays. */
  stop(): void;
  print(lines: readonly string[]): void;
  /** As `print`, and remembers where it is, so that it can be drawn again. */
  draw(name: string, lines: readonly string[]): void;
  /** Draws `name` again in its old place under its new name; false, with nothing done, where that place cannot be reached. */
  redraw(name: string, newName: string, lines: readonly string[]): boolean;
  /** What is under way, or null. */
  setStatus(text: string | null): void;
  /** What stands before the line that is typed next. */
  setPrompt(prompt: string): void;
};

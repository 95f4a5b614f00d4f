/** The ticket commands as a table: what each takes and what it does, for whoever reads the line. */

/** One flag, as it is written for people: `--lane <lane>`, `--context <items...>`, `--json`, `--no-related`. */
export type Flag = {
  written: string;
  about: string;
  fallback: string | undefined;
  required: boolean;
  /** It may be given several times, and gives a list. */
  repeats: boolean;
};

/** Resolves to the exit code. */
export type Deed = (flags: never, words: string[]) => number | Promise<number>;

/** For a flag that may be given several times. */
export const repeated = Symbol('repeated');

export class CommandEntry {
  readonly flags: Flag[] = [];
  about = '';
  deed: Deed = () => 0;
  readonly name: string;
  /** `search <words...>`. */
  readonly usage: string;

  constructor(usage: string) {
    this.usage = usage;
    this.name = usage.split(' ')[0]!;
  }

  description(text: string): this {
    this.about = text;
    return this;
  }

  option(written: string, about = '', more?: string | typeof repeated): this {
    return this.add(written, about, { required: false, more });
  }

  requiredOption(written: string, about = ''): this {
    return this.add(written, about, { required: true });
  }

  private add(
    written: string,
    about: string,
    { required, more }: { required: boolean; more?: string | typeof repeated | undefined },
  ): this {
    const fallback = typeof more === 'string' ? more : undefined;
    this.flags.push({ written, about, fallback, required, repeats: more === repeated });
    return this;
  }
}

export class CommandTable {
  readonly entries: CommandEntry[] = [];

  command(usage: string): CommandEntry {
    const entry = new CommandEntry(usage);
    this.entries.push(entry);
    return entry;
  }
}

/** Reads the flags of a plain command line as commander does, which takes longer to load than most commands to run. */
import type { CommandEntry, Flag } from './command-table.ts';

export type ReadLine = { flags: Record<string, unknown>; words: string[] };

/** Null for every line that is not plain, faults and calls for help among them: commander reads those and says what is wrong. */
export function readPlainLine(entry: CommandEntry, args: readonly string[]): ReadLine | null {
  const known = new Map(entry.flags.map((flag) => [flag.written.split(' ')[0]!, flag]));
  const line: ReadLine = { flags: {}, words: [] };
  for (const { written, fallback } of entry.flags)
    if (fallback !== undefined) line.flags[nameOf(written)] = fallback;
  let open: Flag | null = null;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    if (!arg.startsWith('-')) {
      if (open) put(line, open, arg);
      else line.words.push(arg);
      continue;
    }
    const [name, inline] = splitFlag(arg);
    const flag = known.get(name);
    const value = flag && (takesValue(flag) ? (inline ?? plain(args[++at])) : isGiven(name, inline));
    if (flag === undefined || value === undefined) return null;
    put(line, flag, value);
    open = inline === undefined && isVariadic(flag) ? flag : null;
  }
  return isWhole(entry, line) ? line : null;
}

/** `--lane=build` holds its value in itself. */
function splitFlag(arg: string): [name: string, inline: string | undefined] {
  const at = arg.indexOf('=');
  return at < 0 ? [arg, undefined] : [arg.slice(0, at), arg.slice(at + 1)];
}

/** A value that might be meant as a flag is not plain. */
function plain(value: string | undefined): string | undefined {
  return value?.startsWith('-') ? undefined : value;
}

function isGiven(name: string, inline: string | undefined): boolean | undefined {
  return inline === undefined ? !name.startsWith('--no-') : undefined;
}

function put({ flags }: ReadLine, flag: Flag, value: string | boolean): void {
  const name = nameOf(flag.written);
  if (!flag.repeats && !isVariadic(flag)) flags[name] = value;
  else flags[name] = [...((flags[name] as unknown[] | undefined) ?? []), value];
}

function takesValue({ written }: Flag): boolean {
  return written.includes('<');
}

function isVariadic({ written }: Flag): boolean {
  return written.endsWith('...>');
}

/** `--node-type <nodeType>` is `nodeType`. */
function nameOf(written: string): string {
  const name = written.split(' ')[0]!.replace(/^--(?:no-)?/, '');
  return name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

/** Nothing that is required is missing, and there are no more words than the command takes. */
function isWhole({ usage, flags }: CommandEntry, line: ReadLine): boolean {
  const [, ...words] = usage.split(' ');
  const most = words.some((word) => word.includes('...')) ? Number.POSITIVE_INFINITY : words.length;
  const least = words.filter((word) => word.startsWith('<')).length;
  if (line.words.length > most || line.words.length < least) return false;
  return flags.every(({ required, written }) => !required || line.flags[nameOf(written)] !== undefined);
}

/** Reads an error report: the error itself, and the places in code that it names, innermost first. */

export type Place = { file: string; line: number | null; name: string | null };
export type ErrorReport = { error: string | null; places: Place[]; files: string[] };

const errorLine =
  /^\s*(?:Uncaught |Exception in thread "[^"]*" |Caused by: |panic: )?((?:[\w$]+\.)*[A-Z][\w$]*(?:Error|Exception|Fault|Panic)\b(?:: .*)?|runtime error: .*)$/m;

type Shape = { lines: RegExp; read(found: RegExpMatchArray): Place };

const at = (file: string | undefined, line: string | undefined, name: string | undefined): Place => ({
  file: file!.replace(/^(?:file:\/\/|webpack:\/\/\/?|\.\/)/, '').replace(/\?.*$/, ''),
  line: line === undefined ? null : Number(line),
  name: name && name !== '<module>' ? name : null,
});

/** JavaScript, Python, Java and Kotlin, Go, Ruby, C#. */
const shapes: Shape[] = [
  {
    lines: /^\s*at (?:async )?(?:([^\s()]+(?: \[as \w+\])?) \()?([^\s()]+\.[cm]?[jt]sx?):(\d+)(?::\d+)?\)?/gm,
    read: ([, name, file, line]) => at(file, line, name),
  },
  {
    lines: /^\s*File "([^"]+)", line (\d+)(?:, in (\S+))?/gm,
    read: ([, file, line, name]) => at(file, line, name),
  },
  {
    lines: /^\s*at ([\w$.<>]+)\(([\w$]+\.(?:java|kt|scala)):(\d+)\)/gm,
    read: ([, name, file, line]) => at(file, line, name),
  },
  { lines: /^\s*(\S+\.go):(\d+)(?: \+0x[0-9a-f]+)?$/gm, read: ([, file, line]) => at(file, line, undefined) },
  {
    lines: /^\s*(?:from )?(\S+\.rb):(\d+):in [`']([^']+)'/gm,
    read: ([, file, line, name]) => at(file, line, name),
  },
  {
    lines: /^\s*at ([\w.<>]+)\([^)]*\) in (\S+\.cs):line (\d+)/gm,
    read: ([, name, file, line]) => at(file, line, name),
  },
];

const namedFile =
  /(?<![\w/.@-])((?:[\w@.-]+\/)*[\w-]+(?:\.[\w-]+)*\.(?:[cm]?[jt]sx?|py|java|kt|go|rb|cs|php|rs|swift|sql|vue|ya?ml|tf))(?::(\d+))?(?![\w/])/g;

/** Code of others is never where one's own bug is. */
const foreign = /(?:^|\/)(?:node_modules|site-packages|dist-packages|vendor|gems)\/|^node:|^internal\//;

export function readErrorReport(text: string): ErrorReport {
  const places = shapes.flatMap(({ lines, read }) => [...text.matchAll(lines)].map(read));
  // Python tells the innermost call last.
  const ordered = /Traceback \(most recent call last\)/.test(text) ? places.toReversed() : places;
  const own = ordered.filter(({ file }) => !foreign.test(file));
  const named = [...text.matchAll(namedFile)].map(([, file]) => file!).filter((file) => !foreign.test(file));
  const files = [
    ...new Set([
      ...own.map(({ file }) => file),
      ...named.filter((file) => !own.some((place) => place.file.endsWith(file))),
    ]),
  ];
  return {
    error: errorLine.exec(text)?.[1]?.trim().slice(0, 300) ?? null,
    places: own.slice(0, 20),
    files: files.slice(0, 10),
  };
}

/** `src/cart.ts:12 in total`. */
export function sayPlace({ file, line, name }: Place): string {
  return `${file}${line === null ? '' : `:${line}`}${name === null ? '' : ` in ${name}`}`;
}

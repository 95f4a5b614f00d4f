/** Reads the words of a `/docket` command that names its parts: `Slow start severity:high from: interviews; survey`. */

export type NamedWords<Name extends string> = { rest: string } & Partial<Record<Name, string>>;

/** A part goes on to the next name; what comes before the first name is `rest`. Names may be written in any case. */
export function readNamedWords<Name extends string>(
  words: readonly string[],
  names: readonly Name[],
): NamedWords<Name> {
  const found: Record<string, string[]> = { rest: [] };
  let part = 'rest';
  for (const word of words.join(' ').split(/\s+/)) {
    const at = word.indexOf(':');
    const name = names.find((one) => at > 0 && one === word.slice(0, at).toLowerCase());
    if (name) part = name;
    const said = name ? word.slice(at + 1) : word;
    found[part] ??= [];
    if (said !== '') found[part]!.push(said);
  }
  const joined = Object.entries(found).map(([name, said]) => [name, said.join(' ')]);
  return Object.fromEntries(joined) as NamedWords<Name>;
}

/** `a; b` as a list; undefined where nothing was said. */
export function readList(said: string | undefined): string[] | undefined {
  return said
    ?.split(';')
    .map((one) => one.trim())
    .filter(Boolean);
}

/** The same object without what is undefined, so that what was not said stays absent. */
export function onlySaid<Given extends object>(given: Given): OnlySaid<Given> {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as OnlySaid<Given>;
}

type OnlySaid<Given> = {
  [Key in keyof Given as undefined extends Given[Key] ? never : Key]: Given[Key];
} & {
  [Key in keyof Given as undefined extends Given[Key] ? Key : never]?: Exclude<Given[Key], undefined>;
};

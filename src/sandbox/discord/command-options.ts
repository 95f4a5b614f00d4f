/** A command as a person enters it, in the form in which Discord hands it to the app. */
import type { Json } from './world.ts';

/** By name; `typed` is the option the person stands in when suggestions are asked for. */
export type Entered = {
  path: readonly string[];
  values: Record<string, string | number | boolean>;
  typed?: string;
};

type Option = Json & { name: string; type: number; options?: Option[]; required?: boolean };

/** Throws as Discord's client refuses to send a command that is not registered so. */
export function enterOptions(options: readonly Option[], { path, values, typed }: Entered): Json[] {
  const [next, ...rest] = path;
  if (next !== undefined) {
    const sub = options.find(({ name, type }) => name === next && (type === 1 || type === 2));
    if (!sub) throw new Error(`the command has no "${next}"`);
    const inside = enterOptions(sub.options ?? [], { path: rest, values, ...(typed ? { typed } : {}) });
    return [{ name: sub.name, type: sub.type, options: inside }];
  }
  const sub = options.find(({ type }) => type === 1 || type === 2);
  if (sub) throw new Error(`one of its subcommands must be chosen, such as "${sub.name}"`);
  const unknown = Object.keys(values).find((name) => !options.some((one) => one.name === name));
  if (unknown) throw new Error(`the command has no option "${unknown}"`);
  return options.flatMap((option) => {
    const value = values[option.name];
    if (value !== undefined) {
      checkValue(option, value);
      const focus = typed === option.name ? { focused: true } : {};
      return [{ name: option.name, type: option.type, value, ...focus }];
    }
    if (option.required && typed === undefined) throw new Error(`option "${option.name}" is required`);
    return [];
  });
}

function checkValue(option: Option, value: string | number | boolean): void {
  const {
    max_length: longest,
    min_length: shortest,
    choices,
  } = option as {
    max_length?: number;
    min_length?: number;
    choices?: { value: unknown }[];
  };
  const length = String(value).length;
  if (longest !== undefined && length > longest) throw new Error(`option "${option.name}" is too long`);
  if (shortest !== undefined && length < shortest) throw new Error(`option "${option.name}" is too short`);
  if (choices?.length && !choices.some((one) => one.value === value)) {
    throw new Error(`"${value}" cannot be chosen for "${option.name}"`);
  }
}

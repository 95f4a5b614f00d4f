/** An adapter's settings as data: what it reads from the environment, and when that makes it on, off or half set up. */
import { DocketError } from '../domain/errors.ts';

/** One environment variable. A `required` one is part of what switches the adapter on. */
export type SettingVariable = {
  name: string;
  /** One line for `docket doctor` and `.env.example`. */
  description: string;
  required: boolean;
  /** Never shown or logged. */
  secret: boolean;
  example?: string;
  default?: string;
  /** Not asked for by `docket init`: whoever needs it reads about it. */
  seldom?: boolean;
};

export type Environment = Readonly<Record<string, string | undefined>>;

export type AdapterSettings<Settings> = {
  name: string;
  /** For people: `Linear`. */
  title: string;
  variables: readonly SettingVariable[];
  /** Null when the adapter is off. Throws CONFIG_INVALID when it is half set up or a value is unusable. */
  parse(environment: Environment): Settings | null;
};

/**
 * The values of these variables, defaults filled in and blanks treated as absent. Null when none is set; throws
 * CONFIG_INVALID, naming the missing ones, when some are set but not all that are required.
 */
export function readVariables(
  adapter: Pick<AdapterSettings<unknown>, 'title' | 'variables'>,
  environment: Environment,
): Record<string, string | undefined> | null {
  const given = namesGiven(adapter, environment);
  if (given.length === 0) return null;
  const required = adapter.variables.flatMap(({ name, required }) => (required ? [name] : []));
  requireAll(adapter.title, given, required);
  return valuesOf(adapter, environment);
}

/** Names of the variables that are set; a blank one is not. */
export function namesGiven(
  { variables }: Pick<AdapterSettings<unknown>, 'variables'>,
  environment: Environment,
): string[] {
  return variables.flatMap(({ name }) => (environment[name]?.trim() ? [name] : []));
}

/** With defaults filled in. */
export function valuesOf(
  { variables }: Pick<AdapterSettings<unknown>, 'variables'>,
  environment: Environment,
): Record<string, string | undefined> {
  return Object.fromEntries(
    variables.map(({ name, default: preset }) => [name, environment[name]?.trim() || preset]),
  );
}

/** Throws CONFIG_INVALID that names what is missing of `required`, and what could be removed instead. */
export function requireAll(title: string, given: readonly string[], required: readonly string[]): void {
  const missing = required.filter((name) => !given.includes(name));
  if (missing.length === 0) return;
  throw new DocketError('CONFIG_INVALID', {
    message: `${title} is half set up.`,
    remedy: `Set ${listNames(missing)} too, or remove ${listNames(given)}.`,
    details: { missing },
  });
}

export function listNames(names: readonly string[]): string {
  return names.join(', ').replace(/, ([^,]*)$/, ' and $1');
}

/** The client sends its secret to this address, so anything but https is refused, except on this machine. */
export function requireSafeUrl(name: string, text: string): string {
  const url = URL.parse(text);
  const local = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (local && url.protocol === 'http:')) return text;
  throw new DocketError('CONFIG_INVALID', {
    message: `${name} is not a usable address.`,
    remedy: `Give an https:// address, or remove ${name} to use the usual one.`,
  });
}

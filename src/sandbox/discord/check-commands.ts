/** What Discord refuses of commands although its published description allows it. */
import type { FormFault } from './refusal.ts';
import type { Json } from './world.ts';

const most = { slash: 100, user: 15, message: 15, options: 25, choices: 25, letters: 8000 };
/** Docs, interactions/application-commands, naming. */
const slashName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const fault = (at: string, code: string, message: string): FormFault => ({ at, code, message });

/** All commands of one scope. A single one stands at the root, as `at` says. */
export function checkCommands(
  commands: readonly Json[],
  place = (index: number) => String(index),
): FormFault[] {
  const of = (type: number) => commands.filter((one) => (one.type ?? 1) === type).length;
  const tooMany = of(1) > most.slash || of(2) > most.user || of(3) > most.message;
  const seen = new Set<string>();
  return [
    ...(tooMany
      ? [fault('', 'APPLICATION_COMMANDS_LIMIT', 'Too many application commands of one type')]
      : []),
    ...commands.flatMap((one, index) => {
      const key = `${one.type ?? 1} ${one.name}`;
      const twice = seen.has(key);
      seen.add(key);
      const faults = checkCommand(one);
      const again = twice
        ? [fault('name', 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique')]
        : [];
      return [...faults, ...again].map((found) => ({ ...found, at: `${place(index)}/${found.at}` }));
    }),
  ];
}

function checkCommand(command: Json): FormFault[] {
  const { type = 1, name, description, options } = command;
  if (type !== 1) {
    const given = [description ? 'description' : null, listOf(options).length > 0 ? 'options' : null];
    return given.flatMap((at) =>
      at === null
        ? []
        : [fault(at, 'APPLICATION_COMMAND_CONTEXT_MENU_FIELD', `A context menu command has no ${at}.`)],
    );
  }
  const letters = lettersOf(command);
  return [
    ...checkName(String(name), 'name'),
    ...checkDescription(description, 'description'),
    ...checkOptions(listOf(options), 'options', 0),
    ...(letters > most.letters
      ? [fault('', 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${most.letters})`)]
      : []),
  ];
}

function checkName(name: string, at: string): FormFault[] {
  if (slashName.test(name) && name === name.toLowerCase()) return [];
  return [fault(at, 'APPLICATION_COMMAND_INVALID_NAME', `Command name is invalid: "${name}"`)];
}

function checkDescription(description: unknown, at: string): FormFault[] {
  const length = String(description ?? '').length;
  return length < 1 || length > 100
    ? [fault(at, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.')]
    : [];
}

/** Groups hold subcommands, subcommands hold options, and nothing goes deeper. */
function checkOptions(options: readonly Json[], at: string, depth: number): FormFault[] {
  const isSub = ({ type }: Json) => type === 1 || type === 2;
  const mixed = options.some(isSub) && !options.every(isSub);
  const firstOptional = options.findIndex((one) => !isSub(one) && one.required !== true);
  const late = firstOptional >= 0 && options.slice(firstOptional).some((one) => one.required === true);
  const names = options.map(({ name }) => name);
  return [
    ...(options.length > most.options
      ? [fault(at, 'BASE_TYPE_BAD_LENGTH', 'Must be 25 or fewer in length.')]
      : []),
    ...(mixed
      ? [
          fault(
            at,
            'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
            'Sub-command and sub-command group option types are mutually exclusive to all other types',
          ),
        ]
      : []),
    ...(late
      ? [
          fault(
            at,
            'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
            'Required options must be placed before non-required options',
          ),
        ]
      : []),
    ...(new Set(names).size < names.length
      ? [fault(at, 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID', 'Option names must be unique')]
      : []),
    ...options.flatMap((one, index) => checkOption(one, `${at}/${index}`, depth)),
  ];
}

function checkOption(option: Json, at: string, depth: number): FormFault[] {
  const { type, name, description, options, choices, autocomplete } = option;
  const tooDeep = (type === 2 && depth > 0) || (type === 1 && depth > 1);
  return [
    ...checkName(String(name), `${at}/name`),
    ...checkDescription(description, `${at}/description`),
    ...(tooDeep ? [fault(`${at}/type`, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Too deep')] : []),
    ...(autocomplete === true && listOf(choices).length > 0
      ? [
          fault(
            at,
            'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE',
            'Choices and autocomplete are mutually exclusive',
          ),
        ]
      : []),
    ...(listOf(choices).length > most.choices
      ? [fault(`${at}/choices`, 'BASE_TYPE_BAD_LENGTH', 'Must be 25 or fewer in length.')]
      : []),
    ...(type === 1 || type === 2
      ? checkOptions(listOf(options), `${at}/options`, depth + (type === 2 ? 1 : 2))
      : []),
  ];
}

/** Names, descriptions and the values of choices, of the command and everything in it. */
function lettersOf(one: Json): number {
  const own = [one.name, one.description, typeof one.value === 'string' ? one.value : ''];
  const inside = [...listOf(one.options), ...listOf(one.choices)];
  return (
    own.reduce<number>((sum, text) => sum + String(text ?? '').length, 0) +
    inside.reduce((sum, option) => sum + lettersOf(option), 0)
  );
}

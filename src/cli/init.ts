/** `docket init`: asks what to connect and writes `.env`. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cancel, confirm, intro, isCancel, note, outro, password, text } from '@clack/prompts';
import { DocketError } from '../domain/errors.ts';
import type { AdapterSettings, SettingVariable } from '../ports/settings.ts';

/** Thrown inside when the person presses Ctrl-C; nothing is written then. */
class Left extends Error {}

/** Throws INVALID_INPUT where nobody can be asked. */
export function requireTerminal(isTerminal: boolean): void {
  if (isTerminal) return;
  throw new DocketError('INVALID_INPUT', {
    message: 'docket init asks questions, and there is no terminal to ask them in.',
    remedy: 'Run it in a terminal, or copy .env.example to .env and fill in what you need.',
  });
}

/** Writes only when every question was answered; what `.env` held besides is kept. 0 when written, 1 when left. */
export async function runInit(adapters: readonly AdapterSettings<unknown>[], file = '.env'): Promise<number> {
  intro('Docket works with nothing connected. Connect what you want now, or run this again later.');
  try {
    const answers: Record<string, string> = {};
    for (const adapter of adapters) Object.assign(answers, await askAdapter(adapter));
    if (Object.keys(answers).length === 0) {
      outro('Nothing to write. Docket runs on its embedded store and sandbox trackers.');
      return 0;
    }
    writeEnvFile(file, answers);
    note(Object.keys(answers).join('\n'), `Written to ${file}`);
    outro('Now run: docket doctor');
    return 0;
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    cancel('Left without writing anything.');
    return 1;
  }
}

async function askAdapter(adapter: AdapterSettings<unknown>): Promise<Record<string, string>> {
  if (!(await answered(confirm({ message: `Connect ${adapter.title}?`, initialValue: false })))) return {};
  const answers: Record<string, string> = {};
  for (const variable of adapter.variables) {
    if (variable.seldom) continue;
    const value = await askVariable(variable);
    if (value) answers[variable.name] = value;
  }
  adapter.parse(answers);
  return answers;
}

async function askVariable(variable: SettingVariable): Promise<string> {
  const message = `${variable.description}${variable.required ? '' : ' (optional)'}`;
  const validate = (value: string | undefined) =>
    variable.required && !value?.trim() ? `${variable.name} is needed.` : undefined;
  if (variable.secret) return answered(password({ message, validate }));
  const placeholder = variable.example ?? variable.default;
  return answered(text({ message, validate, ...(placeholder ? { placeholder } : {}) }));
}

async function answered<Value>(question: Promise<Value>): Promise<Exclude<Value, symbol>> {
  const answer = await question;
  if (isCancel(answer)) throw new Left();
  return answer as Exclude<Value, symbol>;
}

/** Replaces the lines of these variables and keeps every other line; readable by this user only. */
export function writeEnvFile(file: string, values: Record<string, string>): void {
  const known = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const kept = known.filter((line) => !Object.keys(values).some((name) => line.startsWith(`${name}=`)));
  while (kept.at(-1) === '') kept.pop();
  const lines = [...kept, ...Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`)];
  writeFileSync(`${file}.new`, `${lines.join('\n')}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function quote(value: string): string {
  return /^[\w./:@+-]*$/.test(value) ? value : `"${value.replaceAll('"', '\\"')}"`;
}

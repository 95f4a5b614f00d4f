/** Writes `.env.example` from the settings themselves, so that it cannot be out of date. */
import type { AdapterSettings, SettingVariable } from '../ports/settings.ts';

export function writeEnvExample(all: readonly AdapterSettings<unknown>[]): string {
  const sections = all.map((one) => [`# ${one.title}`, ...one.variables.map(writeVariable)].join('\n'));
  const opening =
    '# Everything is optional: with nothing set, Docket runs on its embedded store and sandbox trackers.';
  return `${[opening, ...sections].join('\n\n')}\n`;
}

function writeVariable({ name, description, example, default: preset }: SettingVariable): string {
  const known = preset ? ` (default ${preset})` : '';
  return `# ${description}${known}\n# ${name}=${example ?? preset ?? ''}`;
}

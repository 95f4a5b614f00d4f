/** Reads the templates that tickets are raised from: one file, one template, named after the file. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DocketError } from '../domain/errors.ts';
import { PmTemplate } from '../domain/pm-template.ts';

/** Read anew each time, so that an edited file holds at once. Throws CONFIG_INVALID naming file and fault. */
export function loadTemplates(folder: string): PmTemplate[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => readTemplate(join(folder, name), name.slice(0, -'.yml'.length)));
}

function readTemplate(file: string, name: string): PmTemplate {
  const read = PmTemplate.safeParse(parseYaml(file));
  if (!read.success) {
    const faults = read.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'the file'}: ${message}`,
    );
    throw broken(file, faults.join('; '));
  }
  if (read.data.id !== name) throw broken(file, `its id is "${read.data.id}" and not "${name}"`);
  return read.data;
}

function parseYaml(file: string): unknown {
  try {
    return loadYaml().parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw broken(file, error instanceof Error ? error.message.split('\n')[0]! : 'it is no YAML');
  }
}

function broken(file: string, why: string): DocketError {
  return new DocketError('CONFIG_INVALID', {
    message: `The ticket template ${file} cannot be used: ${why}.`,
    remedy: 'Mend that file; the others in its folder show how one is written.',
  });
}

/** Loaded with the first template: most commands read none. */
function loadYaml(): typeof import('yaml') {
  return createRequire(import.meta.url)('yaml');
}

/** `.tickets/config.yml`: what a repository sets for itself, merged over what comes with Docket. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fault, UnreadableFile } from './fault.ts';
import { isMapping, isOneOf, limits, type Mapping, nodeTypes, workflowModes } from './format.ts';
import type { Issue } from './issue.ts';
import { confine, type Repository } from './repository.ts';
import { lineOfField } from './ticket-file.ts';
import { readYamlMapping, writeYaml } from './yaml.ts';

export type Term = { field?: string; value?: unknown; description?: string };

export type RepoConfig = {
  workflow: { mode: string };
  defaults: {
    planning: { node_type: string; lane: string | null; horizon: string | null };
    claims: { ttl_minutes: number };
  };
  semantics: { terms: Record<string, Term> };
  views: Mapping;
};

export const packagedConfig: RepoConfig = {
  workflow: { mode: 'auto' },
  defaults: {
    planning: { node_type: 'work', lane: null, horizon: null },
    claims: { ttl_minutes: 60 },
  },
  semantics: {
    terms: {
      feature: {
        field: 'planning.node_type',
        value: 'group',
        description: 'A body of work that contains other tickets.',
      },
      phase: { field: 'planning.lane', description: 'A coarse stage that work passes through in order.' },
      milestone: {
        field: 'planning.node_type',
        value: 'checkpoint',
        description: 'A point at which a set of tickets has to be finished.',
      },
      roadmap: { field: 'planning.horizon', description: 'How far ahead the work is planned.' },
    },
  },
  views: { plan: { sort_by: ['planning.lane', 'planning.rank', 'priority'] } },
};

/** What `init` writes when there is none. */
export function writeInitialConfig(): string {
  return `${[
    '# The settings of this repository for its tickets.',
    '# This file is authoritative here: for what words mean, for defaults and for views.',
    '# It is safe to customise. `init --apply` does not overwrite it.',
    '',
    writeYaml(packagedConfig as unknown as Mapping),
  ].join('\n')}\n`;
}

export function configPath(repository: Repository): string {
  return confine(repository, join(repository.tickets, 'config.yml'), '.tickets/config.yml');
}

/** The merged settings. Throws CONFIG_INVALID with the first thing that is wrong. */
export function loadConfig(repository: Repository): RepoConfig {
  const [issue] = validateConfig(repository);
  if (issue) throw fault(`.tickets/config.yml: ${issue.message}`, '', 'CONFIG_INVALID');
  return merge(packagedConfig, readConfigFile(repository).content) as RepoConfig;
}

function readConfigFile(repository: Repository): { content: Mapping; text: string } {
  const path = configPath(repository);
  if (!existsSync(path)) return { content: {}, text: '' };
  const text = readFileSync(path, 'utf8');
  if (text.length > limits.fileBytes) throw new UnreadableFile('Repo config of more than 1 MB is refused');
  return { content: readYamlMapping(text, 1, 'Repo config must be a mapping'), text };
}

function merge(base: unknown, over: unknown): unknown {
  if (!isMapping(base) || !isMapping(over)) return over;
  const merged: Mapping = { ...base };
  for (const [key, value] of Object.entries(over))
    merged[key] = Object.hasOwn(base, key) ? merge(base[key], value) : value;
  return merged;
}

/** Everything in the file that the format does not allow; empty when there is no file. */
export function validateConfig(repository: Repository): Issue[] {
  const path = configPath(repository);
  let file: { content: Mapping; text: string };
  try {
    file = readConfigFile(repository);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const where = error.line === null ? {} : { line: error.line };
    return [
      { severity: 'error', code: 'CONFIG_INVALID', message: error.message, config_path: path, ...where },
    ];
  }
  return checkConfig(file.content).map(({ field, ...issue }) => {
    const line = lineOfField(file.text, field);
    return { severity: 'error', ...issue, config_path: path, ...(line === null ? {} : { line: line - 1 }) };
  });
}

type ConfigFault = { code: string; message: string; field: string };

function checkConfig(config: Mapping): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const say = (wrong: boolean, code: string, field: string, message: string) => {
    if (wrong) faults.push({ code, message, field });
  };
  for (const part of ['workflow', 'defaults', 'semantics', 'views'])
    say(!isAbsentOr(config[part], isMapping), 'CONFIG_INVALID', part, `${part} must be a mapping`);
  const defaults = asMapping(config.defaults);
  for (const part of ['planning', 'claims'])
    say(
      !isAbsentOr(defaults[part], isMapping),
      'CONFIG_INVALID',
      'defaults',
      `defaults.${part} must be a mapping`,
    );
  const { mode } = asMapping(config.workflow);
  say(
    mode !== undefined && !isOneOf(workflowModes, mode),
    'CONFIG_WORKFLOW_MODE_INVALID',
    'workflow.mode',
    `workflow.mode must be one of ${workflowModes.join(', ')}`,
  );
  const planning = asMapping(defaults.planning);
  say(
    planning.node_type !== undefined && !isOneOf(nodeTypes, planning.node_type),
    'CONFIG_DEFAULT_NODE_TYPE_INVALID',
    'defaults.planning',
    `defaults.planning.node_type must be one of ${nodeTypes.join(', ')}`,
  );
  for (const key of ['lane', 'horizon']) {
    const wrong = !isAbsentOr(planning[key], (value) => typeof value === 'string');
    const message = `defaults.planning.${key} must be a string or null`;
    say(wrong, 'CONFIG_DEFAULT_PLANNING_SCALAR_INVALID', 'defaults.planning', message);
  }
  const ttl = asMapping(defaults.claims).ttl_minutes;
  say(
    ttl !== undefined && !(Number.isInteger(ttl) && (ttl as number) > 0),
    'CONFIG_CLAIM_TTL_INVALID',
    'defaults.claims',
    'defaults.claims.ttl_minutes must be a positive integer',
  );
  const { terms } = asMapping(config.semantics);
  const known = terms === undefined || (isMapping(terms) && Object.values(terms).every(isMapping));
  say(!known, 'CONFIG_TERMS_INVALID', 'semantics.terms', 'semantics.terms must be a mapping of mappings');
  return faults;
}

function asMapping(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

function isAbsentOr(value: unknown, fits: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || fits(value);
}

/** What a word of this repository ("feature", "milestone") means in fields of the format, or null (S3-21). */
export function translateTerm(config: RepoConfig, word: string): { field: string; value: unknown } | null {
  const name = word.trim().toLowerCase();
  for (const [term, { field, value }] of Object.entries(config.semantics.terms))
    if (field && (term.toLowerCase() === name || `${term.toLowerCase()}s` === name)) return { field, value };
  return null;
}

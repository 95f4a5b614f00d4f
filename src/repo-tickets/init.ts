/** `init`: everything a repository needs to hold tickets; what is there already stays. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configPath, writeInitialConfig } from './config.ts';
import { formatVersion, versionUrl } from './format.ts';
import { renewAgentsDocument, renewTicketsDocument } from './managed-sections.ts';
import { writeMoment } from './moments.ts';
import { confine, type Repository } from './repository.ts';
import { writeWhole } from './write-file.ts';

const specFiles = ['20260317-tickets-spec.md', '20260311-tickets-spec.md', '20260205-tickets-spec.md'];

export type InitOptions = { apply: boolean; now: Date; toolVersion: string };

/**
 * Creates what is missing. With `apply`, renews what belongs to the tool: the managed part of `TICKETS.md`, the workflow
 * block of `AGENTS.md`, the skill and the specs; never the config, the override or the rest of any file.
 */
export function initRepository(repository: Repository, { apply, now, toolVersion }: InitOptions): void {
  const put = (path: string, content: string, over: boolean) => {
    const whole = confine(repository, path);
    if (existsSync(whole) && !(over && readFileSync(whole, 'utf8') !== content)) return;
    mkdirSync(dirname(whole), { recursive: true });
    writeWhole(whole, content);
  };
  put(configPath(repository), writeInitialConfig(), false);
  put('.tickets/skills/tickets/SKILL.md', readAsset('skill.md'), apply);
  for (const name of specFiles) put(`.tickets/spec/version/${name}`, readAsset(name), apply);
  put('TICKETS.md', readAsset('tickets.md'), false);
  if (!apply) {
    put('AGENTS_EXAMPLE.md', readAsset('agents-example.md'), false);
    return;
  }
  const facts = [
    `- applied_at: ${writeMoment(now)}`,
    `- written_by: docket@${toolVersion}`,
    `- spec_version: ${formatVersion}`,
    `- version_url: ${versionUrl}`,
  ];
  put(
    'TICKETS.md',
    renewTicketsDocument(readOr(repository, 'TICKETS.md'), readAsset('tickets.md'), facts),
    true,
  );
  put(
    'AGENTS.md',
    renewAgentsDocument(readOr(repository, 'AGENTS.md'), readAsset('agents-example.md')),
    true,
  );
}

function readAsset(name: string): string {
  return readFileSync(join(import.meta.dirname, 'assets', name), 'utf8');
}

function readOr(repository: Repository, path: string): string {
  const whole = confine(repository, path);
  return existsSync(whole) ? readFileSync(whole, 'utf8') : '';
}

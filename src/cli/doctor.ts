/** `docket doctor`: each setting and connection, ok, off, or what is wrong and the remedy. */
import pc from 'picocolors';
import { isDocketError } from '../domain/errors.ts';
import type { AdapterSettings, Environment } from '../ports/settings.ts';

export type Finding = {
  name: string;
  state: 'ok' | 'off' | 'wrong';
  /** What it is set to, or what is wrong, without any secret. */
  detail: string;
  remedy: string | null;
};

export type Probe = { name: string; look(): Promise<Omit<Finding, 'name'>> };

/** Reads settings first, then looks at each connection; a probe that throws is a finding, never a crash. */
export async function examine(
  settings: readonly AdapterSettings<unknown>[],
  environment: Environment,
  probes: readonly Probe[],
): Promise<Finding[]> {
  const findings = settings.map((one) => examineSettings(one, environment));
  for (const probe of probes)
    findings.push({ name: probe.name, ...(await probe.look().catch(describeFault)) });
  return findings;
}

function examineSettings(one: AdapterSettings<unknown>, environment: Environment): Finding {
  const name = `${one.title} settings`;
  try {
    const parsed = one.parse(environment);
    const set = one.variables.filter((variable) => environment[variable.name]?.trim());
    if (parsed === null) return { name, state: 'off', detail: 'not set up', remedy: null };
    const shown = set.map(
      (variable) => `${variable.name}=${variable.secret ? '•••' : environment[variable.name]}`,
    );
    return { name, state: 'ok', detail: shown.join(' ') || 'defaults', remedy: null };
  } catch (error) {
    return { name, ...describeFault(error) };
  }
}

export function describeFault(error: unknown): Omit<Finding, 'name'> {
  if (isDocketError(error)) return { state: 'wrong', detail: error.message, remedy: error.remedy };
  const detail = error instanceof Error ? error.message : 'unknown fault';
  return { state: 'wrong', detail, remedy: 'Run again with DOCKET_LOG_LEVEL=debug for the details.' };
}

/** 0 when nothing is wrong, else 1. */
export function reportFindings(
  findings: readonly Finding[],
  options: { json: boolean; color: boolean },
  print: (text: string) => void,
): number {
  const wrong = findings.some((finding) => finding.state === 'wrong');
  if (options.json) print(JSON.stringify({ ok: !wrong, findings }, null, 2));
  else for (const finding of findings) print(drawFinding(finding, options.color));
  return wrong ? 1 : 0;
}

function drawFinding({ name, state, detail, remedy }: Finding, color: boolean): string {
  const paint = pc.createColors(color);
  const mark = { ok: paint.green('✓'), off: paint.dim('–'), wrong: paint.red('✗') }[state];
  const line = `${mark} ${name.padEnd(20)} ${state === 'off' ? paint.dim(detail) : detail}`;
  return remedy ? `${line}\n  ${' '.repeat(20)} ${remedy}` : line;
}

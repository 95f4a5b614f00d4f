/** How ready a document is for a team: what was checked, what passed, and what each failure means. */
import type { Assessment, ReadinessCheck } from '../domain/readiness.ts';
import type { Card, CardBlock } from './card.ts';
import { count, muted, sayLines } from './phrases.ts';

const shownFindings = 3;

export function drawReadinessCard({ document, checks, open }: Assessment): Card {
  const done = checks.filter((check) => check.passed).length;
  const title = `${done} of ${count(checks.length, 'check')} passed · ${document.title}`;
  return {
    title,
    tone: done === checks.length ? 'success' : 'warning',
    blocks: [
      { kind: 'checklist', items: checks.map(drawCheck), done, total: checks.length },
      ...sayRest(open),
    ],
    choices: [],
    summary: `${title}.${sayFailed(checks)}`,
  };
}

function drawCheck({ name, passed, findings }: ReadinessCheck) {
  const said = findings.slice(0, shownFindings).map(({ message, lines }) => {
    const place = lines.length > 0 && !message.includes('(line') ? ` (${sayLines(lines)})` : '';
    return `${message}${place}`;
  });
  const more = findings.length - said.length;
  const detail = [...said, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
  return {
    mark: passed ? ('done' as const) : ('question' as const),
    text: name,
    ...(detail ? { detail } : {}),
  };
}

function sayFailed(checks: readonly ReadinessCheck[]): string {
  const failed = checks.filter((check) => !check.passed).map((check) => check.name.toLowerCase());
  return failed.length > 0 ? ` To look at: ${failed.join(', ')}.` : '';
}

function sayRest(open: number): CardBlock[] {
  const own = open > 0 ? `The document itself leaves ${count(open, 'question')} open. ` : '';
  return [{ kind: 'text', text: muted(`${own}These are rules of thumb, not a verdict.`) }];
}

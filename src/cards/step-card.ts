/** What one step of a run found: claims with their sources, the plan, what is open, and what was not done. */
import type { RunView } from '../domain/workflow-view.ts';
import type { Card, CardBlock, Text } from './card.ts';
import { muted } from './phrases.ts';
import { who } from './workflow-picture.ts';

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map((one) => String(one)) : []);

export function drawStepCard({ run, steps }: RunView, stepId: string): Card {
  const step = steps.find((one) => one.stepId === stepId)!;
  const plan = run.workflow.steps.find(({ id }) => id === stepId)!;
  const output = (step.result?.output ?? {}) as Record<string, unknown>;
  const summary = step.result?.summary ?? step.error ?? 'Nothing was reported yet.';
  const claims = Array.isArray(output.claims)
    ? (output.claims as { text?: unknown; source?: unknown }[])
    : [];
  const made =
    output.made_by === 'model'
      ? 'With a model, on what the material says.'
      : output.made_by === 'rules'
        ? 'By rules, without a model.'
        : null;
  return {
    title: `${stepId}: ${who(plan)}`,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: summary },
      ...listed(
        'Found',
        claims.map(({ text, source }) => sourced(String(text), String(source))),
      ),
      ...listed('Plan', strings(output.plan)),
      ...listed('Open', strings(output.open)),
      ...listed('Not done', strings(output.not_done)),
      ...(typeof output.text === 'string'
        ? [{ kind: 'code' as const, text: output.text, language: 'markdown' }]
        : []),
      ...(made ? [{ kind: 'text' as const, text: muted(made) }] : []),
    ],
    choices: [],
    summary,
  };
}

/** What agents write is text from outside: only an address of the web becomes a link. */
function sourced(text: string, source: string): Text {
  const isAddress = /^https?:\/\/[^\s]+$/.test(source);
  const from = isAddress
    ? { kind: 'link' as const, text: 'source', url: source }
    : { kind: 'text' as const, text: source, muted: true };
  return [{ kind: 'text', text: `${text} (` }, from, { kind: 'text', text: ')' }];
}

function listed(title: string, lines: readonly Text[]): CardBlock[] {
  if (lines.length === 0) return [];
  return [
    { kind: 'text', text: [{ kind: 'text', text: title, bold: true }] },
    { kind: 'list', items: lines.map((line) => ({ mark: 'none' as const, title: line })) },
  ];
}

/** An idea: what it is, its ticket of triage, and what became of it (S1-10, S1-15). */
import type { IdeaView } from '../domain/capability-view.ts';
import { nameStage } from '../domain/stage.ts';
import { formatAction } from './action-token.ts';
import { drawCapabilityLines, sayCapabilities } from './capability-card.ts';
import type { Card, CardBlock, ListItem } from './card.ts';
import { count, muted } from './phrases.ts';

export function drawIdeaCard({ idea, ticketKey, capabilities, product }: IdeaView): Card {
  const became = capabilities.map(({ key, title, stage }) => ({ key, title, stage: nameStage(stage) }));
  const blocks: CardBlock[] = [
    ...(idea.description ? [{ kind: 'text' as const, text: idea.description }] : []),
    {
      kind: 'text',
      text: muted(`${product.name} · ${idea.status} · ${ticketKey} · from ${idea.submittedBy.name}`),
    },
    ...(became.length > 0 ? [drawCapabilityLines(became)] : []),
  ];
  const summary =
    capabilities.length > 0
      ? `${idea.key} became ${sayCapabilities(capabilities)}.`
      : `${idea.key} is ${idea.status}: ${idea.title}.`;
  return {
    title: `${idea.key}: ${idea.title}`,
    tone: idea.status === 'new' ? 'info' : idea.status === 'triaged' ? 'success' : 'neutral',
    blocks,
    choices: idea.status === 'new' ? choicesOf(idea.key) : [],
    summary,
  };
}

function choicesOf(key: string) {
  return [
    { label: 'Make it a capability', action: formatAction('idea_triage', key), style: 'primary' as const },
    {
      label: 'Discard',
      action: formatAction('idea_drop', key),
      style: 'danger' as const,
      confirm: `Discard ${key}?`,
    },
  ];
}

/** One line for each capability it becomes; its own title to begin with. */
export function drawTriageForm({ idea }: IdeaView): Card {
  const title = `Triage ${idea.key}`;
  return {
    title,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: 'Each line becomes a capability with a key and a pipeline of its own.' },
      {
        kind: 'form',
        fields: [
          {
            ...{
              name: 'titles',
              label: 'Capabilities',
              required: true,
              input: 'text',
              lines: 'many',
              max: 2000,
            },
            value: idea.title,
          },
        ],
        submit: { label: 'Triage', action: formatAction('idea_triage', idea.key), style: 'primary' },
      },
    ],
    choices: [],
    summary: `${title}.`,
  };
}

export function drawIdeasCard(ideas: readonly IdeaView[]): Card {
  const items = ideas.map(
    ({ idea }): ListItem => ({
      mark: 'question',
      title: `${idea.key}: ${idea.title}`,
      meta: [`from ${idea.submittedBy.name}`],
      choices: [{ label: 'Triage', action: formatAction('idea_triage', idea.key) }],
    }),
  );
  return {
    title: count(ideas.length, 'idea'),
    tone: 'neutral',
    blocks:
      items.length > 0 ? [{ kind: 'list', items }] : [{ kind: 'text', text: 'No idea waits to be triaged.' }],
    choices: [],
    summary: `${count(ideas.length, 'idea')} to triage.`,
  };
}

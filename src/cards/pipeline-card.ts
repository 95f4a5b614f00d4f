/** A pipeline: its stages in order, who decides at each gate, and the tickets each makes (U-102). */
import type { Pipeline, Stage } from '../domain/pipeline.ts';
import type { Role } from '../domain/principal.ts';
import { nameStage } from '../domain/stage.ts';
import type { Card } from './card.ts';
import { count, enumerate } from './phrases.ts';

export function drawPipelineCard({
  pipeline,
  own,
  unheld,
}: {
  pipeline: Pipeline;
  own: boolean;
  unheld: readonly Role[];
}): Card {
  const { name, stages, version, lane } = pipeline;
  const whose = own ? `of this workspace, version ${version}` : 'as it comes with Docket';
  const summary = `${name}: ${count(stages.length, 'stage')}, ${whose}.`;
  const roles = unheld.map((role) => role.replaceAll('_', ' '));
  return {
    title: `Pipeline of a ${lane}: ${name}`,
    tone: unheld.length > 0 ? 'warning' : 'neutral',
    blocks: [
      { kind: 'text', text: `${summary} What is under way goes on with the one it began with.` },
      {
        kind: 'table',
        columns: ['Stage', 'Left by', 'Tickets'],
        rows: stages.map((stage) => [nameStage(stage.id), sayExit(stage), sayTickets(stage)]),
      },
      ...(roles.length > 0
        ? [
            {
              kind: 'text' as const,
              text: `Some gates wait for roles that nobody here has: ${enumerate(roles)}. Give one with: docket member add --user NAME --role ${unheld[0]}`,
            },
          ]
        : []),
    ],
    choices: [],
    summary,
  };
}

function sayExit({ type, approvers, auto }: Stage): string {
  if (type === 'work' || !approvers) return auto ? 'its work being done' : 'handing it in';
  if ('all_of' in approvers) return approvers.all_of.map(plain).join(' and ');
  const who = approvers.any_of.map(plain).join(' or ');
  return approvers.count > 1 ? `${approvers.count} of ${who}` : who;
}

function sayTickets({ tickets, workflow }: Stage): string {
  const made = tickets.map(({ audience, role, from }) => `${audience} ${role}${from ? ' each' : ''}`);
  return `${made.join(', ') || 'none'}${workflow ? `; workflow ${workflow}` : ''}`;
}

function plain(role: Role): string {
  return role.replaceAll('_', ' ');
}

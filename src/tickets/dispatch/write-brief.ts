/** What an agent is told when a ticket is given to it (S4-44). */
import { executionOf } from '../../domain/execution.ts';
import { priorityNames } from '../../domain/priority.ts';
import type { ExternalRef, Ticket } from '../../domain/ticket.ts';

export type BriefGround = { refs: readonly ExternalRef[]; delegatedFrom: string | null };

/** Markdown: the ticket in full, what came with it, what is expected, and how to end. */
export function writeBrief(ticket: Ticket, { refs, delegatedFrom }: BriefGround): string {
  const { contract, pipeline, delegation } = executionOf(ticket);
  const schema =
    contract && `## Expected output\n\n\`\`\`json\n${JSON.stringify(contract.schema, null, 2)}\n\`\`\``;
  // Of a pipeline's tickets the description is the task, word for word.
  if (pipeline) return [ticket.description, schema].filter(Boolean).join('\n\n');
  const [ref] = refs;
  const facts = [
    `Ticket: ${ticket.key} (id ${ticket.id})`,
    ...(ticket.priority === 0 ? [] : [`Priority: ${priorityNames[ticket.priority]}`]),
    ...(ticket.labels.length > 0 ? [`Labels: ${ticket.labels.join(', ')}`] : []),
    ...(ref ? [`URL: ${ref.url}`] : []),
    ...(delegation
      ? [`Delegated by: ${delegation.byAgentId}${delegatedFrom ? `, from ${delegatedFrom}` : ''}`]
      : []),
  ];
  const criteria = ticket.criteria.map(({ text }) => `- ${text}`).join('\n');
  const parts = [
    `# ${ticket.title}${ref ? ` (${ref.externalKey})` : ''}`,
    facts.join('\n'),
    ticket.description.trim() && `## Description\n\n${ticket.description.trim()}`,
    criteria && `## Acceptance criteria\n\n${criteria}`,
    schema,
    footer(ticket, contract !== null),
  ];
  return parts.filter(Boolean).join('\n\n');
}

function footer({ id, key }: Ticket, wantsOutput: boolean): string {
  const output = wantsOutput ? ' with output that fits the schema' : ' with what you found or did';
  return `---\nWhen you are finished, complete ticket ${key} (${id})${output}. If you cannot, fail it with a reason. Say so when something blocks you.`;
}

/** Decides on an idea: it becomes one capability or several, or is discarded. */
import * as z from 'zod';
import { drawIdeaCard, drawIdeasCard, drawTriageForm } from '../src/cards/idea-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { wireIdea } from '../src/catalog/show-capability.ts';
import { IdeaView } from '../src/domain/capability-view.ts';

const Input = z.object({
  idea: z.string().optional().describe('IDEA-2026-001; absent lists the ideas that wait'),
  titles: z
    .array(z.string().trim().min(1).max(200))
    .max(20)
    .optional()
    .describe('One per capability; absent means its own'),
  discard: z.boolean().optional(),
});

export default defineTool({
  description: 'Turn an idea into capabilities, or discard it. Without an idea: lists those that wait.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: Input,
  output: z.object({ idea: IdeaView.nullable(), ideas: z.array(IdeaView) }),
  async run({ idea, titles = [], discard }, { services: { factory }, caller }) {
    if (!idea) return { idea: null, ideas: await factory.ideas(caller) };
    const view = discard
      ? await factory.discardIdea(caller, idea)
      : await factory.triageIdea(caller, idea, titles);
    return { idea: view, ideas: [] };
  },
  show: ({ idea, ideas }) => ({ card: idea ? drawIdeaCard(idea) : drawIdeasCard(ideas) }),
  wire: ({ idea, ideas }) => (idea ? wireIdea(idea) : { ideas: ideas.map(wireIdea) }),
  brief: ({ idea, ideas }) =>
    idea
      ? { key: idea.idea.key, status: idea.idea.status, capabilities: idea.capabilities }
      : { waiting: ideas.map(({ idea: { key, title } }) => ({ key, title })) },
  press: [
    {
      verb: 'idea_triage',
      input: ({ ref }) => ({ idea: ref }),
      form: async ({ idea = '' }, { services, caller }) =>
        drawTriageForm(await services.factory.idea(caller, idea)),
      fill: (input, { titles = '' }) => ({ ...input, titles: readTitles(titles) }),
    },
    { verb: 'idea_drop', input: ({ ref }) => ({ idea: ref, discard: true }) },
  ],
  command: {
    verb: 'triage',
    usage: '[idea] [title; title… | discard]',
    input: ([idea, ...words]) => {
      if (!idea) return {};
      const said = words.join(' ');
      if (said.toLowerCase() === 'discard') return { idea, discard: true };
      const titles = readTitles(said);
      return { idea, ...(titles.length > 0 ? { titles } : {}) };
    },
  },
});

function readTitles(text: string): string[] {
  return text
    .split(/[;\n]/)
    .map((one) => one.trim())
    .filter(Boolean);
}

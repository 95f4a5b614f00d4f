/** Chooses the model and its effort for this thread, or shows which work here. */
import * as z from 'zod';
import { drawModelCard } from '../src/cards/model-card.ts';
import { defineTool, type ToolContext } from '../src/catalog/define-tool.ts';
import { DocketError } from '../src/domain/errors.ts';
import { addWish, ChosenModel, ModelEffort, ModelTier, ModelWish } from '../src/domain/model-choice.ts';

export default defineTool({
  description:
    'Choose the tier of model (fast, standard, deep) and the effort (low, medium, high, max) for this thread, or show which model works here.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: z.object({
    tier: ModelTier.optional(),
    effort: ModelEffort.optional(),
    usual: z.boolean().optional().describe('Goes back to what is set for the channel or workspace'),
  }),
  output: z.object({
    wish: ModelWish.nullable(),
    chosen: z.object({ converse: ChosenModel, generate: ChosenModel }).nullable(),
    said: z.string().nullable(),
  }),
  async run({ tier, effort, usual = false }, context) {
    const { services, caller, focus } = context;
    const later = { ...(tier ? { tier } : {}), ...(effort ? { effort } : {}) };
    const changes = usual || tier !== undefined || effort !== undefined;
    if (!changes) return { wish: null, chosen: await services.models.chosen(caller), said: null };
    requireThread(context);
    const wish = usual ? later : addWish(focus.model ?? {}, later);
    const chosen = await services.models.chosen({ ...caller, modelWish: wish });
    if (!chosen) throw noModel();
    return {
      wish,
      chosen,
      said: usual ? 'This thread uses what is usual again.' : 'From now on in this thread:',
    };
  },
  show: (output) => ({ card: drawModelCard(output) }),
  focus: ({ wish }) => (wish ? { model: wish } : {}),
  command: {
    verb: 'model',
    usage: '[fast|standard|deep] [low|medium|high|max] | usual',
    input: (words) => Object.assign({}, ...words.map(readWord)),
  },
});

function readWord(said: string): { tier: ModelTier } | { effort: ModelEffort } | { usual: true } {
  const word = said.toLowerCase();
  const tier = ModelTier.safeParse(word);
  if (tier.success) return { tier: tier.data };
  const effort = ModelEffort.safeParse(word);
  if (effort.success) return { effort: effort.data };
  if (word === 'usual') return { usual: true };
  throw new DocketError('INVALID_INPUT', {
    message: `"${said}" is no tier of model and no effort. Nothing was changed.`,
    remedy: `Say one of ${ModelTier.options.join(', ')}, one of ${ModelEffort.options.join(', ')}, or "usual".`,
  });
}

function requireThread({ caller }: ToolContext): void {
  if (caller.threadId !== null) return;
  throw new DocketError('INVALID_INPUT', {
    message: 'A model is chosen for a thread of a chat, and there is none here. Nothing was changed.',
    remedy: 'For the whole workspace: "set model.tier deep" or "set model.effort high".',
  });
}

function noModel(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'No model is connected, so there is none to choose: the built-in planner does the work.',
    remedy: 'Set OPENAI_API_KEY to connect one.',
  });
}

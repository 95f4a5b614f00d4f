/** Gives each caller the model their work deserves, keeps account of what it uses, and knows when a run has used enough. */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { type ChosenModel, chooseModel, type ModelOperation } from '../domain/model-choice.ts';
import type { Preferences } from '../domain/preferences.ts';
import type { Caller } from '../domain/principal.ts';
import { costOf, type TokenCount, type UsageSum } from '../domain/usage.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Hired } from '../ports/model.ts';
import type { UsageStore } from '../ports/usage-store.ts';
import { createEfforts, patienceMs } from './efforts.ts';
import type { ModelSettings } from './settings.ts';

/** Every answer a model of the desk gives is recorded once, for the caller it was given for. */
export type ModelDesk = {
  /** What holds for this caller: the wish in `caller.modelWish`, over what is set, over what is usual. */
  choose(operation: ModelOperation, by: Caller): Promise<ChosenModel>;
  /** Leads this caller's run, and how often it may be asked in it; extended thinking may take twice the steps. */
  lead(by: Caller): Promise<{ model: BaseChatModel; maxSteps: number }>;
  /** Which limit this caller's run has used up, in words; null while something is left of each. */
  spent(by: Caller): Promise<string | null>;
  /** Writes tickets for this caller, within what is left of their run. */
  writer(by: Caller): Promise<Hired>;
};

type Deps = {
  usage: UsageStore;
  preferences: { read(caller: Caller): Promise<{ values: Preferences }> };
  clock: Clock;
  ids: IdSource;
  log: Log;
};

/** Connects to nothing; what a model needs is loaded when one is first asked for. */
export function createModelDesk(settings: ModelSettings, deps: Deps): ModelDesk {
  const { usage, log } = deps;
  const efforts = createEfforts();
  const choose = createChooser(settings, deps);
  const spentBy = async ({ workspaceId, runId }: Caller) => (runId ? usage.ofRun(workspaceId, runId) : null);
  const optionsFor = async (operation: ModelOperation, by: Caller) => {
    const choice = await choose(operation, by);
    const onUse = (tokens: TokenCount) =>
      usage.append(useOf(settings, deps, { operation, by, choice, tokens }));
    return { ...choice, efforts, onUse, log, timeoutMs: patienceMs[choice.effort] };
  };
  return {
    choose,
    async lead(by) {
      const options = await optionsFor('converse', by);
      const { createChatModel } = await import('./chat-model.ts');
      const { steps } = settings.limits;
      const maxSteps = options.effort === 'max' ? steps * 2 : steps;
      return { model: createChatModel(settings, options), maxSteps };
    },
    async spent(by) {
      const spent = await spentBy(by);
      return spent && limitReached(settings, spent);
    },
    async writer(by) {
      const options = await optionsFor('generate', by);
      const spent = await spentBy(by);
      const left = spent ? tokensLeft(settings, options.model, spent) : settings.tokensPerRun;
      const { createObjectModel } = await import('./object-model.ts');
      const model = createObjectModel(settings, options);
      return { model, tokenLimit: Math.min(settings.tokensPerRun, left) };
    },
  };
}

function createChooser(
  settings: ModelSettings,
  { preferences }: Pick<Deps, 'preferences'>,
): ModelDesk['choose'] {
  return async (operation, by) => {
    const { modelTier: tier, modelEffort: effort } = (await preferences.read(by)).values;
    const choice = chooseModel(operation, { tier, effort }, by.modelWish);
    return { ...choice, model: settings[choice.tier] };
  };
}

type Answer = {
  operation: ModelOperation;
  by: Caller;
  choice: ChosenModel;
  tokens: TokenCount;
};

function useOf(
  { prices }: ModelSettings,
  { clock, ids }: Pick<Deps, 'clock' | 'ids'>,
  { operation, by, choice: { model, tier, effort }, tokens }: Answer,
) {
  return {
    id: ids.next(),
    workspaceId: by.workspaceId,
    ...{ operation, model, tier, effort },
    inputTokens: tokens.input,
    outputTokens: tokens.output,
    cachedTokens: tokens.cached,
    reasoningTokens: tokens.reasoning,
    estimated: tokens.estimated,
    costMicros: costOf(tokens, prices[model]),
    personId: by.principal.id,
    personName: by.principal.name,
    threadId: by.threadId,
    runId: by.runId ?? null,
    at: clock.now().toISOString(),
  };
}

const micros = 1_000_000;

function limitReached({ limits }: ModelSettings, { input, output, costMicros }: UsageSum): string | null {
  if (input + output >= limits.tokens)
    return `the limit of ${limits.tokens.toLocaleString('en')} tokens for one message`;
  if (costMicros >= limits.cost * micros) return `the limit of $${limits.cost.toFixed(2)} for one message`;
  return null;
}

/** Dollars that are left count as the tokens they buy at the model's higher price. */
function tokensLeft({ limits, prices }: ModelSettings, model: string, spent: UsageSum): number {
  const price = prices[model];
  const dearest = price ? Math.max(price.input, price.output) : 0;
  const affordable = dearest > 0 ? Math.floor((limits.cost * micros - spent.costMicros) / dearest) : Infinity;
  return Math.max(0, Math.min(limits.tokens - spent.input - spent.output, affordable));
}

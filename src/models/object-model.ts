/** The object model over any OpenAI-compatible server: structured outputs, checked again by zod. */
import type OpenAI from 'openai';
import type * as z from 'zod';
import { DocketError } from '../domain/errors.ts';
import type { ModelEffort, ModelTier } from '../domain/model-choice.ts';
import type { TokenCount } from '../domain/usage.ts';
import type { Log } from '../ports/log.ts';
import type { ObjectModel } from '../ports/model.ts';
import { countCompletion } from './count-tokens.ts';
import { createEfforts, type Efforts } from './efforts.ts';
import { fence } from './fence.ts';
import { describeModelFault } from './model-fault.ts';
import type { ModelSettings } from './settings.ts';
import { readStrict, writeStrictSchema } from './strict-schema.ts';

export type ObjectModelOptions = {
  tier: ModelTier;
  /** `medium` unless given. */
  effort?: ModelEffort;
  /** What the server was found to know of efforts; learnt anew unless given. */
  efforts?: Efforts;
  /** Told what each answer used, before the answer goes on. */
  onUse?(tokens: TokenCount): Promise<void>;
  log: Log;
  /** For one request; 120 s unless given. */
  timeoutMs?: number;
  /** After a refusal that may pass (429, 5xx, no connection, a timeout); 1 unless given. */
  retries?: number;
};

type Question = OpenAI.ChatCompletionCreateParamsNonStreaming;
type Read<Value> = { value: Value } | { faults: string[]; said: string };

/** How often a model may answer wrongly: once, and twice more after being told what was wrong. */
const attempts = 3;

/** Reads nothing and connects to nothing until it is asked. Shapes must be objects. */
export function createObjectModel(settings: ModelSettings, options: ObjectModelOptions): ObjectModel {
  const name = settings[options.tier];
  const { effort = 'medium', efforts = createEfforts() } = options;
  const ask = connect(settings, { model: name, ...options, effort, efforts });
  return {
    name,
    effort,
    async produce(task, signal) {
      const question = writeQuestion(name, task);
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const completion = await ask(question, signal);
        const used = countCompletion(question.messages, completion);
        await options.onUse?.(used);
        task.onUsage?.(used.input + used.output);
        const read = readAnswer(completion, task.shape);
        if ('value' in read) return read.value;
        options.log.warn('a model’s answer was not usable', {
          model: name,
          attempt,
          faults: read.faults.length,
        });
        question.messages.push(...tellFaults(read));
      }
      throw new DocketError('MODEL_NONSENSE', {
        message: `The model "${name}" gave no usable ${task.shapeName} in ${attempts} attempts. Nothing was kept.`,
        remedy: 'Try again, send less at once, or set a stronger model.',
        details: { model: name },
      });
    },
  };
}

type Connecting = ObjectModelOptions & { model: string; effort: ModelEffort; efforts: Efforts };

/** The client is loaded with the first question; it is heavy and many runs never need it. */
function connect(settings: ModelSettings, options: Connecting) {
  const { model, effort, efforts } = options;
  const timeoutMs = options.timeoutMs ?? 120_000;
  let client: OpenAI | null = null;
  return async (question: Question, signal?: AbortSignal): Promise<OpenAI.ChatCompletion> => {
    const { default: Client } = await import('openai');
    client ??= new Client({
      apiKey: settings.apiKey,
      baseURL: settings.baseUrl,
      organization: null,
      project: null,
      logLevel: 'off',
      timeout: timeoutMs,
      maxRetries: options.retries ?? 1,
    });
    try {
      const asked = client;
      return await efforts.ask(model, effort, (word) =>
        asked.chat.completions.create(withEffort(question, word), { signal }),
      );
    } catch (error) {
      if (signal?.aborted) throw error;
      // A body that is no JSON is an answer, and a wrong one.
      if (error instanceof SyntaxError) return {} as OpenAI.ChatCompletion;
      const fault = describeModelFault(error, { model, timeoutMs });
      options.log.warn('the model did not answer', { ...fault.details, reason: fault.message });
      throw fault;
    }
  };
}

function writeQuestion(
  model: string,
  task: { instructions: string; material: string; shape: z.ZodType; shapeName: string },
): Question {
  return {
    model,
    messages: [
      { role: 'system', content: task.instructions },
      { role: 'user', content: fence(task.material) },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: { name: task.shapeName, ...writeStrictSchema(task.shape) },
    },
  };
}

function withEffort(question: Question, word: string | null): Question {
  return word === null ? question : { ...question, reasoning_effort: word as Question['reasoning_effort'] };
}

function readAnswer<Shape extends z.ZodType>(
  completion: OpenAI.ChatCompletion,
  shape: Shape,
): Read<z.infer<Shape>> {
  const choice = completion.choices?.[0];
  const said = choice?.message?.content ?? '';
  if (choice?.finish_reason === 'length') return { faults: ['it was cut off at the length limit'], said: '' };
  if (choice?.message?.refusal || said === '') return { faults: ['it was empty'], said: '' };
  const json = parseJson(said);
  if (json === undefined) return { faults: ['it was not JSON'], said };
  const read = readStrict(json, shape);
  if (read.success) return { value: read.data };
  return {
    faults: read.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`),
    said,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** At most twenty faults: they name the pattern, and a long list would drown the material. */
function tellFaults({ faults, said }: { faults: string[]; said: string }): Question['messages'] {
  const told = `That answer cannot be used:\n${faults
    .slice(0, 20)
    .map((fault) => `- ${fault}`)
    .join('\n')}\nGive the whole object again, corrected and within the length limit.`;
  const before: Question['messages'] = said ? [{ role: 'assistant', content: said }] : [];
  return [...before, { role: 'user', content: told }];
}

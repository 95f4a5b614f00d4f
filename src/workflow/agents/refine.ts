/** Has a model go over what the rules found: it may only claim what it can quote from the material. */
import * as z from 'zod';
import { isDocketError } from '../../domain/errors.ts';
import type { Hired } from '../../ports/model.ts';
import type { StepBrief } from '../worker.ts';
import { earlierFindings, type Work } from './findings.ts';

export const RefinedFindings = z.object({
  summary: z.string().max(600),
  claims: z
    .array(z.object({ text: z.string().max(400), quote: z.string().max(400), source: z.string().max(200) }))
    .max(12),
  plan: z.array(z.string().max(300)).max(15),
  open: z.array(z.string().max(300)).max(8),
  text: z.string().max(6000),
});

const perToken = 3;

/** The work as it was, with a word on why, where the model is of no help. `tokens` is what it used. */
export async function refine(
  { model, tokenLimit }: Hired,
  { prompt, brief, work }: { prompt: string; brief: StepBrief; work: Work },
  signal: AbortSignal,
): Promise<{ work: Work; tokens: number }> {
  const material = writeMaterial(brief, work);
  let tokens = 0;
  if ((prompt.length + material.length * 2) / perToken > tokenLimit)
    return { work: without(work, 'what is left of its tokens does not suffice'), tokens };
  const task = {
    instructions: prompt,
    material,
    shape: RefinedFindings,
    shapeName: 'findings',
    onUsage(used: number) {
      tokens += used;
    },
  };
  try {
    return { work: merge(work, await model.produce(task, signal), material), tokens };
  } catch (error) {
    if (signal.aborted || !isDocketError(error)) throw error;
    return { work: without(work, error.message), tokens };
  }
}

function without(work: Work, why: string): Work {
  return {
    ...work,
    findings: { ...work.findings, not_done: [...work.findings.not_done, `The model did not help: ${why}`] },
  };
}

function writeMaterial(brief: StepBrief, { summary, findings }: Work): string {
  const ticket = brief.ticket?.ticket;
  return JSON.stringify({
    task: brief.step.task,
    ticket: ticket && {
      key: ticket.key,
      type: ticket.type,
      title: ticket.title,
      description: ticket.description.slice(0, 20_000),
      acceptance_criteria: ticket.criteria.map(({ text }) => text),
      from_the_document: ticket.origin.sourceQuote?.slice(0, 8000) ?? null,
    },
    inputs: brief.run.inputs,
    earlier_steps: earlierFindings(brief),
    found_by_rules: { summary, ...findings },
    ...(brief.complaint ? { your_last_answer_was_refused: brief.complaint } : {}),
  });
}

/** A claim whose quote is not in the material is left out, and said to be. */
function merge(work: Work, refined: z.infer<typeof RefinedFindings>, material: string): Work {
  const ground = squeeze(material);
  const kept = refined.claims.filter(
    ({ quote }) => squeeze(quote).length >= 8 && ground.includes(squeeze(quote)),
  );
  const dropped = refined.claims.length - kept.length;
  return {
    ...work,
    summary: refined.summary.trim() || work.summary,
    findings: {
      claims: [...work.findings.claims, ...kept.map(({ text, source }) => ({ text, source }))],
      plan: refined.plan.length > 0 ? refined.plan : work.findings.plan,
      open: refined.open.length > 0 ? refined.open : work.findings.open,
      not_done: [
        ...work.findings.not_done,
        ...(dropped > 0 ? [`Claims of the model without a source were left out: ${dropped}.`] : []),
      ],
      ...(refined.text.trim() || work.findings.text
        ? { text: refined.text.trim() || work.findings.text! }
        : {}),
      made_by: 'model',
    },
  };
}

function squeeze(text: string): string {
  return text
    .toLowerCase()
    .replace(/\\n/g, ' ')
    .replace(/[\s"'`\\]+/g, ' ')
    .trim();
}

/** Pauses a run, lets it go on, has a failed step tried again, or calls the run off. */
import * as z from 'zod';
import { showRun } from '../src/cards/show-run.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveRun } from '../src/catalog/resolve-run.ts';
import { briefRun, wireRun } from '../src/catalog/show-run.ts';
import { DocketError } from '../src/domain/errors.ts';
import { RunView } from '../src/domain/workflow-view.ts';

const Deed = z.enum(['pause', 'resume', 'retry', 'cancel']);

const Input = z.object({
  do: Deed,
  run: z.string().optional().describe('Its ticket, its workflow or its id; absent means the latest here'),
  step: z.string().optional().describe('For retry: the step that failed; absent means the one it stopped at'),
  /** Of a press: the place of the step and the try it was shown for. */
  place: z.int().optional(),
  seen: z.int().optional(),
});
type Input = z.infer<typeof Input>;

const command = (verb: string, deed: z.infer<typeof Deed>, does: string) => ({
  verb,
  usage: '[ticket|workflow]',
  does,
  input: (words: string[]): Input => ({ do: deed, ...(words.length > 0 ? { run: words.join(' ') } : {}) }),
});

export default defineTool({
  description:
    'Pause a run of a workflow, resume it, retry the step it stopped at, or cancel it. What was done stays done.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: Input,
  output: z.object({ view: RunView }),
  async run(input, context) {
    const { services, caller } = context;
    const { workflows } = services;
    const found = await resolveRun(context, input.run);
    const id = found.run.id;
    const view = await {
      pause: () => workflows.pause(caller, id),
      resume: () => workflows.resume(caller, id),
      retry: () => workflows.retry(caller, id, stepOf(input, found)),
      cancel: () => workflows.cancel(caller, id),
    }[input.do]();
    if (caller.via !== 'cli' && caller.via !== 'api') return { view };
    await workflows.settled({ runId: id });
    return { view: await workflows.view(caller, id) };
  },
  show: ({ view }) => showRun(view),
  brief: ({ view }) => briefRun(view),
  wire: ({ view }) => wireRun(view),
  command: command('pause-run', 'pause', 'Pause a run: what is under way ends, nothing new begins'),
  otherCommands: [
    command('pause', 'pause', 'The same as pause-run'),
    command('resume', 'resume', 'The same as resume-run'),
    command('retry', 'retry', 'The same as retry-step'),
    command('resume-run', 'resume', 'Let a paused run go on'),
    {
      ...command('retry-step', 'retry', 'Try the step again that a run stopped at'),
      usage: '[ticket|workflow]',
    },
    command('cancel-run', 'cancel', 'Call a run off; what was done stays done'),
  ],
  press: [
    { verb: 'run_pause', input: ({ ref }) => ({ do: 'pause' as const, run: ref }) },
    { verb: 'run_resume', input: ({ ref }) => ({ do: 'resume' as const, run: ref }) },
    {
      verb: 'run_retry',
      input: ({ ref, item, rev }) => ({ do: 'retry' as const, run: ref, place: Number(item), seen: rev }),
    },
    { verb: 'run_cancel', input: ({ ref }) => ({ do: 'cancel' as const, run: ref }) },
  ],
});

/** A button for a try that was made since is stale. */
function stepOf({ step, place, seen }: Input, { run, steps }: RunView): string | null {
  if (place === undefined) return step ?? null;
  const id = run.workflow.steps[place]?.id;
  const now = steps.find(({ stepId }) => stepId === id);
  if (now && now.visit * 1000 + Math.min(now.attempt, 999) === seen) return now.stepId;
  throw new DocketError('STALE', {
    message: 'That step was tried again since this card was shown. Nothing was changed.',
    remedy: 'Look at the card of the run again.',
  });
}

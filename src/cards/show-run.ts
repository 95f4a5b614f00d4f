/** A run as people see it in a thread. */
import type { RunView } from '../domain/workflow-view.ts';
import { drawRunCard } from './run-card.ts';
import type { Shown } from './shown.ts';

/** One card per run and thread, which follows its steps. */
export function showRun(view: RunView): Shown {
  const { id } = view.run;
  return {
    card: drawRunCard(view),
    living: { key: `run:${id}`, tool: 'show_run', input: { run: id }, subjects: [id] },
  };
}

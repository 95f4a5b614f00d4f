/** Finds what a person took back last, so that "redo" can say it once more. */
import type { Intent } from './intent.ts';

/** Deeds that `undo` takes back and that may simply be done again: nothing of them leaves Docket and no one has to approve it. */
const repeatable =
  /^(?:edit_ticket|delete_tickets|reject_tickets|split_ticket|merge_tickets|link_tickets|unlink_tickets|comment_ticket|create_ticket|configure)$/;

/**
 * The place in `said` of the message whose deed the latest undo took back: two undos in a row reach one further back. Null when
 * nothing was undone since, or when what was undone is no deed that may be done again. `understood` says what a message asked for.
 */
export function undoneAt(
  said: readonly string[],
  understood: (at: number) => readonly Intent[],
): number | null {
  let taken = 0;
  for (let at = said.length - 1; at >= 0; at--) {
    const intents = understood(at);
    if (intents.every(({ tool }) => tool === 'undo') && intents.length > 0) taken += 1;
    else if (intents.every(({ tool }) => looks.test(tool))) continue;
    else if (taken === 0) return null;
    else if (--taken === 0) return intents.every(({ tool }) => repeatable.test(tool)) ? at : null;
  }
  return null;
}

/** What changes nothing stands between a deed and its undo. */
const looks =
  /^(?:redo|list_|show_|count_|trace|help|smalltalk|report_status|estimate|find_duplicates|lint_|diff_|summarize_|acknowledge|decline|clarify|usage)/;

/** Puts a mistyped word right when exactly one word of the domain is near enough; everyday words are left alone. */

import { conceptsOf } from './concepts.ts';

const domainWords = (
  'ticket tickets approve approved approving reject rejected generate generated regenerate requirements requirement ' +
  'document documents linear github jira priority push pushed pushing publish release split merge delete remove assign ' +
  'unassign reassign estimate summary summarize summarise standup status report duplicates dependency dependencies ' +
  'graph blocked blocks blocker milestone milestones constraint constraints persona personas metrics acceptance criteria ' +
  'description label rename comment export markdown workflow workflows tracker trackers connect disconnect onboarding ' +
  'checkout structure persona question questions undecided changed coverage overdue stories story epic security ' +
  'backlog sprint accessibility extract readiness important already everything something throw leave morning answer ' +
  'attached customers remind reminder combine transfer number urgent forward prepare revert decide decided anything specification'
).split(' ');

const domain = new Set(domainWords);

/** Real words that lie within one or two keystrokes of a domain word. */
const everyday = new Set(
  (
    'rehearse rehearsal rush bush gush posh pull past post show slow slot stop step list last lint link like look merge verge edit exit ' +
    'draft craft story stony store stories since sync synch tests test text them then split spilt spit status statue ' +
    'block blocks black clock lock locks blocking blocking remote removed pushes pusher puts put pull report reports ' +
    'deport resort export expert exports assign assigns sign design assigned approves approval approver rejects rejection ' +
    'releases released renames commented comments estimated estimates estimation linked links document documented metric ' +
    'changes change charged charge connected connects rejecting deleted deletes deletion priced prices labels labelled ' +
    'questioned linearly lines line liners constrain constrains graph graphs graphic statuses summaries description ' +
    'blocker blockers prior priorities title titles milestone documents person persons generates generation generating ' +
    'lineage validate assigner unassigned reassigned removes splits epics spike spikes extracts extracted connection structured structures structural'
  ).split(' '),
);

/** One keystroke away for words of 4 to 7 letters, two from 8 on; the first letter must be right. */
export function correctSpelling(word: string): string {
  if (
    word.length < 4 ||
    domain.has(word) ||
    everyday.has(word) ||
    conceptsOf(word).length > 0 ||
    !/^\p{L}+$/u.test(word)
  )
    return word;
  const allowed = word.length >= 8 ? 2 : 1;
  const near = domainWords.filter(
    (candidate) =>
      candidate[0] === word[0] &&
      Math.abs(candidate.length - word.length) <= allowed &&
      keystrokesBetween(word, candidate) <= allowed,
  );
  const best = near.toSorted((a, b) => keystrokesBetween(word, a) - keystrokesBetween(word, b));
  return best[0] ?? word;
}

/** Damerau-Levenshtein distance with adjacent swaps. */
export function keystrokesBetween(left: string, right: string): number {
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same);
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = above;
    above = row;
  }
  return above[right.length]!;
}

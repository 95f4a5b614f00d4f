/** Puts together what became of each line: who covers it, what the reading left out, and what is left uncovered. */
import type { CoverageCounts, CoverageLine, CoverageMap, CoverageSection } from '../domain/coverage.ts';
import type { Block } from '../domain/document.ts';
import type { Parked, Proposal } from '../domain/draft.ts';

/** A ticket and the lines of the document's current version it stands on. */
export type Held = {
  key: string;
  title: string;
  lines: readonly number[];
  /** An epic gathers what other tickets do: it covers its own heading and nothing that is asked for. */
  isGroup: boolean;
  /** Called off by a person, so that it covers nothing and yet nobody has to be reminded. */
  isDropped: boolean;
};

export type CoverageParts = {
  /** The text's lines, in order. */
  lines: readonly string[];
  blocks: readonly Block[];
  proposal: Pick<Proposal, 'asked' | 'parked'>;
  held: readonly Held[];
};

/** Pure: the same parts give the same map. */
export function mapCoverage(
  parts: CoverageParts,
): Pick<CoverageMap, 'counts' | 'sections' | 'lines' | 'tickets'> {
  const judge = createJudge(parts);
  const lines = parts.lines.flatMap((text, at) => (text.trim() === '' ? [] : [judge(at + 1, text)]));
  const named = new Set(lines.flatMap(({ keys }) => keys));
  return {
    counts: countLines(lines),
    sections: cutSections(parts.blocks, lines),
    lines,
    tickets: parts.held.filter(({ key }) => named.has(key)).map(({ key, title }) => ({ key, title })),
  };
}

function createJudge({ proposal, held }: CoverageParts): (line: number, text: string) => CoverageLine {
  const asked = new Set(proposal.asked);
  const parked = new Map(proposal.parked.flatMap((one) => one.lines.map((line) => [line, one.reason])));
  const covering = indexLines(held, ({ isDropped }) => !isDropped);
  const dropped = indexLines(held, ({ isDropped }) => isDropped);
  const groups = new Set(held.filter(({ isGroup }) => isGroup).map(({ key }) => key));
  return (line, text) => {
    const asks = asked.has(line);
    const keys = (covering.get(line) ?? []).filter((key) => !(asks && groups.has(key)));
    const gone = dropped.get(line) ?? [];
    if (keys.length > 0) return { line, text, state: 'covered', asks, keys, reason: null };
    if (asks && gone.length > 0) return { line, text, state: 'parked', asks, keys: gone, reason: 'dropped' };
    if (asks) return { line, text, state: 'uncovered', asks, keys: [], reason: null };
    const reason = parked.get(line) ?? null;
    return { line, text, state: stateOf(reason), asks, keys: [], reason };
  };
}

function stateOf(reason: Parked['reason'] | null): CoverageLine['state'] {
  if (reason === null || reason === 'context') return 'context';
  return reason === 'done' ? 'done' : 'parked';
}

function indexLines(held: readonly Held[], wanted: (one: Held) => boolean): Map<number, string[]> {
  const index = new Map<number, string[]>();
  for (const one of held.filter(wanted)) {
    for (const line of one.lines) index.set(line, [...(index.get(line) ?? []), one.key]);
  }
  return index;
}

function countLines(lines: readonly CoverageLine[]): CoverageCounts {
  const count = (state: CoverageLine['state']) => lines.filter((line) => line.state === state).length;
  const covered = lines.filter((line) => line.state === 'covered' && line.asks).length;
  const context = count('context') + count('covered') - covered;
  return { covered, uncovered: count('uncovered'), parked: count('parked'), done: count('done'), context };
}

/** Blocks below the same headings, as deep as it takes to tell at least three sections apart. */
function cutSections(blocks: readonly Block[], lines: readonly CoverageLine[]): CoverageSection[] {
  const cuts = [1, 2, 3].map((depth) => runsOf(blocks, depth));
  const runs = cuts.find((cut) => cut.length >= 3) ?? cuts.at(-1)!;
  return runs.map(({ title, first, last }): CoverageSection => {
    const own = lines.filter(({ line }) => first <= line && line <= last);
    const covered = own.filter(({ state, asks }) => state === 'covered' && asks);
    const keys = [...new Set(covered.flatMap((line) => line.keys))];
    return { title, lines: [first, last], counts: countLines(own), keys };
  });
}

type Run = { title: string; path: string; first: number; last: number };

function runsOf(blocks: readonly Block[], depth: number): Run[] {
  const runs: Run[] = [];
  for (const { headingPath, title, lines } of blocks) {
    const path = headingPath.slice(0, depth).join('\n');
    const last = runs.at(-1);
    if (last && path === last.path) last.last = lines[1];
    else {
      const name = headingPath.slice(0, depth).at(-1) ?? title ?? 'Without a heading';
      runs.push({ title: name, path, first: lines[0], last: lines[1] });
    }
  }
  return runs;
}

/** Reads story maps: a table whose rows are releases, whose columns are what people do, and whose cells are what to build. */
import type { Section, Table } from '../documents/outline.ts';
import { kindOfHeading } from '../documents/section-kind.ts';
import type { Priority } from '../domain/priority.ts';
import type { CandidateKind } from './candidate.ts';
import { setAside } from './gather-items.ts';
import { makeCandidate } from './make-candidate.ts';
import { readPriority } from './priority-cues.ts';
import { readPriorityWord } from './priority-words.ts';
import type { Reading } from './reading.ts';
import { readColumns } from './table-columns.ts';
import { stateOfNote } from './table-values.ts';

const release =
  /^(?:release|slice|increment|version|iteration|phase|stage|wave|mvp|now|next|later|v\d|r\d|lieferung|stufe|etappe|phase|lot|[ée]tape|entrega|fase|etapa|vers[aã]o|versi[oó]n)\b/i;

/** The first cell of each row names a release, a rank or a time; no column says anything a list of requirements has. */
export function isStoryMap({ header, rows }: Table): boolean {
  if (rows.length < 2 || header.length < 3 || readColumns(header.slice(1)).size > 0) return false;
  return rows.every(({ cells }) => isSlice(cells[0] ?? ''));
}

function isSlice(cell: string): boolean {
  return release.test(cell) || stateOfSlice(cell) !== null || readPriorityWord(cell, new Map()) !== 0;
}

function stateOfSlice(cell: string) {
  const kind = kindOfHeading(cell, 'en', true);
  const parked = kind === 'future' || kind === 'out_of_scope' || kind === 'done' ? kind : null;
  return stateOfNote(cell) ?? parked;
}

export function gatherMap(reading: Reading, section: Section, table: Table, kind: CandidateKind): void {
  for (const { cells, line } of table.rows) {
    const [slice = '', ...wanted] = cells;
    const priority: Priority = readPriority(slice, reading.legend) || readPriorityWord(slice, reading.legend);
    const state = priority === 0 ? stateOfSlice(slice) : null;
    for (const [at, text] of wanted.entries()) {
      if (!/\p{L}{3}/u.test(text) || setAside(reading, text, [line])) continue;
      if (state) reading.out.parked.push({ reason: state, text, lines: [line] });
      else {
        const path = [...section.path, table.header[at + 1] ?? ''];
        reading.out.candidates.push(makeCandidate(reading, { kind, text, lines: [line], path, priority }));
      }
    }
  }
}

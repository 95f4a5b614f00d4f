/** Writes the answer to a question into the document, where a reader would look for it. */
import type { BlockChange } from '../domain/document-edit.ts';
import { DocketError } from '../domain/errors.ts';
import type { DocumentQuestion } from '../domain/readiness.ts';

type Writing = { question: DocumentQuestion; answer: string; lines: readonly string[] };

const sections: Record<string, string> = {
  no_metrics: 'metrics',
  no_non_goals: 'out_of_scope',
  no_personas: 'persona',
  no_risks: 'risk',
};

const longest = 4000;

/** Throws INVALID_INPUT for an empty answer and TOO_LARGE for an essay. */
export function writeAnswer(
  question: DocumentQuestion,
  given: string,
  lines: readonly string[],
): BlockChange {
  const answer = given.trim();
  checkAnswer(answer);
  const writing = { question, answer, lines };
  const type = sections[question.code];
  if (type) return { op: 'add', type, text: answer };
  if (question.code === 'contradiction') return settle(writing);
  if (question.code === 'open') return answerOpen(writing);
  if (question.code === 'metric_without_target') return setTarget(writing);
  return explain(writing);
}

function checkAnswer(answer: string): void {
  if (answer === '') {
    throw new DocketError('INVALID_INPUT', {
      message: 'There is no answer in that. Nothing was changed.',
      remedy: 'Say, for example: answer 1: 55 % by June. Or say: skip 1.',
    });
  }
  if (answer.length > longest) {
    throw new DocketError('TOO_LARGE', {
      message: `That answer has ${answer.length} characters; at most ${longest} are kept. Nothing was changed.`,
      remedy: 'Say it shorter, or edit the block itself.',
    });
  }
}

const item = /^(\s*)(?:[-*+]|\d{1,3}[.)])\s+/;

/** Behind the question where it stands on lines of its own, else among the decisions. */
function answerOpen({ question, answer, lines }: Writing): BlockChange {
  const oneLine = answer.replace(/\s*\n\s*/g, ' ');
  const [first, last] = [question.lines[0] ?? 0, question.lines.at(-1) ?? 0];
  const line = lines[last - 1] ?? '';
  const note = `Answered: ${question.text} → ${oneLine}`;
  const own = item.test(lines[first - 1] ?? '') || isRow(line) || plain(line) === plain(question.text);
  if (!own) return { op: 'add', type: 'decision', text: `${question.text} → ${oneLine}` };
  const text = isRow(line) ? intoCell(line, -1, ` → ${oneLine}`) : `${line.trimEnd()} → ${oneLine}`;
  return write(last, text, note);
}

function isRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line);
}

function plain(text: string): string {
  return text.replace(/[\s*_`~#>-]+/g, ' ').trim();
}

/** Appends to a cell of a table's row, counted from 0, or from the end when negative. */
function intoCell(row: string, at: number, text: string): string {
  const cells = row.trim().slice(1, -1).split('|');
  const cell = at < 0 ? cells.length + at : at;
  const said = text.replaceAll('|', '/');
  return `|${cells.map((own, index) => (index === cell ? ` ${`${own.trim()}${said}`.trim()} ` : own)).join('|')}|`;
}

const target = /^\s*(?:target|goal|ziel|cible|objectif|objetivo|meta)/i;

function setTarget({ question, answer, lines }: Writing): BlockChange {
  const at = question.lines[0]!;
  const line = lines[at - 1] ?? '';
  const oneLine = answer.replace(/\s*\n\s*/g, ' ');
  const note = `Target set: ${question.subject} → ${oneLine}`;
  if (!isRow(line)) return write(at, `${line.trimEnd()} → ${oneLine}`, note);
  const rule = lines.slice(0, at).findLastIndex((one) => /^\s*\|?[\s:|-]*---[\s:|-]*$/.test(one));
  const header = (lines[rule - 1] ?? '').trim().slice(1, -1).split('|');
  return write(
    at,
    intoCell(
      line,
      header.findIndex((cell) => target.test(cell)),
      ` ${oneLine}`,
    ),
    note,
  );
}

/** As a point below the requirement, which makes it a criterion; in the line itself where there is no list. */
function explain({ question, answer, lines }: Writing): BlockChange {
  const at = question.lines[0]!;
  const line = lines[at - 1] ?? '';
  const oneLine = answer.replace(/\s*\n\s*/g, ' ');
  const said = question.code === 'vague_requirement' ? `“${question.subject}”: ${oneLine}` : oneLine;
  const note = `Made testable: ${said}`;
  const own = item.exec(line);
  if (own) return insert(at + 1, `${' '.repeat(own[0].length)}- ${said}`, note);
  const next = lines.findIndex((one, index) => index >= at && one.trim() !== '');
  const list = next >= 0 && next <= at + 1 ? item.exec(lines[next]!) : null;
  if (list) return insert(next + 1, `${list[1]}- ${said}`, note);
  if (isRow(line)) return write(at, intoCell(line, -1, ` (${said})`), note);
  return write(at, `${line.trimEnd()} (${said})`, note);
}

/** The statement that holds stays; the other takes its number, or is struck out. Any other answer is a decision. */
function settle({ question, answer, lines }: Writing): BlockChange {
  const choice = question.options.indexOf(answer);
  const [one = '', other = ''] = question.options;
  if (choice < 0) return { op: 'add', type: 'decision', text: `${one} / ${other} → ${answer}` };
  const at = question.lines[1 - choice]!;
  const line = lines[at - 1] ?? '';
  const right = quantityOf(question.options[choice]!);
  const wrong = quantityOf(question.options[1 - choice]!);
  if (right && wrong && line.includes(wrong)) {
    return write(
      at,
      line.replace(wrong, () => right),
      `Settled: ${answer}`,
    );
  }
  const [, marker = '', text = line] = /^(\s*(?:(?:[-*+]|\d{1,3}[.)])\s+)?)(.*)$/.exec(line) ?? [];
  return write(at, `${marker}~~${text.trim()}~~`, `Settled: ${answer}`);
}

function quantityOf(text: string): string | null {
  return /\d+(?:[.,]\d+)*\s*(?:%|\p{L}+)/u.exec(text)?.[0] ?? null;
}

function write(line: number, text: string, note: string): BlockChange {
  return { op: 'write', edits: [{ lines: [line, line], text }], note };
}

function insert(line: number, text: string, note: string): BlockChange {
  return { op: 'write', edits: [{ lines: [line, line - 1], text }], note };
}

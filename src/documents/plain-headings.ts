/** Marks the headings of plain text, short lines right above what they head, where the text uses them throughout. */

/** So many make a habit of it; fewer may be chance. */
const fewest = 3;
const longest = 60;
const mostWords = 9;

/** Changes the lines in place; text with headings of its own, lists without text and wrapped lines are left alone. */
export function promotePlainHeadings(lines: string[]): void {
  if (lines.some((line) => /^#{1,6}\s/.test(line))) return;
  const surely = lines.filter((_, at) => headsText(lines, at) && leavesRoom(lines, at));
  if (surely.length < fewest) return;
  const named = lines.flatMap((_, at) => (headsText(lines, at) ? [at] : []));
  const title = lines.findIndex((line) => line.trim() !== '');
  const alone = lines.flatMap((_, at) => (at !== title && standsAlone(lines, at) ? [at] : []));
  if (standsAlone(lines, title)) lines[title] = `# ${lines[title]!.trim()}`;
  for (const at of [...named, ...alone]) lines[at] = `## ${lines[at]!.trim()}`;
}

function isName(line: string): boolean {
  return (
    line.length <= longest &&
    /^[\p{Lu}\d¿¡][^:|*_`<>]*[\p{L}\d)?]$/u.test(line) &&
    /\p{L}{3}/u.test(line) &&
    !/^\d{1,3}[.)]\s/.test(line) &&
    line.split(/\s+/).length <= mostWords
  );
}

/** The first line of a block that goes on in sentences. */
function headsText(lines: readonly string[], at: number): boolean {
  const [line, next] = [lines[at]!.trimEnd(), (lines[at + 1] ?? '').trim()];
  if (!isBlank(lines, at - 1) || next === '' || !isName(line) || /^[-*+•|>]|^\d{1,3}[.)]\s/.test(next))
    return false;
  return next.length > longest || (/[.!?)]$/.test(next) && next.split(/\s+/).length > 2);
}

/** For the first word of the next line, so that it was not wrapped. */
function leavesRoom(lines: readonly string[], at: number): boolean {
  const end = lines.findIndex((one, below) => below > at && one.trim() === '');
  const block = lines.slice(at + 1, end < 0 ? undefined : end).map((one) => one.trim());
  const widest = Math.max(...block.map((one) => one.length));
  return lines[at]!.trimEnd().length + block[0]!.split(' ')[0]!.length + 1 < widest;
}

function standsAlone(lines: readonly string[], at: number): boolean {
  return (
    isBlank(lines, at - 1) && isBlank(lines, at + 1) && at + 1 < lines.length && isName(lines[at]!.trimEnd())
  );
}

function isBlank(lines: readonly string[], at: number): boolean {
  return (lines[at] ?? '').trim() === '';
}

/** Takes the macros of a wiki's source out of a line: a lozenge leaves its words, frames and pictures leave nothing. */

const lozenge = /\{status(?::[^}\n]{0,120})?\}/gi;
const frame =
  /\{(?:panel|info|note|tip|warning|expand|toc|excerpt|anchor|color|section|column|jira|children|include|noformat|quote|status)(?::[^}\n]{0,200})?\}/gi;
const picture = /!(?=[^\s!|])[^!\n|]{1,80}\.(?:png|jpe?g|gif|svg)(?:\|[^!\n]{0,80})?!/gi;

export function readMacros(lines: string[]): void {
  lines.forEach((line, at) => {
    if (!/[{!]/.test(line)) return;
    lines[at] = line
      .replace(lozenge, (macro) => /title=([^|\\}]+)/i.exec(macro)?.[1] ?? '')
      .replace(frame, '')
      .replace(picture, '');
  });
}

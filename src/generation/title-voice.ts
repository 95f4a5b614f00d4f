/** Says about people what a text says in the voice of its writer or to its reader. */

/** What the reader is told, said about people. */
export function aboutReader(text: string): string {
  return text
    .replace(/\byour\b/gi, 'their')
    .replace(/\byours\b/gi, 'theirs')
    .replace(/\byou\b/gi, 'they');
}

/** What somebody says of themselves, said about them. */
export function aboutThem(text: string): string {
  return text
    .replace(/\bmy own\b/gi, 'their own')
    .replace(/\bmy\b/gi, 'their')
    .replace(/\bmine\b/gi, 'theirs')
    .replace(/\bmyself\b/gi, 'themselves')
    .replace(/\bme\b/g, 'them')
    .replace(/\bI'm\b/g, 'they are')
    .replace(/\bI am\b/g, 'they are')
    .replace(/\bI've\b/g, 'they have')
    .replace(/\bI\b(?!\/)/g, 'they')
    .replace(/\bour\b/gi, 'their');
}

/** `search`: the lines of tickets and logs that hold every word. */
import { readFileSync } from 'node:fs';
import { listTicketFolders, type Repository, shorten } from './repository.ts';
import { readTicketFolder } from './snapshot.ts';

export type Hit = { id: string; title: string; path: string; line: number; text: string };

/** Upper and lower case are alike. Tickets that cannot be read are searched all the same. */
export function searchTickets(repository: Repository, words: readonly string[], limit: number): Hit[] {
  const wanted = words.map((word) => word.toLowerCase());
  const hits: Hit[] = [];
  for (const folder of listTicketFolders(repository)) {
    const found = readTicketFolder(folder);
    if (!found || found.fault?.line === null) continue;
    const title = String(found.file?.frontMatter.title ?? found.place.id);
    for (const path of [found.place.file, ...found.logFiles]) {
      const name = shorten(repository, path);
      for (const { line, text } of searchFile(path, wanted))
        hits.push({ id: found.place.id, title, path: name, line, text });
    }
    if (hits.length >= limit) break;
  }
  return hits.slice(0, limit);
}

function searchFile(path: string, wanted: readonly string[]): { line: number; text: string }[] {
  const content = readFileSync(path, 'utf8');
  const holdsAll = (text: string) => wanted.every((word) => text.toLowerCase().includes(word));
  if (!holdsAll(content)) return [];
  const lines = content.split('\n').map((text, at) => ({ line: at + 1, text }));
  return lines.filter(({ text }) => holdsAll(text)).map(({ line, text }) => ({ line, text: show(text) }));
}

/** A log line as its summary; nothing that would steer a terminal. */
function show(line: string): string {
  let text = line.trim();
  if (text.startsWith('{')) {
    try {
      text = String((JSON.parse(text) as { summary?: unknown }).summary ?? text);
    } catch {
      // Shown as it stands.
    }
  }
  text = text.replace(/\p{Cc}/gu, ' ');
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

/** Reads one ticket from its place, and refuses to change what a later version of the format wrote. */
import { lstatSync, readFileSync } from 'node:fs';
import { fault, UnreadableFile } from './fault.ts';
import { formatVersion, type Mapping, readVersion } from './format.ts';
import { shortName, type TicketPlace } from './repository.ts';
import { readTicketText, type TicketFile } from './ticket-file.ts';

/** Throws UnreadableFile. */
export function loadTicket(place: TicketPlace): TicketFile {
  if (!lstatSync(place.file).isFile()) throw new UnreadableFile(noPlainFile);
  return readTicketText(readFileSync(place.file, 'utf8'));
}

export const noPlainFile = 'ticket.md is no plain file; links are not followed';

/** What a later version wrote may mean something we would not keep. */
export function refuseNewer(place: TicketPlace, front: Mapping): void {
  const version = readVersion(front.version);
  if (version === null || version <= formatVersion) return;
  throw fault(
    `${shortName(place)} is written in format version ${version}, and this Docket writes version ${formatVersion}: it is read-only here.`,
    'Update Docket to change it.',
    'UNREADABLE',
  );
}

/** The ticket, when this version of Docket may change it. Throws UNREADABLE, naming file and line, when not. */
export function loadForChange(place: TicketPlace): TicketFile {
  const file = loadOrExplain(place);
  refuseNewer(place, file.frontMatter);
  return file;
}

function loadOrExplain(place: TicketPlace): TicketFile {
  try {
    return loadTicket(place);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const where = error.line === null ? '' : `:${error.line}`;
    throw fault(`${error.message} (${shortName(place)}${where})`, '', 'UNREADABLE');
  }
}

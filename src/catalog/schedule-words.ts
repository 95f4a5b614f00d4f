/** Reads the words of `/docket schedule` and `/docket remind`. */
import { ScheduleKind } from '../domain/schedule.ts';
import { onlySaid } from './named-words.ts';

type Said = {
  op?: 'start' | 'stop' | 'list';
  kind?: ScheduleKind;
  cadence?: string;
  when?: string;
  text?: string;
  channel?: string;
  all?: boolean;
};

const otherNames: Record<string, ScheduleKind> = {
  status: 'summary',
  report: 'summary',
  blockers: 'blocked',
  reminders: 'reminder',
  tracker: 'digest',
  changes: 'digest',
  workflows: 'workflow',
  capability: 'capabilities',
  pipeline: 'capabilities',
};

function readKind(word = ''): ScheduleKind | undefined {
  return otherNames[word.toLowerCase()] ?? ScheduleKind.safeParse(word.toLowerCase()).data;
}

/** Without words the list is asked for. */
export function readSchedule([first, ...others]: string[]): Said {
  const op = first?.toLowerCase();
  if (op === undefined || op === 'list') return { op: 'list' };
  if (op === 'stop') return readStop(others);
  const kind = readKind(first);
  if (kind === 'workflow') {
    const [text, ...often] = others;
    return onlySaid({ kind, text, cadence: often.join(' ') || undefined });
  }
  const rest = kind ? others : [first!, ...others];
  const channel = rest.find((word) => /^#\w/.test(word));
  const cadence = rest.filter((word) => word !== channel && !/^(?:to|in|->)$/.test(word)).join(' ');
  return onlySaid({ kind, cadence: cadence || undefined, channel });
}

const rhythm = /\b(?:daily|nightly|weekly|monthly|\w+days?|mon|tue|wed|thu|fri|sat|sun)\b/i;

/** The kind of a report, a rhythm, or words of a reminder; `all` of them. */
function readStop(words: readonly string[]): Said {
  const kind = words.map(readKind).find((one) => one !== undefined);
  const rest = words
    .filter((word) => !readKind(word))
    .join(' ')
    .replace(/^(?:(?:all|the|my)\b ?)+/i, '')
    .replace(/ ?\b(?:reports?|ones?)$/i, '');
  const all = words.some((word) => word.toLowerCase() === 'all') || undefined;
  const said = rhythm.test(rest) ? { cadence: rest } : { text: rest || undefined };
  return onlySaid({ op: 'stop' as const, kind, all, ...said });
}

/** What comes before the first colon, "to" or bar is when. */
export function readReminder(words: string[]): Said {
  const said = words.join(' ');
  const parts = /^(.*?)(?:: +| +to +| *\| *)(.+)$/.exec(said);
  const when = (parts?.[1] ?? said).trim() || undefined;
  return onlySaid({ kind: 'reminder' as const, when, text: parts?.[2] });
}

/** Turns what the classifier chose ("edit_ticket.assignee") into deeds with arguments. */
import type { Intent } from '../intent.ts';
import { documentFrames } from './document-frames.ts';
import { editFrames } from './edit-frames.ts';
import { linkFrames } from './link-frames.ts';
import { reportFrames } from './report-frames.ts';
import { reviewFrames } from './review-frames.ts';
import { clarify, type Frame, one, type Scene } from './scene.ts';
import { settingsFrames } from './settings-frames.ts';
import { ticketFrames } from './ticket-frames.ts';
import { traceFrames } from './trace-frames.ts';

const frames: Record<string, Frame> = {
  ...documentFrames,
  ...ticketFrames,
  ...traceFrames,
  ...editFrames,
  ...linkFrames,
  ...reviewFrames,
  ...reportFrames,
  ...settingsFrames,
};

/** Never throws; a label no frame knows asks what was meant. */
export function fillFrame(label: string, scene: Omit<Scene, 'detail'>): Intent[] {
  const [tool = '', detail = null] = label.split('.');
  if (tool === 'clarify') return clarify(detail ?? 'intent');
  if (tool === 'decline') return one('decline', { reason: detail ?? 'out_of_scope' });
  if (tool === 'acknowledge') return one('acknowledge', { not: heldDeeds(scene.reading.line.text) });
  if (tool === 'none') return [];
  const frame = frames[tool];
  return frame ? frame({ ...scene, detail }) : clarify('intent');
}

const held: [RegExp, string][] = [
  [/\bkeep\b.*\b(?:out of|away from|off)\b/, 'push_tickets'],
  [/\b(?:delet|remov|drop|discard|bin|throw)\w*|\bget(?:s|ting)? rid\b|\bkeep\b/, 'delete_tickets'],
  [/\bregenerat\w*|\brewrit\w*/, 'regenerate_tickets'],
  [/\bapprov\w*|\bsign\w* off/, 'approve_tickets'],
  [
    /\b(?:push|send|sent|ship|publish|transmit|transfer|submit|upload|export|deliver|release)\w*/,
    'push_tickets',
  ],
  [/\bsync\w*|\bpull\w*/, 'sync_tracker'],
  [
    /\b(?:re)?assign\w*|\bpriorit\w*|\brenam\w*|\bedit\w*|\bclos(?:e|es|ed|ing)\b|\bmodif\w*|\bchang\w*/,
    'edit_ticket',
  ],
  [/\bgenerat\w*/, 'generate_tickets'],
];

/** All of them, where the words name more than one: "no tickets may be approved or sent". */
function heldDeeds(text: string): string[] {
  const own = text.replace(condition, '').trim() || text;
  const named = held.flatMap(([words, deed]) => (words.test(own) ? [deed] : []));
  if (/\b(?:or|nor)\b|\bno \w+ , (?:and )?no \w+/.test(own) && named.length > 1) return named;
  return [heldDeed(own) ?? heldDeed(text) ?? 'push_tickets'];
}

const condition = /\b(?:until|till|unless|before|once|as long as|as soon as)\b[^,.;]*[,;]?/;

/** The deed a person forbids, by its word; null when none of ours is named. */
export function heldDeed(text: string): string | null {
  return held.find(([words]) => words.test(text))?.[1] ?? null;
}

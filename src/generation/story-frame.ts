/** Puts a story that is told in columns into the usual sentence of its language. */
import type { Language } from '../documents/language.ts';

export type StoryParts = { role: string; want: string; benefit: string };

type Frame = { role: string; want: string; benefit: string };

const frames: Partial<Record<Language, Frame>> = {
  de: { role: 'Als', want: 'möchte ich', benefit: ', damit' },
  fr: { role: 'En tant que', want: ', je veux', benefit: ' afin de' },
  es: { role: 'Como', want: 'quiero', benefit: ' para' },
  pt: { role: 'Como', want: 'quero', benefit: ' para' },
  it: { role: 'Come', want: 'voglio', benefit: ' per' },
  nl: { role: 'Als', want: 'wil ik', benefit: ' zodat' },
};

/** Cells that hold a part of the frame themselves keep it once. */
export function storyFrom({ role, want, benefit }: StoryParts, language: Language): string {
  const frame = frames[language];
  if (!frame) {
    const reason = benefit === '' ? '' : ` so that ${benefit}`;
    return `As ${withArticle(role)}, I want ${want}${reason}`;
  }
  const reason = benefit === '' ? '' : `${frame.benefit} ${benefit}`;
  return `${frame.role} ${role}${frame.want.startsWith(',') ? '' : ' '}${frame.want} ${want}${reason}`;
}

function withArticle(role: string): string {
  if (/^(?:an?|the)\s/i.test(role)) return role;
  return `${/^[aeiou]/i.test(role) ? 'an' : 'a'} ${role}`;
}

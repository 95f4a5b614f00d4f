/** Recognises requirements by how they begin: with an id of their own, or as a user story. */
import { fold } from './language.ts';

const idAtStart =
  /^[[(]?((?:[A-Z]{1,5}[A-Za-z]{0,3}(?:[-_][A-Z]{1,4})?[-_. ]?\d{1,4}(?:[.-]\d{1,3}){0,3})|(?:\d{1,2}(?:\.\d{1,3}){1,3}))[\])]?(?=[\s:)\]*–—(]|[.-](?!\w)|$)/;
const wordId =
  /^((?:user story|job story|story|job|requirement|req|feature|task|anforderung|aufgabe|exigence|requisito|historia|recit|tarea|tarefa|r[eé]cit)\s+#?\d+(?:\.\d+)*)\b/i;
const notIds =
  /^(?:WCAG|HTTP|ISO|UTF|TLS|SHA|RFC|OCPP|IPv?|MP|AES|USB|WPA|PDF|CO(?!-[013-9]|-2\d)|COVID|GPT|HTML|CSS|ES|EC|H|IE|K|Q|B2|A4|Phase|Step|Version|V|KR|OKR|KPI)[-_. ]?\d|^P[0-4]\b/i;

/** `FR-1.2` of "FR-1.2 The system shall…", `Story 2` of "Story 2: Change…"; null when a text has no id of its own. */
export function idOf(text: string): string | null {
  const start = text.trimStart().replace(/^\[[A-Z]{1,2}\]\s+(?=\p{Lu})/u, '');
  const word = wordId.exec(start)?.[1];
  if (word) return word.replace(/\s+/g, ' ');
  const id = idAtStart.exec(start)?.[1];
  if (!id || notIds.test(id)) return null;
  if (/^\d/.test(id) && !/^\d{1,2}(?:\.\d{1,3}){1,3}[\s:.)]/.test(start)) return null;
  if (/^[A-Za-z]+ \d/.test(id) && !/^[A-Z]{2,4} \d/.test(id)) return null;
  return id;
}

const storyFrames: RegExp[] = [
  /^(?:[a-z]{1,5}-?\d{1,4}[.:]?\s+)?when\b.{3,160}?,? i want\b/,
  /\bas an?\b.{1,80}?\bi(?:'d)? (?:want|need|would like|wish|can|expect|should|must|am able)\b/,
  /\bas (?:the|our)\b.{1,80}?\bi (?:want|need|would like|can)\b/,
  /\bals\b.{1,80}?\b(?:mochte|will|wunsche|brauche|kann) ich\b/,
  /\ben tant qu(?:e|')\b.{1,80}?\b(?:je (?:veux|souhaite|voudrais|peux|dois)|j'(?:ai besoin|aimerais))/,
  /\bcomo\b.{1,80}?\b(?:quiero|necesito|deseo|me gustaria|puedo)\b/,
  /\bcomo\b.{1,80}?\b(?:quero|preciso|desejo|gostaria|posso|pretendo)\b/,
  /\bcome\b.{1,80}?\b(?:voglio|vorrei|desidero|ho bisogno)\b/,
  /\bals\b.{1,80}?\b(?:wil|kan|moet) ik\b/,
  /(?:^|\s)как .{1,80}?я (?:хочу|могу|должен|должна)/,
  /作为.{1,40}?我(?:希望|想|需要|可以|能|要)/,
  /として.{2,120}?(?:したい|欲しい)/,
  /로서.{2,120}?(?:하고 싶|원한다|원합니다)/,
];

export function isStory(text: string): boolean {
  const plain = fold(text.slice(0, 400)).replace(/\s+/g, ' ');
  return storyFrames.some((frame) => frame.test(plain));
}

/** True for a text that starts a story or an identified requirement. */
export function opensStory(text: string): boolean {
  return idOf(text) !== null || isStory(text);
}

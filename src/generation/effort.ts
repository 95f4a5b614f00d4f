/** Estimates effort from what a ticket asks: its criteria, its length, and the kinds of work known to be hard. */
import { fold } from '../documents/language.ts';
import type { Candidate } from './candidate.ts';
import { wholeText } from './whole-text.ts';

export type Effort = { word: string; range: [number, number] };

const hard: RegExp[] = [
  /\b(?:offline|without (?:a )?(?:connection|network|signal)|hors ligne|sin conexion|sem internet|ohne verbindung)\b/,
  /\b(?:migrat\w*|import\w*|recount|reconcil\w*|history|historique|altdaten)\b/,
  /\b(?:real[- ]?time|live|concurren\w*|percentile|echtzeit|temps reel|tiempo real|tempo real)\b/,
  /\b(?:payment\w*|billing|tax|refund\w*|zahlung\w*|paiement\w*|pago\w*|pagament\w*)\b/,
  /\b(?:encrypt\w*|sso|oauth|certificate\w*|sign(?:ed|ature)|verschlussel\w*|chiffr\w*|cifrad\w*)\b/,
  /\b(?:integrat\w*|sync\w*|api|third[- ]party|accounting software|schnittstelle\w*)\b/,
  /\b(?:machine learning|\bai\b|\bml\b|recommend\w*|forecast\w*|predict\w*|prognose\w*)\b/,
  /\b(?:translat\w*|languages|locali[sz]\w*|ubersetz\w*|traduc\w*|idiomas|langues)\b/,
  /\b(?:hardware|firmware|device\w*|sensor\w*|geraet\w*|gerat\w*)\b/,
];

const scale = [1, 2, 3, 5, 8, 13] as const;
const words = ['trivial', 'small', 'medium', 'large', 'large', 'xlarge'] as const;

/** The document's own figure where it gives one; else a range two steps wide. Points are Fibonacci. */
export function estimate(candidate: Candidate): Effort {
  const { word, range } = candidate.effort;
  if (word && range) return { word, range };
  const text = fold(wholeText(candidate));
  const classes = hard.filter((pattern) => pattern.test(text)).length;
  const length = text.split(/\s+/).length;
  const weight =
    classes + Math.min(3, candidate.criteria.length / 2) + (length > 60 ? 1 : 0) + (length < 9 ? -1 : 0);
  const at = Math.max(0, Math.min(4, Math.round(weight)));
  const low = Math.max(0, at);
  return { word: words[low]!, range: [scale[low]!, scale[Math.min(5, low + 1)]!] };
}

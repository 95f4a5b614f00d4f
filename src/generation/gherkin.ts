/** Recognises scenarios told in steps, "Given … When … Then …", in eleven languages. */
import { fold } from '../documents/language.ts';

const given =
  /(?:^|\s)(?:given|angenommen|gegeben sei(?:en)?|etant donne(?:e?s?)|dad[oa]s?|gegeven|stel|dato che|dato|допустим|дано|假如|假设|前提|조건)(?=[\s,:]|$)/;
const when =
  /(?:^|\s)(?:when|wenn|quand|lorsque|cuando|quando|als|wanneer|когда|если|当|もし|만일)(?=[\s,:]|$)/;
const then = /(?:^|\s)(?:then|dann|alors|entonces|entao|allora|dan|то|тогда|那么|ならば|그러면)(?=[\s,:]|$)/;
const opening =
  /^(?:scenario(?: outline)?|example|szenario|beispiel|sc[ée]nario|exemple|escenario|ejemplo|cen[áa]rio|exemplo|esempio|voorbeeld|сценарий|场景|シナリオ|시나리오)\s*\d*\s*[:：–-]\s*/i;

/** The steps of a paragraph as one criterion; null for a paragraph that tells none. */
export function readSteps(text: string): string | null {
  const plain = fold(text);
  const kinds = [given, when, then].filter((pattern) => pattern.test(plain)).length;
  if (!then.test(plain) || kinds < 2) return null;
  const lines = text.split('\n').map((line) => line.trim().replace(/[.,;]$/, ''));
  const named = opening.test(lines[0]!) && lines.length > 1 ? lines.shift()!.replace(opening, '') : '';
  return [named, lines.filter(Boolean).join(', ')].filter(Boolean).join(': ');
}

/** Ranks a list by its order where the document says that it is one: "in order of importance", "das Wichtigste zuerst". */
import { fold } from '../documents/language.ts';
import type { Priority } from '../domain/priority.ts';
import type { Candidate } from './candidate.ts';

const ordered =
  /\b(?:in|by) (?:descending )?order of (?:importance|priority|urgency)\b|\b(?:sorted|ordered|ranked|listed) by (?:importance|priority|urgency)\b|\b(?:most (?:important|urgent)|highest priority) (?:ones? )?(?:first|on top|at the top)\b|\bnach (?:wichtigkeit|dringlichkeit|prioritat|bedeutung) (?:geordnet|sortiert|gereiht)\b|\b(?:geordnet|sortiert|reihenfolge) nach (?:wichtigkeit|dringlichkeit|prioritat|bedeutung)\b|\bin der reihenfolge ihrer wichtigkeit\b|\bwichtigste[nrs]? (?:zuerst|oben|zuoberst)\b|\bpar ordre (?:decroissant )?(?:d'importance|de priorite|d'urgence)\b|\ble plus (?:important|urgent) d'abord\b|\bpor orden de (?:importancia|prioridad|urgencia)\b|\bde mas a menos (?:importante|urgente)s?\b|\bpor ordem de (?:importancia|prioridade|urgencia)\b|\b(?:do|da) mais (?:importante|urgente) (?:ao|para|a)\b/;

/** Said of a list in a heading or a sentence above it; a point that says so speaks of the product. */
export function saysOrder(text: string): boolean {
  return text.length < 300 && !/^\s*(?:\||[-*+•]\s|\d{1,3}[.)]\s)/.test(text) && ordered.test(fold(text));
}

/** Over the whole scale where there are four points or more; what ranks by itself keeps its rank. */
export function rankByOrder(lines: readonly number[], candidates: readonly Candidate[]): void {
  for (const line of lines) {
    const first = candidates
      .filter(({ own }) => own[0]! > line)
      .toSorted((one, other) => one.own[0]! - other.own[0]!)[0];
    if (!first) continue;
    const listed = candidates.filter(
      (one) =>
        one.own[0]! > line &&
        one.place === first.place &&
        (one.ordinal?.list ?? null) === (first.ordinal?.list ?? null),
    );
    const numbers = listed.flatMap(({ ordinal }) => ordinal?.number ?? []);
    const count = numbers.length > 0 ? Math.max(...numbers) : listed.length;
    if (count < 3) continue;
    const [top, levels] = count > 3 ? [1, 4] : [2, 3];
    listed
      .toSorted((one, other) => one.own[0]! - other.own[0]!)
      .forEach((one, at) => {
        const place = (one.ordinal?.number ?? at + 1) - 1;
        one.priority ||= Math.min(4, top + Math.floor((place * levels) / count)) as Priority;
      });
  }
}

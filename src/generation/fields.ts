/** Items that fill in a form: "Description:", "Priority:", "As a:", "Acceptance criteria:" in five languages. */
import { fold } from '../documents/language.ts';
import type { Passage } from '../documents/outline.ts';

const fields = {
  remedy:
    /^(?:recommendation|recommended action|remediation|remedy|fix|what to do|empfehlung|massnahme|recommandation|recomendacion|recomendacao)$/,
  text: /^(?:描述|说明|功能描述|需求描述|説明|概要|내용|설명|описание|descrizione|omschrijving|description|desc|summary|details?|what|requirement|statement|beschreibung|descripcion|descricao|overview|user story|story|feature|anforderung|exigence|requisito|objective|functionality|behaviou?r|what it does|what)$/,
  why: /^(?:背景|理由|目的|이유|배경|причина|обоснование|motivazione|reden|why|rationale|reason|benefit|value|business value|user value|context|background|why it'?s? (?:is )?important|begrundung|nutzen|hintergrund|pourquoi|justification|valeur|contexte|por que|motivo|justificacion|beneficio|valor|contexto|justificativa|note|notes|problem|hinweis|remarque|nota|notas|anmerkung)$/,
  how: /^(?:how it works|how|implementation(?: notes?)?|technical (?:notes?|details?|considerations?)|approach|design|api|umsetzung|technische hinweise|mise en oeuvre|implementacion|implementacao|constraints?|assumptions?|risks?|edge cases?|non-?goals?|ui|ux|data)$/,
  role: /^(?:as an?|as|als|en tant que?|en tant qu'|como|role|actor|user|persona|rolle)$/,
  want: /^(?:i want(?: to)?|i need(?: to)?|want|mochte ich|will ich|je veux|je souhaite|quiero|quero)$/,
  benefit: /^(?:so that|so i can|in order to|damit|afin (?:de|que)|para(?: que)?)$/,
  priority:
    /^(?:优先级|優先度|우선 ?순위|приоритет|priorita|prioriteit|prio|priority|prioritat|priorite|prioridad|prioridade|moscow|importance|severity)$/,
  status: /^(?:状态|状態|상태|статус|stato|status|state|statut|estado|stand)$/,
  owner:
    /^(?:负责人|担当者?|담당자?|ответственный|исполнитель|responsabile|verantwoordelijke?|owner|responsible|assignee|assigned to|team|verantwortlich|zustandig|responsable|responsavel|lead|dri)$/,
  effort:
    /^(?:工作量|工数|공수|трудоемкость|stima|inschatting|effort|estimate|size|estimation|story points?|points|complexity|aufwand|schatzung|effort estime|esfuerzo|estimacion|esforco|estimativa|t-shirt size)$/,
  needs:
    /^(?:依赖|依存|의존성|зависит от|зависимости|dipende da|dipendenze|afhankelijk(?: van)?|afhankelijkheden|depends on|dependenc(?:y|ies)|requires|needs|blocked by|prerequisites?|abhangigkeit(?:en)?|abhangig von|voraussetzung(?:en)?|dependances?|depend de|prerequis|dependencias?|depende d[eoa]|requisitos previos)$/,
  criteria:
    /^(?:验收标准|验收条件|受け?入れ条件|完了条件|인수 ?조건|완료 ?조건|критерии при[её]мки|criteri di accettazione|acceptatiecriteria|acceptance(?: criteria| criterion| tests?)?|criteria|ac|done when|definition of done|success criteria|conditions|acceptance scenarios?|akzeptanzkriterien|abnahmekriterien|criteres d'acceptation|criterios de (?:aceptacion|aceitacao|aceite|validacion)|functional requirements?|requirements?|features?|user flow|steps|scope|independent test|test(?:s|ing)?|verification|includes?|key features?|sub-?tasks?|tasks?|rules?|regeln|regles|reglas|regras)$/,
} as const;

export type Field = keyof typeof fields;

/** The field a text fills in and what it says; null when it is no form item. */
export function readField(text: string): { field: Field; value: string } | null {
  return readLabelled(text) ?? readOpening(text);
}

function readLabelled(text: string): { field: Field; value: string } | null {
  const match = /^([\p{L}' -]{2,32}?)\s*(?:\([^)]*\))?\s*(?::|\s[–—-]\s|,? ?$)\s*/u.exec(
    text.replace(/\*\*/g, '').trim(),
  );
  if (!match) return null;
  const label = fold(match[1]!).trim();
  const field = (Object.keys(fields) as Field[]).find((one) => fields[one].test(label));
  return field ? { field, value: text.replace(/\*\*/g, '').trim().slice(match[0].length).trim() } : null;
}

/** A paragraph whose lines, or parts set off by bars, each fill in a field, part by part; any other one as it is. */
export function splitFields(passage: Passage): Passage[] {
  const pieces = passage.text.split('\n').flatMap((line, at) => {
    const first = Math.min(passage.first + at, passage.last);
    return cutAtBars(line).map((text, part) => ({ text, first, continues: part === 0 }));
  });
  const known = pieces.filter((piece) => readLabelled(piece.text)).length;
  const opened =
    readLabelled(passage.text) !== null && pieces.filter((piece) => opensPart(piece.text)).length > 1;
  if (known < 2 && !opened && !pieces.some((piece, at) => at > 0 && isWholeField(piece.text)))
    return [passage];
  const parts: Passage[] = [];
  for (const { text, first, continues } of pieces) {
    const open = parts.at(-1);
    if (open && continues && !opensPart(text) && !isWholeField(open.text))
      Object.assign(open, { text: `${open.text}\n${text}`, last: first });
    else parts.push({ text, first, last: first });
  }
  return parts;
}

/** "Priorität: hoch" on a line of its own, which nothing goes on with. */
function isWholeField(line: string): boolean {
  const read = readLabelled(line);
  const whole = read?.field === 'priority' || read?.field === 'effort' || read?.field === 'needs';
  return whole && read.value !== '' && read.value.split(' ').length <= 6;
}

/** A field, or a label nobody knows: "Primary actor: Courier". */
function opensPart(text: string): boolean {
  return /^\p{Lu}[\p{L}' -]{2,30}:\s\S/u.test(text) || readLabelled(text) !== null;
}

/** "Priority: High | Effort: 2 days" holds two fields. */
function cutAtBars(line: string): string[] {
  const parts = line.split(/\s+[|·•]\s+|(?<=\p{Ll}|\d)\.\s+(?=\p{Lu}[\p{L} ]{2,20}:\s)/u);
  return parts.length > 1 && parts.filter((part) => readLabelled(part)).length > 1 ? parts : [line];
}

/** "As a member", "I want to leave", "So that I …" on lines of their own. */
function readOpening(text: string): { field: Field; value: string } | null {
  const plain = fold(text.slice(0, 60));
  const opening = (
    [
      ['role', /^(?:as an? |als |en tant qu(?:e |')|como )/],
      ['want', /^(?:i want |i need |mochte ich |will ich |je veux |je souhaite |quiero |quero )/],
      ['benefit', /^(?:so that |so i can |in order to |damit |afin d|para que )/],
    ] as const
  ).find(([, pattern]) => pattern.test(plain));
  return opening ? { field: opening[0], value: text.trim() } : null;
}

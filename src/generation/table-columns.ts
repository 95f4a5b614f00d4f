/** Reads what a table's columns mean from their headings, in five languages. */
import { fold } from '../documents/language.ts';
import type { Table } from '../documents/outline.ts';

const meanings = {
  id: /^(?:编号|序号|番号|번호|№|номер|codice|#|id|ids|identifier|identifiant|identificador|schlussel|issue key|vorgangsschlussel|cle|clave|chave|nr|no|num|number|nummer|numero|ref|reference|key|code|kennung|us|fr|req(?:uirement)? id|req|story id|n|nº|id-?nr|codigo|codice|referencia|referenz|hu|rf|cu)$/,
  title:
    /^(?:功能|名称|功能名称|功能点|标题|機能|機能名|項目|名称|기능|기능명|항목|название|наименование|функция|nome|titolo|naam|titel|zusammenfassung|summary|resumen|resume|resumo|betreff|asunto|assunto|objet|feature|title|name|titel|titre|titulo|nombre|nome|story|user story|task|item|topic|what|funktion|aufgabe|fonctionnalite|fonction|tache|funcionalidad|funcionalidade|tarea|tarefa|thema|sujet|tema|capability|component|area|action|epic|deliverable|work item|initiative|module|category|anforderungstitel|bezeichnung|intitule|sujet|nombre del (?:requisito|requerimiento)|nome do requisito)$/,
  text: /^(?:描述|说明|需求|功能描述|功能说明|需求描述|内容|详细说明|説明|要件|概要|仕様|설명|내용|요구 ?사항|상세|описание|требование|требования|descrizione|requisito|omschrijving|eis|requirements?|description|details?|what it means|meaning|anforderung(?:en)?|beschreibung|exigences?|besoins?|requisitos?|requerimientos?|descripcion|descricao|definition|specification|bar|target|notes|statement|behaviou?r|text|regel|rule|regle|regla|regra|comportement|ziel|story text|function|expectation|criterion)$/,
  role: /^(?:as an?|as|role|user|actor|rolle|als|en tant que|role utilisateur|como|rol|papel|persona)$/,
  want: /^(?:i want(?: to)?|want|mochte ich|ich mochte|je veux|quiero|quero|wish|goal)$/,
  benefit: /^(?:so that|benefit|because|damit|nutzen|afin de|afin que|para que|para|value)$/,
  priority:
    /^(?:优先级|優先度|重要度|우선 ?순위|중요도|приоритет|важность|priorita|prioriteit|prio|einstufung|verbindlichkeit|priority|prioritat|priorite|prioridad|prioridade|p|moscow|importance|importancia|wichtigkeit|must\/should|severity|urgency|criticality|criticidad|necessity|necessite|necesidad|dringlichkeit|urgence|urgencia|(?:priority|necessity) level)$/,
  status:
    /^(?:erfullt|umgesetzt|implementiert|fertig|erledigt|realise|fait|implemente|cumplido|cumple|implementado|hecho|completado|realizado|feito|concluido|what we do|verdict|implemented|completed|状态|状態|상태|статус|stato|status|state|stand|statut|etat|estado|situacao|progress|fortschritt|avancement|done)$/,
  owner:
    /^(?:负责人|担当者?|담당자?|ответственный|исполнитель|responsabile|owner|responsible|assignee|team|who|verantwortlich|zustandig|responsable|proprietaire|equipe|equipo|responsavel|lead|assigned to|quem|quien|qui|wer|dri)$/,
  effort:
    /^(?:size|effort|estimate|estimation|points?|story points?|t-shirt|aufwand|grosse|schatzung|taille|effort estime|charge|esfuerzo|tamano|estimacion|esforco|tamanho|estimativa|sp|complexity)$/,
  needs:
    /^(?:needs|depends(?: on)?|dependenc(?:y|ies)|requires|blocked by|abhangig von|abhangigkeit(?:en)?|setzt voraus|depend de|dependances?|dependencias?|depende de|prerequis|after|prerequisites?)$/,
  criteria:
    /^(?:acceptance(?: criteria| criterion)?|criteria|done when|akzeptanzkriterien|abnahmekriterien|criteres(?: d'acceptation)?|criterios(?: de (?:aceptacion|aceitacao|aceite))?|definition of done|verification|test)$/,
} as const;

export type Column = keyof typeof meanings;

/** Column meaning to its index; a meaning is given to the first column that fits. */
export function readColumns(header: readonly string[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  header.forEach((cell, at) => {
    const plain = fold(cell)
      .replace(/\([^)]*\)/g, '')
      .replace(/[^\p{L}\d#/' -]/gu, '')
      .trim();
    for (const [column, pattern] of Object.entries(meanings) as [Column, RegExp][]) {
      if (!columns.has(column) && pattern.test(plain)) {
        columns.set(column, at);
        return;
      }
    }
  });
  return columns;
}

const parts =
  /^(?:roles?|rollen?|perfil|perfis|perfiles|profils?|actors?|akteure?|ator(?:es)?|actor(?:es)?|acteurs?|stakeholders?|personas?|layers?|schicht|ebene|couche|capa|camada|tech(?:nolog(?:y|ies|ie|ia))?|stack|tool|werkzeug|outil|herramienta|ferramenta|term|begriff|terme|termino|termo|abkurzung|acronyme?|sigla|entit(?:y|at|e)|entidade?|tabell?e|tabla|tabela|endpoint|ruta|rota|champ|campo|feld|field|metadaten?|date|datum|fecha|data|version|rollo)$/;

/** True for a table that says what there is, roles, layers, terms or fields, and nothing of what is to be done. */
export function listsParts(header: readonly string[]): boolean {
  const plain = header.map((cell) => fold(cell).trim());
  const columns = readColumns(header);
  const planned = (['want', 'priority', 'status', 'effort', 'needs', 'criteria'] as const).some((one) =>
    columns.has(one),
  );
  const asks = plain.some((cell) =>
    /requirement|anforderung|exigence|requisito|requerimiento|story|historia/.test(cell),
  );
  return parts.test(plain[0] ?? '') && !planned && !asks;
}

const documentFacts =
  /^(?:target release|release|epic|document (?:status|owner|version)|status|state|owners?|authors?|date|due date|version|qa|(?:tech(?:nical)?|engineering|design) lead|design(?:er)?|developers?|pm|product (?:manager|owner)|team|stakeholders?|reviewers?|approvers?|last (?:updated|modified)|created(?: by| on)?|jira|links?|space|labels?|autor(?:in|es|a)?|datum|fecha|data|responsable|auteur|stand|statut|estado|equip[eo])\b/;

/** True for a table that tells of the document, fact by fact. */
export function listsDocumentFacts({ header, rows }: Pick<Table, 'header' | 'rows'>): boolean {
  const names = [header[0] ?? '', ...rows.map(({ cells }) => cells[0] ?? '')].map((name) =>
    fold(name).trim(),
  );
  const facts = names.filter((name) => documentFacts.test(name)).length;
  return header.length === 2 && facts > 1 && facts * 2 >= names.length;
}

const ratings =
  /^(?:importance|satisfaction|happiness|frequency|opportunity(?: score)?|wichtigkeit|zufriedenheit|haufigkeit|frequence|importancia|satisfaccion|frecuencia|satisfacao|frequencia)\b/;

/** True for a table of measures, also those of how people rate what they do: figures of today beside those to reach. */
export function listsMeasures(header: readonly string[]): boolean {
  const plain = header.map((cell) => fold(cell));
  const target = plain.some((cell) =>
    /^(?:target|goal|ziel(?:wert)?|zielgrosse|cible|objectif|objetivo|meta|valor objetivo|soll(?:wert)?)\b/.test(
      cell,
    ),
  );
  const now = plain.some((cell) =>
    /^(?:baseline|today|current|now|ist|heute|aktuell|actuel|aujourd'hui|actual|hoy|hoje|atual|metric|measure|kpi|metrik|kennzahl|indicateur|indicador|metrica)\b/.test(
      cell,
    ),
  );
  const rated = plain.filter((cell) => ratings.test(cell));
  return (target && now) || rated.length > 1 || (rated.length > 0 && plain.includes('priority'));
}

/** True when the rows state things to build: something to call them by and at least one planning column. */
export function listsRequirements(columns: ReadonlyMap<Column, number>): boolean {
  const named = columns.has('title') || columns.has('text') || columns.has('want');
  const planned = (['id', 'priority', 'status', 'effort', 'needs', 'criteria'] as const).some((one) =>
    columns.has(one),
  );
  return named && planned;
}

const before = /^(?:old|before|today|current(?:ly)?|now|as[- ]is|existing|so far|v\d(?:\.\d)?)$/;
const after = /^(?:new|after|afterwards|proposed|to[- ]be|changed|in future|then|v[2-9](?:\.\d)?)$/;

/** For a table that sets what is beside what shall be: where each of them stands. Null for any other table. */
export function readChangeColumns(header: readonly string[]): { before: number; after: number } | null {
  const plain = header.map((cell) => fold(cell).trim());
  const was = plain.findIndex((cell) => before.test(cell));
  const becomes = plain.findIndex((cell, at) => at > was && after.test(cell));
  return was > 0 && becomes > was ? { before: was, after: becomes } : null;
}

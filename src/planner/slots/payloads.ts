/** Finds the text a person dictates (quoted, after a colon, pasted), so that its words are not read as orders. */

export type Payload = { start: number; end: number; value: string; form: 'quote' | 'tail' | 'code' };

const quotes = [
  /```(?:\w*\n)?([\s\S]*?)```/g,
  /(?<![\p{L}\d])"([^"\n]{1,400})"/gu,
  /“([^”\n]{1,400})”/g,
  /«\s?([^»\n]{1,400}?)\s?»/g,
  /„([^“”\n]{1,400})[“”]/g,
  /(?<![\p{L}\d])'((?:[^'\n]|'(?=[\p{L}]))+?)'(?![\p{L}\d])/gu,
  /(?<![\p{L}\d])‘([^’\n]{1,400})’(?!\p{L})/gu,
  /`([^`\n]+)`/g,
];

/** What may stand before the colon when what follows is dictated. */
const heads = [
  /\b(?:rename|retitle|titled?|reword|call (?:it|ticket)|new name)\b/i,
  /\b(?:comment|cmt|note|remark|reply|repro(?: steps)?|kommentar|notiz|commentaire|comentario|comentário)\b/i,
  /^[^a-z]*(?:(?:ok|hey|hi|and|also|pls|please|kindly|can you|could you|would you|@\w+),? )*(?:(?:add|create|new|log|file|open|make|raise|write|jot|track|need|capture|record|report|note|register|submit)\b)?\s*(?:(?:me|down|up|us)\b ?)*(?:(?:a|an|the|another|one)\b)?\s*(?:new |small |quick )*(?:p[0-3] |high |low |urgent )?(?:bug|ticket|task|story|card|spike|feature|todo|chore|issue|tkt|epic|defect)(?: report)?(?: (?:for|from|by) [\w@]+| please| pls)?(?:,? \(?(?:p[0-3]|high|low|urgent|medium)\)?(?: prio(?:rity)?)?)?\s*$/i,
  /^\s*(?:(?:add|create|new|log|file|open|raise|write|record|report)\b)\s*(?:(?:a|an|the|another)\b)?\s*(?:new )?(?:bug|ticket|task|story|spike|issue)\b(?:\s+(?!(?:from|to|on|for|in|as)\b)[\w-]+){0,4}\s*$/i,
  /\b(?:ans|answer|answered|resolution|decision)\b/i,
  /(?<!open )(?<!which )\b(?:q|question|frage|pregunta|pergunta)\s*#?\d{0,3}(?: is)?\s*$/i,
  /\bin (?:response|reply|answer) to\b/i,
  /^\s*re\b/i,
  /(?:^|\+|\b(?:add|new|another|extra|missing|forgot|append)\b.*)\b(?:risk|persona|assumption|constraint|requirement|goal|metric|milestone|nfr|user story)\b[^:]{0,12}$/i,
  /^\s*(?:neue[rs]?|nouveau|nuevo|novo) (?:bug|ticket|task|story|tâche|tarea|tarefa|aufgabe)\s*$/i,
  /^\s*(?:an? |one )?(?:new )?(?:ticket|bug|task|story|spike|defect)s? (?:(?:is|are) to|shall|should|must|needs? to|has to|may) be (?:raised|opened|created|filed|logged|added|registered|made|written)\s*$/i,
  /^\s*(?:\w+ ){0,2}(?:ticket|bug|story|task|feature|backlog) (?:idea|request|proposal|suggestion)s?\s*$/i,
  /\b(?:acs?|criteri\w+|acceptance)\b/i,
  /\bdesc(?:ription)?\b/i,
  /\b(?:says|contains|reads|states|tells (?:you|us|bots|the assistant))\s*$/i,
  /\b(?:tell|ask|ping|let) @?\w+\b/i,
  /\bwrite (?:on|under|in|at|to|into) (?:the )?(?:ticket )?(?:#|T-)?\d+\b/i,
  /\b(?:put|lay on|set up|note|log|raise|leg\w*|erfass\w*|crée[rz]?|cria[r]?|crea[r]?|abre|ouvre|neue[rs]?|nuov[oa]|nieuwe?)\b.{0,40}\b(?:bug|ticket|task|story|job|fault|defect|aufgabe|fehler|tâche|tarea|tarefa)\b(?: in| down| bitte| please)*\s*$/i,
  /\b(?:bug|ticket|task|story|fault|aufgabe|fehler)\s+(?:bitte )?(?:anlegen|erfassen|aufnehmen|aufmachen|erstellen)\b[^:]*$/i,
  /^\s*(?:(?:new|another|one|a) )?(?:bug|ticket|task|story|spike|feature|defect)s? (?:for|about)\s*$/i,
  /\b(?:something like|along (?:the|those|these) lines(?: of)?|(?:words )?to (?:the|that) effect(?: of)?|wording|text|message|namely|it should say|just say|please say)\s*$/i,
  // An order to make something new, whatever stands between its kind and the colon: "register a new task with priority P1: …".
  /^[^a-z]*(?:[\w']+,? ){0,4}(?:add|create|log|file|open|make|raise|write|jot|track|capture|record|report|note|register|submit|draft|put|enter|lodge|need|want)\b (?:[\w']+ ){0,3}(?:bug|ticket|task|story|card|spike|feature|todo|chore|issue|tkt|epic|defect)s?(?: report)?,?(?: (?:with|of|at|as|in|on|for|to|assigned|owner|owned|priority|prio|severity|p[0-3]|high|low|urgent|medium|top|critical|me|us|the|a|an|and|by|type|label\w*|due|[A-Z]\w+),?){0,7}\s*$/i,
  /\b(?:better|new|different|nicer|other|another) (?:name|title|heading)\b/i,
  /\b(?:said|told (?:me|us)|as follows|the following|confirmed|decided)\s*$/i,
];

const pasted = /\n\s*(?:#{1,6} |[-*•] |\d+[.)] \S)/g;

/** True when the words before a colon or a dash say that a text follows. */
function announces(sentence: string, mark: string): boolean {
  if (sentence.length > 90 || (/\bprio/i.test(sentence) && !announced.test(sentence))) return false;
  if (/^\s*(?:\d|#)/.test(sentence) && !free.test(sentence) && !/\btitle$/i.test(sentence)) return false;
  const dash = /[–—-]/.test(mark);
  if (dash && !/^\s*re\b/i.test(sentence) && !heads[2]!.test(sentence)) return false;
  return heads.some((head) => head.test(sentence));
}

/** A comment goes on to the end of the message. */
const free = /\b(?:comment|cmt|note|tell|ask|write|remark|said|told)\b/i;

/** A new ticket's title ends where its priority or its owner is given. */
const announced = /\b(?:bug|ticket|task|story|spike|feature|todo|chore|issue|tkt|epic|defect)\b/i;
const attribute =
  /[.!?](?=\s+\S)|\n|,\s*(?=(?:p[0-4]|high|low|medium|urgent|top|critical|prio|priority|assign|label|due|give)\b)/i;

const trailingEmoji = /(?:\s|\p{Extended_Pictographic}|[\u200d\uFE0F♀♂])+$/u;

/** "…, and list the open questions": the next thing that is asked of us, with something of ours as its object. */
const nextOrder =
  /[,;]?\s+(?:and|then|and then|after that|also)\s+(?:please\s+|then\s+|also\s+)?(?:list|show|approve|reject|push|ship|send|generate|regenerate|close|assign|set|mark|review|sync|export|discard|delete|merge|split|undo|open|summari[sz]e|lint|check|give)\s+(?:me\s+|us\s+)?(?:(?:the|all|its?|open|my|our|remaining|other|approved|any)\s+)*(?:rest|#?\d+|tickets?|questions?|them|it|everything|approved|list|board|status|document|prd|spec|backlog|graph|duplicates|answers?)\b/i;

/** The lower of two places that were found; -1 when neither was. */
function earliest(one: number, other: number): number {
  return one < 0 || other < 0 ? Math.max(one, other) : Math.min(one, other);
}

/** Payloads in the order of the text; they never overlap. */
export function findPayloads(text: string): Payload[] {
  const paste = findPaste(text);
  const body = paste ? text.slice(0, paste.start) : text;
  const found = quotes.flatMap((pattern) =>
    [...body.matchAll(pattern)].map((match): Payload => {
      const start = match.index;
      return {
        start,
        end: start + match[0].length,
        value: match[1]!.trim(),
        form: pattern.source.startsWith('```') ? 'code' : 'quote',
      };
    }),
  );
  const outer = found.filter(
    (one) =>
      !found.some(
        (other) =>
          other !== one &&
          other.start <= one.start &&
          other.end >= one.end &&
          other.end - other.start > one.end - one.start,
      ),
  );
  const tail = findTail(body, outer);
  const kept = tail ? outer.filter((one) => one.end <= tail.start) : outer;
  return [...kept, ...(tail ? [tail] : []), ...(paste ? [paste] : [])].toSorted((a, b) => a.start - b.start);
}

/** A message whose later lines are headings or list items carries a document. */
function findPaste(text: string): Payload | null {
  const lines = [...text.matchAll(pasted)];
  const first = lines[0];
  if (!first || lines.length < 2 || /^\s*\d/.test(first[0])) return null;
  return { start: first.index, end: text.length, value: text.slice(first.index).trim(), form: 'code' };
}

/** What follows a colon, up to the end of the sentence, when the words before it announce a text. */
function findTail(text: string, quoted: Payload[]): Payload | null {
  for (const match of text.matchAll(/:(?=\s)|(?<=[a-z]):(?=\S)(?!\/\/)|\s[–—]\s|\s-\s/g)) {
    const at = match.index;
    if (quoted.some((one) => one.start < at && one.end > at)) continue;
    const sentence =
      text
        .slice(0, at)
        .split(/[.!?\n]\s/)
        .at(-1) ?? '';
    if (!announces(sentence, match[0])) continue;
    const from = at + match[0].length;
    if (quoted.some((one) => one.start >= from && text.slice(from, one.start).trim() === '')) return null;
    const rest = text.slice(from);
    const stop = free.test(sentence)
      ? -1
      : earliest(
          rest.search(announced.test(sentence) ? attribute : /[.!?](?=\s+\S)|\n/),
          rest.search(nextOrder),
        );
    const value = (stop < 0 ? rest : rest.slice(0, stop)).replace(trailingEmoji, '').trim();
    if (!/[\p{L}\d]/u.test(value)) continue;
    const start = from + rest.indexOf(value);
    return { start, end: start + value.length, value: value.replace(/(?<!\d)[.]$/, ''), form: 'tail' };
  }
  return null;
}

/** Recognises text that speaks to a machine instead of describing a product: it is shown to people and never obeyed. */
import { fold } from './language.ts';

const signs: RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.]{0,40}\b(?:previous|prior|above|earlier|all|any|your|system)\b[^.]{0,30}\b(?:instructions?|prompts?|rules?|directions?|guidelines|safety|restrictions?)/,
  /\b(?:ignor(?:iere|iert|ieren|ez|er|a|e|en)|vergiss|missachte|oublie[zr]?|olvida|esquece|esqueca|desconsider[ea]|descart[ea])\b[^.]{0,50}\b(?:anweisungen|vorgaben|regeln|instructions|consignes|regles|instrucciones|reglas|ordenes|instrucoes|regras|ordens)/,
  /^[\s>*"'(-]*(?:system|assistant|developer|admin)\s*:[^\n]{0,80}\b(?:mode|you|user|users? has|call|ignore|must|approved?|skip|push|tickets?|du|usuario|utilisateur)\b/m,
  /<\|?\/?(?:im_start|im_end|system|endoftext|assistant|tool_call|function_call)\|?>|\[\/?inst\]|<<\s*sys\s*>>/,
  /(?:^|[.!?:;>*(["'#-]\s*|\b(?:an?|the|this|these|following|my|new|secret|hidden|special|system) (?:important |special |hidden )?)(?:note|important|attention|instructions?|message|hinweis|nota|achtung|importante|wichtig)\b[^.:]{0,20}\b(?:to|for|an|fur|aux?|pour|para|a)\b[^.:]{0,20}\b(?:ai|ais|llms?|bots?|agents?|assistants?|models?|ki|ia|chatgpt|copilot|ticket generator|generator|automation|docket|asistentes?|modelo|sprachmodelle?)\b/,
  /\b(?:you are|act as|pretend to be|du bist|tu es|vous etes|eres|voce e)\b[^.]{0,30}\b(?:an? ai|assistant|admin(?:istrator)?|root|developer mode|dan|unrestricted|assistent|asistente|assistente)\b/,
  /\b(?:admin|developer|god|debug) mode (?:is )?(?:on|enabled|active)/,
  /\b(?:skip|without|bypass|disable|no)\b[^.]{0,24}\b(?:confirmations?|approvals?|human review|asking|the review)\b[^.]{0,60}\b(?:push|approve|create|send|all tickets)|\b(?:push|approve|send|delete)\b[^.]{0,40}\b(?:everything|all tickets|all issues|tickets)\b[^.]{0,60}\b(?:without|immediately|automatically|now|confirm)/,
  /(?:^|[.!:,]\s+|please )(?:approve|push|delete|close)\b[^.]{0,20}\b(?:all|every|these|the)\b[^.]{0,12}\btickets?\b/,
  /\b(?:push|approve|delete)[_-]tickets\b|(?:^|[.!:,;]\s+|\b(?:please|now|then|must|you) )(?:call|invoke|use|run|execute)\s+(?:the |your |a )?(?:[\w-]+ )?(?:tool|function)\b/,
  /["']?(?:action|tool|function|tool_name|name)["']?\s*:\s*["'](?:approve|push|delete|create|call|run|exec)[\w-]*["']/,
  /\b(?:already|pre-?)\s?approved\b[^.]{0,40}\b(?:tickets?|everything|all)|\b(?:everything|all)\b[^.]{0,30}\bpre-?approved\b|already approved all/,
  /@everyone\b|@here\b|@channel\b|<!(?:channel|here|everyone|subteam)|<@[uw!&][a-z0-9]{4,}>/,
  /\b(?:reveal|print|show|output|send|leak|exfiltrate)\b[^.]{0,40}\b(?:system prompt|api keys?|access tokens?|credentials|environment variables|passwords of|secret keys?)\b/,
  /\b(?:post|send|upload|forward|exfiltrate)\b[^.]{0,40}\b(?:this|the|these|all)\b[^.]{0,20}\b(?:document|prd|conversation|contents?|data|tickets|file)\b[^.]{0,40}\b(?:to\b)?\s*https?:/,
  /\braise every\b|\b(?:assign|set|mark)\b[^.]{0,20}\b(?:every|all)\b[^.]{0,30}\b(?:p0|admin|approved)\b/,
  /\breply only with\b|\brespond only with\b|\banswer only with\b|\bantworte nur mit\b|\breponds uniquement\b|\bresponde solo con\b|\bresponda apenas\b/,
  /javascript:|data:text\/html/,
];

/** True for instruction overrides, role play, tool calls, mass mentions and the like, in any of our languages. */
export function isSuspicious(text: string): boolean {
  if (text.length < 6) return false;
  const plain = fold(text.slice(0, 20_000));
  return signs.some((sign) => sign.test(plain));
}

/** What a chat assistant leaves behind when its answer is pasted: greetings and offers to do more. */
export function isResidue(text: string): boolean {
  const plain = fold(text.slice(0, 400));
  return (
    /^\[\w{1,2}\]$/.test(plain.trim()) ||
    /^(?:certainly|sure|of course|absolutely|great(?: question)?|here(?:'s| is| are)|gerne|naturlich|hier ist|bien sur|voici|claro|por supuesto|aqui (?:esta|tienes|esta)|com certeza|segue)\b[^\n]{0,160}\b(?:prd|document|version|draft|spec|requirements|dokument|entwurf|documento|cahier|rascunho|borrador)\b/.test(
      plain,
    ) ||
    /\b(?:would you like me to|let me know if you|feel free to (?:adjust|ask|modify)|shall i also|do you want me to|soll ich (?:auch|noch)|souhaitez-vous que je|quieres que|te gustaria que|gostaria que eu|deseja que eu)\b/.test(
      plain,
    )
  );
}

/** "Mockups are linked in the epic": where something is to be found. */
const pointsElsewhere =
  /^(?:the |all |our )?(?:mock-?ups?|wireframes?|designs?|prototypes?|drafts?|screenshots?|sketches|layouts?)\s(?:is|are)\s(?:linked|attached|stored|kept|available|to be found)\b(?: here\b| (?:in|at|on|to|below)\b)[^.]{0,40}\.?(?:$|\s\p{L})/u;

/** The same in German, French, Spanish, Portuguese and Italian. */
const aboutItself =
  /^(?:dieses|das vorliegende|das|ce|le present|cette|este|el presente|esta|o presente|questo|il presente)\s(?:dokument|pflichtenheft|lastenheft|konzept|document|cahier(?: des charges)?|note|documento|especificaci?on|especificacao|caderno)\b[^.]{0,24}?\b(?:beschreibt|legt|definiert|enthalt|fasst|regelt|decrit|definit|presente|precise|describe|define|recoge|establece|descreve|define|reune|apresenta|descrive|definisce)\b/;

/** "This PRD describes…", "This epic will establish…": a text that speaks of itself asks for nothing. */
export function isAboutDocument(text: string): boolean {
  if (
    /^(?:read|see|check|review|visit|refer to|consult)\b.{2,60}?\b(?:to (?:understand|learn|start|begin|get started|see|set up)|for (?:more|details|further))\b/i.test(
      text,
    )
  )
    return true;
  if (aboutItself.test(fold(text.slice(0, 160))) || pointsElsewhere.test(fold(text.slice(0, 160))))
    return true;
  return /^(?:this|the(?: following| above| present)?)\s(?:product requirements? |requirements? |design |technical |business )?(?:prd|brd|document|doc|roadmap|spec|specification|rfc|plan|proposal|list|section|epic|table|appendix|diagram)s?\b[^.]{0,12}?\b(?:is|are|serves?|describes?|outlines?|defines?|provides?|covers?|captures?|contains?|establish(?:es)?|represents?|details?|explains?|specifies|specify|lists?|summari[sz]es?|will|should (?:be|serve)|shows?|assumes?|focus(?:es)?|aims?)\b/.test(
    fold(text.slice(0, 160)),
  );
}

/** `[Name]`, `TBD`, `[INSERT REQUIREMENT HERE]`, `<your text>`: a template nobody filled in. */
export function isPlaceholder(text: string): boolean {
  const plain = text.trim();
  if (/\bas an? (?:\[[^\]]+\]|<[^>]+>|\{[^}]+\})/i.test(plain)) return true;
  const rest = plain.replace(
    /\[[^\]\n]{2,60}\](?!\()|<[a-z][^>\n]{2,60}>|\{\{?[^}\n]{2,40}\}?\}|_{3,}|\.{3,}|…|\b(?:TBD|TBC|TODO|XXX|N\/A|lorem ipsum)\b/gi,
    '',
  );
  return rest !== plain && (rest.match(/\p{L}{2,}/gu) ?? []).length <= 1;
}

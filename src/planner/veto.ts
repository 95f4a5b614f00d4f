/** What no wording may bring about: an irreversible deed by negation, by question, or by talking the rules away. */
import { type Intent, irreversible } from './intent.ts';

const overriding: RegExp[] = [
  /\b(?:assume|take on|adopt|play|use|switch to|in)\b.{0,12}\b(?:role|identity|persona|account|name|rights|privileges) of \w+\b.{0,60}\b(?:approv|sign|push|delete|accept)/,
  /\b(?:ignore|disregard|forget|override|bypass|void|skip|disable|suspend|circumvent)\b.{0,40}\b(?:instructions?|rules?|approvals?|confirm\w*|checks?|guard ?rails|safety|prompt|restrictions?|review step|policy|policies|all that|safeguards?|validation)\b/,
  /\b(?:rules?|checks?|approvals?|guard ?rails|restrictions|safety)\b.{0,30}\b(?:void|disabled|off|suspended|lifted|no longer apply|don't apply|waived|turned off)\b/,
  /\bwithout (?:any |my |the |asking for |waiting for |further |human |a )*(?:approval|confirm\w*|asking|permission|review|sign-?off|checking)\b/,
  /--(?:force|yes|no-confirm|no-verify|skip-\w+)\b|\bsudo\b/,
  /\b(?:admin|developer|god|debug|root|maintenance|unrestricted|dan) ?mode\b|\bjailbreak|\bno (?:restrictions|guardrails|filters|limits)\b|without (?:any )?(?:guardrails|restrictions|limits)/,
  /\b(?:you are|you're|youre|act|acting|behave|respond|pretend|imagine|roleplay|pose|posing)\b.{0,30}\b(?:as|to be|now|a bot|an ai|system)\b.{0,40}\b(?:admin\w*|ceo|cto|root|owner|manager|boss|developer|unrestricted|bot|any|tom|lena|priya|maria|someone|approver)\b/,
  /\b(?:in|under) \w+'?s? name\b.{0,40}\b(?:approv|push|sign|accept)|\b(?:approv|push|sign|accept)\w*\b.{0,40}\b(?:in|under) \w+'?s? name\b|on behalf of \w+\b.{0,20}|\bbehalf of \w+.{0,20}approv|\bapprov\w*.{0,20}\bon behalf\b|behind \w+(?:'s)? back|as if (?:i|maria|tom|lena|priya|someone|they) (?:had|was|were)/,
  /\b(?:api|access|auth|oauth|bearer|secret|private|linear|jira|github|slack|signing) ?[-_]?(?:keys?|tokens?|secrets?|credentials?|passwords?)\b|\bpasswords?\b|\bcredentials?\b|\blog ?in (?:details|data|info\w*|creds?)\b|\b(?:env|environment) (?:vars?|variables?|file)\b|\w+_(?:api_)?(?:key|token|secret)s?\b|(?:cat|print|show|dump|echo|printenv) ?\.?env\b|\bprintenv\b|\b(?:creds?)\b/,
  /\b(?:system|hidden|initial|internal|original|secret|developer) (?:prompt|instructions?|message)\b|\byour (?:prompt|instructions|rules|guidelines|configuration)\b.{0,20}$|\b(?:repeat|print|reveal|show|tell|leak|output) .{0,25}\byour (?:prompt|instructions|rules|config\w*)\b/,
  /<\/?(?:system|user|assistant|tool|admin)\b|<<? ?\/?sys(?:tem)? ?>?>|\[\/?(?:inst|system|admin)\]|^\s*(?:###? ?)?(?:system|assistant|admin) ?[:>]|<\|/,
  /^\s*\{.*["'](?:tool|name|function|action)["'] ?:|\b\w+_\w+\s?\(.*\)\s?$|\b(?:approve|push|delete)_?(?:all|tickets|everything)?\s?\([^)]*\)/,
  /\b(?:prd|spec|document|doc|pdf|file|brief|page|comment|description|ticket \d+|email|attachment|it|line \d+|section|appendix|footer)\b.{0,40}\b(?:says?|tells?|asks?|asking|states?|instructs?|orders?|reads|telling|saying|wants|contains|demands?|commands?|requires?)\b.{0,120}\b(?:follow|do (?:as|what|so|it|that)|obey|comply|execute|carry (?:it|that) out|so do|go ahead|please do|do exactly|act on|honou?r|make it happen|just do)\b/,
  /\b(?:follow|obey|execute|do what|carry out|comply with)\b.{0,50}\b(?:instructions?|orders?|commands?|says|tells|told)\b.{0,40}\b(?:pdf|doc|document|prd|spec|file|attach\w*|page|appendix|comment|footer|email)\b|\b(?:pdf|doc|document|prd|spec|file|attached \w+|page)(?:'s)? (?:instructions|orders)\b/,
  /\bhttps?:\/\/\S*(?:evil|attacker|pastebin|webhook|drop|requestbin|ngrok|hook)\S*|\b(?:curl|wget|nc|scp)\b.{0,60}https?:|\b(?:pastebin|webhook\.site|requestbin)\b/,
  /\bpretend(?:ing)?\b.{0,60}\b(?:approv|sign|push|delet|merge|accept|ship|publish)|\b(?:imagine|suppose|say|assume) (?:that )?(?:you|i)(?:'re|'m| are| am| have| had)?\b.{0,30}\b(?:admin|owner|approver|permission|approved|authori[sz]ed|no rules)\b/,
  /\b(?:screw|dispense with|waive|forgo|forego|drop|ditch|kill|cut out|leave out|sidestep|get around|work around|go around|omit|avoid|evade|turn off|switch off|deactivate|dodge|no need for|never mind|don't bother with|don't wait for|do away with|fuck|to hell with|shortcut|short-circuit)\b.{0,25}\b(?:approvals?|approval step|approval process|confirm\w*|review (?:step|process|gate|board)|reviews|checks?|guard ?rails|safeguards?|sign-?offs?|permissions?|veto|safety)\b/,
  /\b(?:approvals?|confirmations?|reviews?|permissions?|checks|sign-?offs?)\b.{0,25}\b(?:waived|not (?:needed|required|necessary)|unnecessary|optional|skipped|dispensed|lifted|revoked|suspended)\b.{0,60}\b(?:push|approve|delete|send|ship|publish)/,
  /\b(?:you|u|bot) (?:can|may|are allowed to|have permission to)\b.{0,30}\b(?:without|w\/o|no)\b.{0,15}\b(?:approv|review|confirm|asking)/,
  /\b(?:section|clause|paragraph|line|page|appendix|footer|footnote|header|comment|note|text)\b.{0,60}\b(?:directs?|instructs?|orders?|tells?|asks?|commands?|requires?|demands?|says)\b.{0,120}\b(?:give effect|comply|follow|obey|honou?r|do (?:so|as|it|that)|please do|accordingly|carry)\b/,
  /\b(?:you|u|we) (?:don't|dont|do not|needn't|need not) ?(?:need|require|have)?\b.{0,20}\b(?:approvals?|permission|confirm\w*|sign-?offs?|to ask)\b/,
  /\bi(?:'m| am|m) (?:an? |the )?(?:admin\w*|owner|boss|ceo|cto|approver|root)\b.{0,60}\b(?:approv|push|send|ship|delet|publish)/,
  /\brm -rf\b|\bdrop table\b|;\s*shutdown\b|\bexec(?:ute)? (?:this )?(?:shell|code)\b/,
];

/** True when the words try to talk rules away, fetch secrets, or pass off someone else's text as an order. */
export function isOverride(text: string): boolean {
  const plain = text.toLowerCase().replaceAll('’', "'");
  return overriding.some((pattern) => pattern.test(plain));
}

const held =
  /\b(?:not|don't|dont|do not|never|nothing|none|nobody|no one|unless|until|yet|hold (?:off|on|fire)|hands off|stay away|wait|instead of|without me|stop|freeze|leave .{1,20} alone|off limits|rather not|shouldn't|mustn't|can't|cannot|won't|no)\b/;
const offered =
  /^(?:[^a-z]*)?(?:please |hey |hi |ok |so |and )*(?:can|could|would|will|may|shall|should we|let's|mind|any chance|is there any way|why not|why don't (?:we|you)|how about|what about)\b/;
const asking =
  /^(?:what|why|how|when|who|which|where|did|does|do (?=you|we|they|i)|is|are|was|were|has|have|should)\b/;

const postponed = /\bnot (?:just |right )?(?:yet|now)[ .!]*$/;

/** "5 and 6 are the same thing, aren't they". */
const tagged =
  /\b(?:are|is|do|does|did|have|has|was|were|would|should|could|can|wo)n['’]?t (?:they|it|we|you|that|those|these|he|she)(?: too| then)?[ ?.!]*$|,? (?:right|no|or not|or)(?: ,)? \?$/;

/** The sentence that says why an irreversible deed is not begun from such words; null when nothing stands against it. */
export function vetoFor(intents: readonly Intent[], words: string): 'held' | 'question' | null {
  const text = words
    .replace(/(?<=\d) (?:until|till) (?=(?:#|t-)?\d)/g, ' to ')
    .replace(/\b(?:(?:do not|don't|dont|never) (?:forget|hesitate) to|why not) /g, '');
  const risky = intents.find((intent) => irreversible.has(intent.tool) && !intent.args.dry_run);
  if (!risky) return null;
  if (
    (asking.test(text) || tagged.test(text)) &&
    !offered.test(text) &&
    intents.length === 1 &&
    risky.tool !== 'sync_tracker'
  )
    return 'question';
  if (intents.length === 1 && postponed.test(text) && !postponesAnother(risky, text)) return 'held';
  const spared = intents.some((intent) => (intent.args.select as { except?: unknown } | undefined)?.except);
  if (held.test(text) && intents.length === 1 && !spared && heldVerb(text, risky.tool)) return 'held';
  return null;
}

/** "5 is fine, 6 not yet". */
function postponesAnother({ args }: Intent, text: string): boolean {
  const { ids } = (args.select ?? {}) as { ids?: number[] };
  const last = [...text.matchAll(/(?:^|[^\w.])(?:#|t-)?(\d{1,4})(?!\w)/g)].at(-1)?.[1];
  return ids !== undefined && last !== undefined && !ids.includes(Number(last));
}

const verbs: Record<string, string> = {
  push_tickets:
    'push|send|ship|publish|create|put|touch|export|file|pushes|pushing|pushed|go|goes|sent|sending|land|lands',
  delete_tickets: 'delete|remove|drop|kill|discard|bin|deletes|deleting|deleted|removing',
  approve_tickets: 'approve|sign|accept|approving|approved|approval|approvals',
  merge_tickets: 'merge|combine|merging',
  sync_tracker: 'sync|pull|syncing',
};

function heldVerb(text: string, tool: string): boolean {
  const verb = verbs[tool] ?? '';
  return (
    new RegExp(
      String.raw`\b(?:don't|dont|do not|never|not|nothing|nobody|no one|no|hold off(?: on)?|stop|wait with(?: the)?|without)\b(?: \w+){0,3} (?:${verb})\b`,
    ).test(text) ||
    /\b(?:until|unless|hands off|off limits|stay away|hold off|leave .{1,20} alone)\b/.test(text)
  );
}

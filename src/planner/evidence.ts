/** Whether the words themselves speak for a deed that cannot be taken back: a guess alone is never enough for one. */
import { type Intent, irreversible } from './intent.ts';
import { type Reading, slotsOf } from './slots/read-slots.ts';

const verbs: Record<string, RegExp> = {
  approve_tickets:
    /\b(?:approv\w*|accept\w*|green ?-?li(?:ght|t)\w*|ok|okay\w*|bless\w*|lgtm|ack\w*|sign(?:ed|ing|s)?[- ]?(?:it |them |this |those )?off|thumbs|sign-?off|authori[sz]\w*|clear\w*|ratif\w*|agree\w*|endors\w*|consent\w*|yes|fine|good|great|perfect|happy|love\w*|like|pass\w*|solid|go ahead|looks? good|sound|ship|validate\w*|permission|rubber[- ]?stamp\w*|nod|cool|all set|a go|granted|confirmed|through|in order|no objections?|\+1)(?!\w)|\+1|[👍✅✔👌💚🙌💯🚀💪🟢☑🎉😍❤💙💜]|:(?:white_check_mark|thumbsup|\+1|heavy_check_mark|100):/u,
  delete_tickets:
    /\b(?:delet\w*|remov\w*|drop\w*|kill\w*|discard\w*|trash\w*|bin\w*|scrap\w*|rm|nuk\w*|eras\w*|toss\w*|purg\w*|wip\w*|dump\w*|ditch\w*|ax\w*|eliminat\w*|thr(?:ow|ew|own)|rid|dustbin|strik\w*|struck|weed\w*|clear\w*|clean\w*|lose|garbage|gone|go away|get lost|prun\w*|cull\w*|chuck\w*|dispos\w*|cut|withdraw\w*|obsolete|retire\w*|expung\w*|kick\w*|take .{1,20} (?:out|off)|no longer (?:required|needed))(?!\w)|[🗑🚮]|:wastebasket:/u,
  merge_tickets:
    /\b(?:merg\w*|combin\w*|join\w*|fold\w*|unif\w*|consolidat\w*|squash\w*|lump\w*|bundl\w*|together|fus\w*|into one|as one|make one|absorb\w*|same|roll\w*|amalgamat\w*|blend\w*|unit(?:e|ed|ing)|integrat\w*|collaps\w*|conflat\w*|pool\w*|glu\w*|stitch\w*|marry|dupes?|duplicates?|club\w*|smoosh\w*|mash\w*|smush\w*|single|one and the same)(?!\w)/,
  sync_tracker:
    /\b(?:re-?sync\w*|sync\w*|reconcil\w*|align\w*|step|mirror\w*|drift\w*|agree\w*|match\w*|harmoni\w*|pull\w*|fetch\w*|refresh\w*|latest|newest|updat\w*|up[- ]to[- ]date|catch|caught|current|stale|behind|status(?:es)?|changed?|forward|fwd|bring|get|accord|in line|even|reflect\w*)(?!\w)/,
  push_tickets:
    /\b(?:push\w*|ship\w*|send\w*|sent|publish\w*|export\w*|fil(?:e|ing)|transfer\w*|transmit\w*|releas\w*|upload\w*|deliver\w*|yeet\w*|shov\w*|fling|submit\w*|land\w*|post\w*|port|hand(?:ing)?|forward\w*|fwd|deposit|put\w*|get|got|move\w*|creat\w*|open|go|goes|going|insert|enter\w*|rais\w*|dispatch\w*|pass|roll\w*|fir(?:e|ing)|blast\w*|thr(?:ow|own)|pump|beam|add|pop|drop\w*|copy|live|out|over|migrat\w*|launch\w*|load|dump|sling|stick|slide|toss|dry[- ]?run|into|to)(?!\w)|->|=>|→|>|🚀|🚢/u,
};

/** Said of an approval these mean the opposite. */
const withheld =
  /\bapprovals?\b.{0,40}\b(?:refused|denied|withheld|declined|rejected|withdrawn|revoked|pending)\b|\b(?:refus|den|withh|declin|withdraw|revok)\w*\b.{0,20}\bapprovals?\b/;

/** Null when each irreversible deed has a word of its own; else the first deed that has none. */
export function lacksEvidence(intents: readonly Intent[], reading: Reading): Intent | null {
  const text = `${reading.line.text} ${reading.source.toLowerCase()}`;
  return intents.find((intent) => irreversible.has(intent.tool) && !speaksFor(intent, reading, text)) ?? null;
}

function speaksFor({ tool, args }: Intent, reading: Reading, text: string): boolean {
  if (tool === 'push_tickets' && !args.dry_run && /\b(?:reconcil|re-?sync|sync)\w*\b/.test(text))
    return /\b(?:push|send|over to)\b/.test(text);
  if (tool === 'push_tickets' && slotsOf(reading, 'tracker').length > 0 && reading.line.tokens.length <= 6)
    return true;
  if (tool === 'approve_tickets' && withheld.test(text)) return false;
  return verbs[tool]?.test(text) ?? true;
}

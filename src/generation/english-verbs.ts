/** English verbs as titles need them: which words begin an order, and the base form behind an inflected one. */

const sure =
  'darken lighten brighten soften deepen sharpen abort accelerate acknowledge acquire activate administer advertise agree align alter amend animate announce annotate anonymise anonymize anticipate appoint assemble assess assist await broadcast browse bypass calibrate circulate classify collapse collate communicate compensate compose compute concatenate conduct conform consider construct consult consume convey credit decrease decrypt dedicate degrade demonstrate derive designate diagnose differentiate digitise digitize disallow disclose disconnect discover dispense dissolve donate eliminate embed emphasize employ empower engage enhance enrich enroll entitle equip erase examine facilitate finalise finalize flatten forbid forgive foster govern greet harden harmonise illustrate impose inactivate increase incur infer inject inspect install instruct integrate investigate isolate justify localise localize magnify maximise mend migrate minimise mitigate modernise modify mute navigate negotiate nominate notarise obscure observe obtain onboard oppose optimise outsource overwrite penalise perform persist persuade populate possess precompute predict prefill preload preserve prevent prioritise proceed prohibit prolong propagate prosecute provision publish quantify quarantine randomise rearrange recharge recognise recommend reconcile recover recycle redact redeem redeploy redirect reduce refactor refine reformat refuse regain regulate reimburse reinforce reinstate relabel relocate remind rename reopen reorder reorganise rephrase replace reposition reproduce reroute resell resend resize restock restore restrict restructure resubmit retain retrieve reuse revalidate revise revoke rewrite sanitise serialise simplify solder specify stabilise standardise stitch strengthen suppress suspend sustain tailor terminate tighten tokenise transcribe transmit troubleshoot tune unify unlink unlock unmute unpublish unregister unsubscribe vaccinate validate verify visualise waive warn withdraw bind crimp disinfect douse engrave insulate irrigate knit lubricate mow pluck prune sew sift sow sterilise sterilize stir sweep thaw untie weld lapse elapse want click tap repeat hang fold wipe fasten tie paste greet borrow steer drain rinse dismantle dig shrink widen loosen enlarge straighten say abolish lend repair replenish renew unpack weigh redraw adjust discuss go aggregate backfill allocate append ask associate bundle categorize choose classify close commit compile compress contact continue coordinate correct count deduct deduplicate defer describe destroy dismiss dispatch emit encode escalate estimate extract fill fulfil gather hand hash hold initiate insert invalidate invoke limit list load locate log mark mirror normalize notify override parse pin postpone raise reassign rebuild recalculate refresh regenerate reload replicate reschedule reveal revert rotate sanitize seed separate settle shorten simulate sound stream strip subscribe substitute summarize synchronize tell tolerate trim truncate unblock uninstall void wait withhold zoom accept add adopt allow answer apply approve archive arrange assign attach authenticate authorize automate avoid be block bring build calculate cancel capture carry change centralize clarify clean clear collect combine compare complete compute configure confirm connect consolidate convert create customize cut decide decline define delete deliver deploy deprecate detect determine develop disable discard discontinue display distribute do drop edit embed enable encourage encrypt enforce ensure enter establish evaluate exclude execute expand expire explain expose extend fetch find finish fix flag forbid forward generate get give grant group guide handle hide highlight identify implement improve include increase inform ingest inspect install integrate introduce invite join keep launch learn let localize lock maintain make manage match measure meet merge migrate minimize modify move mute name notify obtain offer open opt optimize organize overwrite pair pass pause pay persist pick place prefill prepare present preserve preselect prevent prioritize process produce prohibit prompt propose protect prove provide publish pull push put queue read receive recognize recommend reconcile recount redeem redesign redirect reduce refactor refuse register reject release remember remind remove rename render reopen require reorder replace reply resend reset resolve respect respond restart restore restrict retain retire retrieve retry return reuse revoke roll route run save scale secure see select send serve set share show sign simplify skip solve sort specify split standardize stop store streamline submit suggest supply suppress surface sync take tell terminate throttle toggle train transcribe transfer translate trigger turn type undo unify unlock unsubscribe update upgrade use validate verify visualize warn watch withdraw write wire abandon acknowledge administer anonymize become borrow bypass categorise cease comply conduct consider consume contain crawl debug declare decrypt deny derive differentiate dim discover eliminate empower encapsulate enhance enjoy enrich enroll erase evolve examine explore facilitate finalize flatten foster grow hydrate impersonate incorporate indicate infer inherit initialize inject intercept investigate invest isolate iterate leverage listen minify mitigate navigate normalise nudge onboard orchestrate paginate parallelize perform persuade populate preload prefetch prioritise promote prune quantify randomize re-engage realize reassess recalibrate recover redact reimburse reinforce relate rely remain remap rethink revamp revise revisit satisfy sell solicit spawn stay subtract supervise tackle tailor teach tighten tokenize tune understand unlink utilize vary break transform refine align formalize stabilize rework rewrite reuse remodel assemble compose craft snooze accommodate accompany achieve acquire activate adapt agree analyse announce anticipate appear appoint argue arise arrive assess assure attain await begin believe belong broaden buy coexist come commence communicate compensate compete complain condense conform confuse conserve consist constitute constrain consult contribute convene cultivate curtail decode decommission decompose decouple deepen demonstrate denote depart depict devise diagnose differ diminish disclose discourage disrupt dissolve distinguish divide earn eat elect emerge emphasise enclose endorse enlist enrol envisage equip exceed exist express falter foresee forget furnish govern happen hear hinder hoist ignore illustrate imagine impose incur inhibit inspire instruct insure interact interpret interrupt invent invert involve justify know lengthen lessen lose mimic motivate multiply negotiate nominate obey observe occupy occur omit organise overcome oversee own participate perceive pinpoint possess precede predict prefer prescribe presume prevail proceed procure prolong pronounce pursue qualify quit react reassure rebook reboot reclaim recognise reconnect recoup recruit recycle refill reflect regain regulate rehearse reinstate rejoin relax relieve relocate reorganise repay represent rescind resemble reside resign resist restock restrain restructure retract revive revolve seek seem speak spend steal strengthen strive succeed suffer summarise suppose surpass survive suspend sustain tend thank think threaten travel uncover undergo underline undertake unfold unite unmute unpause unpin unplug unveil vacate vanish visualise wake weaken wear welcome withstand worsen';
const maybe =
  'cover shake paint wash pack stack plant park dock heat wrap mount ring lower narrow clamp trap access alert audit back backup batch benchmark book bookmark cache call chain charge chart chat check comment control copy crop design document download draft duplicate email empty export favor favourite feed field file filter flow focus follow forecast fund gauge gift grade guard help host import index inline invoice label last lead leave link look map message monitor nudge order outline package permit pilot plan play point poll post preview price print probe promote prototype purchase purge query question rank rate reach record refer refund relay replay report request research reserve review reward sample sandbox scaffold scan schedule score scroll search shard ship sketch skim snapshot sponsor stage start state style support swap swipe switch tag test text time tip top tour track trade trial upload upsell view visit vote work wrap resume issue';

const imperatives = new Set(sure.split(' '));
const ambiguous = new Set(maybe.split(' '));
const actsOnPlural = new Set(
  'post test map check swap flag trace export import filter sort track upload download share delete mark invite manage search schedule print email link tag list show view record review rate report send refund label monitor cache index log limit count merge copy'.split(
    ' ',
  ),
);
const afterVerb =
  /^(?:an?|the|all|any|each|every|this|that|these|those|their|its|our|my|your|his|her|no|one|two|three|both|only|new|existing|multiple|several|more|in|on|at|by|for|to|from|with|within|without|inside|into|across|after|before|when|if|which|who|what|how|where|up|out|off|over|via|through|offline|online|well|correctly|reliably|together|automatically|against|behind|per|as|it|them|him|people|users|customers|members|\d.*)$/i;

/** True when a phrase begins with a verb in its base form, judged by the word and what follows it. */
export function startsWithVerb(phrase: string): boolean {
  const words = phrase
    .replace(/^["'“„«(]+/, '')
    .replace(leadingAdverb, '')
    .split(/\s+/);
  if (opensSeveral(words)) return true;
  const first = words[0]!
    .toLowerCase()
    .replace(/[,:;.]$/, '')
    .replace(/-/g, '');
  if (imperatives.has(first)) return !isNounUse(first, words) && !isAdjectiveUse(first, words);
  if (words[0]!.includes('-') && words.length > 1)
    return (
      /^(?:re|pre|un|auto|de|co|double|soft|hard|cross)-?[a-z]+$/i.test(words[0]!) &&
      imperatives.has(words[0]!.toLowerCase().split('-')[1] ?? '') &&
      afterVerb.test(words[1]!)
    );
  if (!ambiguous.has(first) || words.length < 2) return false;
  const second = words[1]!;
  if (/^(?:systems?|services?|providers?|integrations?|management|clients?|features?)\b/i.test(second))
    return false;
  if (first === 'support') return !supporters.test(second);
  if (
    afterVerb.test(second) ||
    (words.length > 2 &&
      /^\p{Lu}[\p{L}\d]+$/u.test(second.replace(/,$/, '')) &&
      /^\p{Lu}?\p{Ll}+$/u.test(words[0]!) &&
      !/^(?:API|URL|ID|UI|PDF|CSV)$/.test(second))
  )
    return true;
  if (words.length > 3 && /^(?:when|if|after|before)$/i.test(words[2]!)) return true;
  if (words.length > 3 && mostlyActs.has(first) && !heads.test(second.toLowerCase())) return true;
  return (
    actsOnPlural.has(first) &&
    /[a-z]s[,.]?$/.test(second) &&
    (words.length === 2 || afterVerb.test(words[2]!) || /^(?:and|or)$/.test(words[2]!))
  );
}

const heads =
  /^(?:request|engine|page|screen|list|status|notes?|plan|date|time|job|queue|button|form|view|log|history|notifications?|messages?|message|flow|code|id|number|rate|strategy|process|system|service|link|mode|path|point|policy|schedule|sheet|size|token|tools?|type|rules?|data|access|options?|wizard|panel|board|bar|menu|settings?|card|template|tracker|manager|management|feature|support|api|report|control|controls|levels?|rights|latency|header|bars?|limits?|model|models|layer|suite|dialogs?|tabs?|popup|modal|metrics|period|period|experience|storage|handling|validation|logic|capabilit(?:y|ies)|functionality|implementation|features|trails?)$/;
const leadingAdverb =
  /^(?:only|always|automatically|dynamically|periodically|continuously|securely|gracefully|silently|easily|quickly|safely|properly|instantly|optionally|individually|manually|regularly|explicitly|clearly|correctly|directly|immediately|double)\s+/i;
const supporters =
  /^(?:teams?|staff|tickets?|agents?|desk|portal|pages?|cent(?:er|re)s?|requests?|channels?|inbox|chat|tiers?|plan|cases?|hours?|engineers?|and|or|levels?)\b/i;
const mostlyActs = new Set(
  'print reserve copy view access monitor track export import filter download upload cache test check switch swap map post tag ship'.split(
    ' ',
  ),
);

/** "Approve/reject claims", "Book, track and log workouts": two verbs in a row are no name. */
function opensSeveral(words: readonly string[]): boolean {
  const [first = '', second = ''] = words[0]!.includes('/')
    ? words[0]!.split('/')
    : words[0]!.endsWith(',')
      ? [words[0]!.slice(0, -1), (words[1] ?? '').replace(/,$/, '')]
      : [];
  if (words.length === 2 && heads.test(words[1]!.toLowerCase())) return false;
  return words.length > 1 && known.has(first.toLowerCase()) && known.has(second.toLowerCase());
}

/** "Clear visual hierarchy", "Secure password hashing": the word describes, it orders nothing. */
function isAdjectiveUse(first: string, words: readonly string[]): boolean {
  return (
    words.length > 2 &&
    /^(?:clear|complete|secure|separate|open|correct|clean|present|express)$/.test(first) &&
    !afterVerb.test(words[1]!)
  );
}

/** "Sign-in page", "Sync engine": the word is a verb, but this one names a thing. */
function isNounUse(first: string, words: readonly string[]): boolean {
  if (words.length < 2) return false;
  const nouns =
    /^(?:change|release|return|refund|process|update|upgrade|sync|offer|match|surface|queue|store|name|place|group|type|sign|push|share|trigger|prompt|train|watch|measure|scale|pause|present|join|run|move|use|open|read|skip|split|secure|guide|transfer|route|lock|launch|drop|pay|reset|save|cut|fix|find|purchase|access|invite|turn|build|test|order|grant|exit|search|document|capture|import|export|learn|cancel|record|check|compile)$/;
  return nouns.test(first) && heads.test(words[1]!.toLowerCase().replace(/[,.:;]$/, ''));
}

const irregular: Record<string, string> = {
  sent: 'send',
  shown: 'show',
  kept: 'keep',
  written: 'write',
  read: 'read',
  given: 'give',
  made: 'make',
  built: 'build',
  taken: 'take',
  put: 'put',
  set: 'set',
  told: 'tell',
  held: 'hold',
  paid: 'pay',
  sold: 'sell',
  found: 'find',
  brought: 'bring',
  bought: 'buy',
  chosen: 'choose',
  drawn: 'draw',
  hidden: 'hide',
  cut: 'cut',
  run: 'run',
  split: 'split',
  reset: 'reset',
  led: 'lead',
  left: 'leave',
  lost: 'lose',
  met: 'meet',
  seen: 'see',
  spent: 'spend',
  stuck: 'stick',
  thrown: 'throw',
  has: 'have',
  is: 'be',
  are: 'be',
  does: 'do',
  goes: 'go',
  frozen: 'freeze',
  withdrawn: 'withdraw',
  caught: 'catch',
};
const doubled = /(?:bb|dd|gg|mm|nn|pp|rr|tt)$/;
const keepsE =
  /(?:at|iz|is|us|as|os|ut|it|id|ud|ad|od|et|ov|iv|av|eiv|olv|rv|ng|dg|ag|c|in|ir|ur|ar|or|or|ok|ak|ik|yp|ap|op|ip|l[bdgkpt]|bl|pl|tl|dl|gl|kl|fl|v|u|um|es)$/;
const known = new Set([...imperatives, ...ambiguous, ...Object.values(irregular)]);

/** `rejects` → `reject`, `encrypted` → `encrypt`, `shown` → `show`; null when no verb we know is behind it. */
export function baseForm(word: string): string | null {
  const plain = word.toLowerCase();
  if (irregular[plain]) return irregular[plain];
  const forms = plain.endsWith('ied')
    ? [`${plain.slice(0, -3)}y`]
    : plain.endsWith('ed')
      ? [
          plain.slice(0, -1),
          plain.slice(0, -2),
          /(?:bb|dd|gg|ll|mm|nn|pp|rr|tt)ed$/.test(plain) ? plain.slice(0, -3) : '',
        ]
      : plain.endsWith('ies')
        ? [`${plain.slice(0, -3)}y`]
        : plain.endsWith('s')
          ? [plain.slice(0, -1), plain.slice(0, -2)]
          : [plain];
  const best = forms.find((form) => known.has(form));
  if (best) return best;
  if (!plain.endsWith('ed') || plain.length < 6) return null;
  const root = plain.slice(0, -2);
  if (doubled.test(root)) return root.slice(0, -1);
  return keepsE.test(root) && !/(?:ea|oa|ou|ee|oo|ai)t$/.test(root) && !/(?:oo|ee|ea|r|c|s|l|n)k$/.test(root)
    ? `${root}e`
    : root;
}

/** True for words that hardly ever name a thing. */
export function isSureVerb(word: string): boolean {
  return imperatives.has(word);
}

/** "Alarms break through", "Files live in two regions": after a plural the base form, before what no noun is followed by. */
export function actsAlone(word: string, next: string): boolean {
  return (
    (isSureVerb(word) ||
      /^(?:live|stay|remain|lie|appear|happen|belong|arrive|go|come|run|work|survive|last|wait|expire|lapse|begin|end|start|sync|synchronise|synchronize|scale)$/.test(
        word,
      )) &&
    /^(?:through|out|up|off|on|back|down|away|home|the|an?|in|to|at|for|with|without|from|until|within|after|before|only|longer|below|above|under|behind|next|offline|online|again|when|if|as|across|together|side)$/.test(
      next,
    )
  );
}

/** `rejects`, `sends`: a verb in the third person, when we know its base. */
export function thirdPerson(word: string): string | null {
  if (!/[a-z]s$/.test(word) || /(?:ss|us|is)$/.test(word)) return null;
  const base = baseForm(word);
  return base && known.has(base) ? base : null;
}

/** `send` → `sends`, for "Ensure each bus receives…". */
export function inflect(verb: string): string {
  if (verb === 'be') return 'is';
  if (verb === 'have') return 'has';
  if (/(?:s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

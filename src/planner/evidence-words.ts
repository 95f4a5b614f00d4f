/** The words that can ask for a deed, in any register: without one of them a guess is not enough. */

export const verbs: Record<string, RegExp> = {
  approve_tickets:
    /\b(?:approv\w*|accept\w*|green ?-?li(?:ght|t)\w*|ok|okay\w*|bless\w*|lgtm|ack\w*|sign(?:ed|ing|s)?[- ]?(?:it |them |this |those )?off|thumbs|sign-?off|authori[sz]\w*|clear\w*|ratif\w*|agree\w*|endors\w*|consent\w*|yes|fine|good|great|perfect|happy|love\w*|like|pass\w*|solid|go ahead|go for|a go|sound|ship|validate\w*|permission|rubber|stamp\w*|nod|cool|all set|granted|confirmed|in order|objections?|nothing against|no (?:issues?|concerns?|complaints?|problems?)|satisfied|grand|vote|\+1|gg|nice|bueno|passt|bons?|vale|works)(?!\w)|\+1|[👍✅✔👌💚🙌💯🚀💪🟢☑🎉😍❤💙💜]|:(?:white_check_mark|thumbsup|\+1|heavy_check_mark|100):/u,
  reject_tickets:
    /\b(?:reject\w*|declin\w*|refus\w*|den(?:y|ied)|veto\w*|nack\w*|nix|no|nope|nah|not|never|\w+n't|dont|wontfix|against|pass on|fail\w*|cut|turn\w*|thumbs|dismiss\w*|kill\w*|down|object\w*|dislike\w*|hate\w*|out|without|drop\w*|scratch|axe|shoot)(?!\w)|[👎❌🚫⛔🙅]|:(?:x|thumbsdown|-1):/u,
  delete_tickets:
    /\b(?:delet\w*|remov\w*|drop\w*|kill\w*|discard\w*|trash\w*|bin\w*|scrap\w*|rm|nuk\w*|eras\w*|zap\w*|toss\w*|purg\w*|scrub\w*|do away with|wip\w*|dump\w*|ditch\w*|biff\w*|ax(?:e|ed|ing)|eliminat\w*|throw\w*|threw|rid|dustbin|strik\w*|struck|weed\w*|(?:clear|clean)\w* (?:out|up|away|off|the p\d|all)|(?:lose|losing) (?:#?\d|it|them|the|those|these|that|this|number|ticket)|garbage|rubbish|gone|go away|can go|get (?:\S+ ){0,2}(?:lost|out)|prun\w*|cull\w*|chuck\w*|dispos\w*|cut|withdraw\w*|obsolete|retire\w*|expung\w*|kick\w*|yeet\w*|take (?:\S+ ){1,3}(?:out|off|away)|out with|(?:is|are|it's|'s) out|quita|weg|vire|tira|apaga|borra|supprime|no longer (?:need\w*|wanted|relevant)|(?:not|n't) need\w*|unneeded)(?!\w)|[🗑🚮]|:wastebasket:/u,
  merge_tickets:
    /\b(?:merg\w*|combin\w*|join\w*|fold\w*|unif\w*|consolidat\w*|squash\w*|lump\w*|bundl\w*|together|fus\w*|into one|as one|be one|make (?:them )?one|one ticket|one out of|absorb\w*|same|roll\w*|amalgamat\w*|blend\w*|unit(?:e|ed|ing)|integrat\w*|collaps\w*|conflat\w*|pool\w*|glu\w*|stitch\w*|marry|dupes?|duplicates?|club\w*|smoosh\w*|mash\w*|smush\w*|single)(?!\w)/,
  link_tickets:
    /\b(?:depend\w*|block\w*|wait\w*|need\w*|requir\w*|prereq\w*|before|after|first|link\w*|gat(?:e|es|ed)|hold\w*|held|rel(?:y|ies|iant)|until|till|unless|once|then|hing\w*|conting\w*|follow\w*|preced\w*|predecess\w*|success\w*|start\w*|begin\w*|earlier|later|tie[sd]?|connect\w*|relat\w*|come\w*|ahead|behind|without|stuck|cannot|can't|cant)(?!\w)|->|→/,
  split_ticket:
    /\b(?:split\w*|spilt|br(?:ea|a|o)k\w*|divid\w*|chop\w*|slic\w*|carv\w*|separat\w*|halv\w*|half|cut\w*|apart|pieces?|parts?|two|three|partition\w*|segment\w*|dissect\w*|disassembl\w*|dismember\w*|fragment\w*|subdivid\w*|cleav\w*|smaller|too (?:big|large|much)|huge|giant|massive|monster|enormous|beast|bifurcat\w*|tear|into|decompos\w*|up)(?!\w)/,
  sync_tracker:
    /\b(?:re-?sync\w*|sync\w*|reconcil\w*|align\w*|step|mirror\w*|drift\w*|agree\w*|match\w*|harmoni\w*|pull\w*|fetch\w*|refresh\w*|latest|newest|updat\w*|actuali[sz]\w*|up[- ]to[- ]date|catch|caught|current|stale|behind|status(?:es)?|chang\w*|forward|fwd|bring|get|accord|in line|even|reflect\w*|read|import|stand|edits?|edited|states?|write|send|titles)(?!\w)/,
  configure:
    /\b(?:default\w*|always|never|ever|every\w*|from (?:now|today|here)|henceforth|hereafter|going forward|future|use|keep|make|set|rule|standard|pattern|prefer\w*|speak|talk|reply|answer|write|respond|language|switch|english|german|deutsch|french|spanish|portuguese|fibonacci|t-?shirt|scale|exclud\w*|home base|unless|i mean|again|auf|en|em|not to be|stays?|into)(?!\w)|=/,
  generate_tickets:
    /\b(?:generat\w*|creat\w*|mak\w*|draft\w*|writ\w*|produc\w*|deriv\w*|extract\w*|build\w*|prepar\w*|turn\w*|convert\w*|cut\w*|spin\w*|break\w*|split\w*|get|give|need|want|like|pull\w*|crank\w*|crack\w*|bang\w*|spit|knock|whip|populat\w*|compos\w*|compil\w*|translat\w*|transform\w*|chop\w*|carv\w*|slic\w*|backlog|tickets?|stor(?:y|ies)|tasks?|do|add|put|let|have|raise\w*|file|fil\w*|log|go|start\w*|work|limit|max|only|just|into|out of|from|per)(?!\w)/,
  schedule_report:
    /\b(?:every|each|daily|weekly|monthly|nightly|hourly|remind\w*|reminder\w*|nudg\w*|ping\w*|schedul\w*|subscri\w*|regular\w*|recurring|automatic\w*|alert\w*|notif\w*|poke|jog|wake|don't let me forget|mornings?|evenings?|mondays|tuesdays|wednesdays|thursdays|fridays|weekdays|digest|later|tomorrow|tonight|hours?|minutes?|o'clock|at \d|[ap]m|post\w*|sent|send\w*|drop\w*)(?!\w)/,
  undo: /\b(?:undo\w*|undid|revert\w*|roll\w*|revers\w*|back\w*|restor\w*|oops|whoops|mistake\w*|wrong|ctrl\W?z|cmd\W?z|\^z|annul\w*|rescind\w*|retract\w*|regret\w*|as (?:it was|before)|previous\w*|before|unwind|take (?:that|it)|forget|never ?mind|nvm|cancel\w*|didn't mean|scratch\w*|not what|shouldn't|un\w+|again|was)(?!\w)|↩|⏪/u,
  connect_tracker:
    /\b(?:connect\w*|link\w*|hook\w*|integrat\w*|wir(?:e|ed|ing)|plug\w*|authori\w*|log ?in|set ?up|set us up|attach\w*|add\w*|use|enable\w*|pair\w*|couple|join|access|install\w*|disconnect\w*|un(?:plug|link|hook|pair)\w*|remov\w*|detach\w*|revok\w*|sever|kick|cut|leav\w*|kill|sign\w*|get|stop\w*|switch|bring|want|disable|drop|turn|throw|log ?out|terminat\w*|decouple|deauthori\w*|mount|bind|onboard)(?!\w)/,
  usage:
    /\b(?:usage|costs?|tokens?|spen[dt]\w*|money|dollars?|euros?|price\w*|expens\w*|bills?|billing|budget|consum\w*|burn\w*|paid|pay|cheap\w*|kosten|co[uû]t\w*|gasto\w*|custo\w*)(?!\w)|[$€]/,
  push_tickets:
    /\b(?:push\w*|ship\w*|send\w*|sent|publish\w*|export\w*|transfer\w*|transmit\w*|upload\w*|deliver\w*|yeet\w*|shov\w*|submit\w*|forward\w*|fwd|dispatch\w*|blast\w*|migrat\w*|sync|hand|launch\w*|off you go|out the door|live|our tracker|the tracker|dry[- ]?run)(?!\w)|🚀|🚢/u,
};

export const startingOver =
  /\b(?:re-?\w+|again|anew|afresh|fresh|new|scratch|zero|cero|over|slate|redo|scrap|all of|nuke|torch|burn|neu|recommencer|rewrite)(?!\w)/;

export const rewriting =
  /\b(?:(?:another|second) (?:go|try|shot|lash|pass|stab|attempt)|have a go|re-?(?:do|did|writ|word|phras|draft|generat|work|cast|vis|fram|new|run|fresh|think|hash|tool|draw|mak|made|creat)\w*|again|anew|afresh|fresh|new|over|short\w*|longer|long|simpl\w*|detail\w*|clear\w*|better|plain\w*|english|jargon|fluff|polish\w*|improv\w*|technical|tone|word\w*|phras\w*|express\w*|expand\w*|flesh|elaborat\w*|trim\w*|tight\w*|crisp\w*|concise|verbose|update\w*|generat\w*|specific|vague|wrong|neu|friend\w*|warm\w*|formal\w*|casual\w*|punch\w*|dry|stiff|robotic|wordy|human|jargon\w*|readab\w*|understandab\w*|easier|softer|lively|livelier|kürzer|einfacher|klarer|genauer|ausführlicher|plus|corto|otra|mais|curto)(?!\w)/;

export const stopping =
  /\b(?:stop\w*|cancel\w*|unsub\w*|no (?:more|longer)|not|never|end|terminat\w*|paus\w*|quit|kill|off|\w+n't|dont|mute|suspend|without|drop|remove|delete|enough|discontinue\w*|cease|halt|rid)(?!\w)/;

export const negated = /\b(?:not|never|neither|nor|\w+n't|dont|hardly|refuse[sd]?)(?!\w)/;

/** Said of an approval these mean the opposite. */
export const withheld =
  /\bapprovals?\b.{0,40}\b(?:refused|denied|withheld|declined|rejected|withdrawn|revoked|pending)\b|\b(?:refus|den|withh|declin|withdraw|revok)\w*\b.{0,20}\bapprovals?\b/;

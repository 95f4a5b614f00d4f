/** Takes the courtesies off a message, so that a shy request and a blunt one look alike. */

const courtesies: RegExp[] = [
  /^(?:hey|hi|hello|yo|ok|okay|right|well|so|oh|ah|hmm|um|great|lovely|alright|thank you|thanks|morning|docket|good morning|interesting|cool|btw|also|and|but|then|now|first|next|finally|sorry|@|,|!|\.|bot|team|folks|all right|one more thing|lastly|btw|fyi|quick one|dear)(?= )/,
  /^no (?:wahala|worries|problem|prob|stress|rush)(?: ,)?(?= )/,
  /^(?:pray|perhaps|do)(?= (?!we|you|they|i|the|any|these|those)\w)/,
  /^(?:(?:i|we) (?:believe|think|suppose|gather|fear|rather think)(?: that)?(?: (?:we|you) (?:may|might|can|could|should)(?: now)?)?|(?:could|might|may) i (?:have|trouble you for|ask for|see(?= \w))?|i should (?:be (?:glad|grateful)(?: of| for| if you would| if you could)?|like(?: to)?)|would you be so (?:good|kind) as to|be so (?:good|kind) as to)(?!\w)/,
  /(?<!\w)(?:can|could|would|will|may|might) (?:you|we|i|someone|somebody|u)(?: (?:please|kindly|maybe|perhaps|possibly|just|also|then|mind))*(?: (?:be able|be so kind as|be kind enough|manage|go ahead and|be a dear and) ?(?:to)?)?(?!\w)/,
  /(?<!\w)(?:would you mind(?: if (?:you|we))?|do you mind|mind|any chance (?:you|we) (?:can|could)|any chance of|is it possible to|is there any way (?:to|you could|we could)|would it be possible to|if it's not too much trouble|if i may|if you would|if you could|if you can|if possible|if you have a (?:moment|minute|second|sec)|when you (?:get a chance|have (?:a )?(?:sec|second|minute|moment|time))|at your convenience|whenever you (?:can|have time)|no rush|for (?:me|us)|on my behalf|thanks|thank you|cheers|please|kindly|pretty please|would be (?:lovely|great|nice|good|helpful|awesome) (?:if|to)|it would be (?:lovely|great|nice|good|helpful|awesome) (?:if you could|if you|if|to)|i was wondering (?:if|whether) (?:you|we) (?:could|can)|i wonder if you could|would you be able to|do me a favou?r and|be so kind as to)(?!\w)/,
  /(?<!\w)(?:i(?:'d| would) (?:like|love|appreciate|want|suggest|prefer)(?: it)?(?: if)?(?: (?:you|us|we))?(?: could)?(?: to)?|i (?:want|need|wish)(?: (?:you|us|we|it))?(?: to)|we(?:'d| would) (?:like|love)(?: you)? to|we (?:want|need|should|ought)(?: you)? ?(?:to)?|let's|lets|let us|shall we|should we|how about we|why don't (?:you|we)|go ahead and|feel free to|make sure (?:to|you)|be sure to|time to|it's time to|you can|you may|help me|i'd rather)(?!\w)/,
];

/** The text without greetings, thanks and "could you"; what remains is the request itself. Never empty unless the text was. */
export function withoutCourtesies(text: string): string {
  let left = ` ${text} `.replace(/\s+/g, ' ').trim();
  for (let round = 0; round < 4; round++) {
    const before = left;
    for (const courtesy of courtesies) {
      const shorter = left.replace(courtesy, ' ').replace(/\s+/g, ' ').trim();
      if (shorter.replace(/[^\p{L}\d<]/gu, '') !== '') left = shorter;
    }
    if (left === before) break;
  }
  return left;
}

const opening =
  /^(?:(?:(?:so+|ok|okay|well|hm+|m+|oh|ah+|ooh|oof|ugh|omg|wow|right|yeah|yes|yep|yup|no|hey+|hi|hello|sorry|apologies|btw|fyi|also|and|but|honestly|frankly|basically|actually|anyway|anyhow|now|thing is|listen|look|good (?:morning|afternoon|evening)|(?:(?:just )?(?:a )?)?(?:quick|random|dumb|silly|stupid|newbie|noob|last|small|tiny) (?:one|q|question|thing|thought|ask)|question|docket|for the record|heads up)(?!\w)|[,!.:—–-])(?: |$)*)+/;

/** The words without what only leads up to them: "so", "hmm", "random question, but". Empty when there is nothing else. */
export function withoutOpening(text: string): string {
  return text.replace(opening, '').trim();
}

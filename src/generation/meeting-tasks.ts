/** Tasks that a meeting gives its people: what they are to find out or to arrange is nothing to build. */
import { fold } from '../documents/language.ts';
import { idOf } from '../documents/story.ts';
import { type Assigned, takeOwner } from './people.ts';
import type { Reading } from './reading.ts';

const asksOthers =
  /^(?:to )?(?:ask|check|find out|clarify|confirm|verify|sound out|klart?|fragt?|erfragen|demander|verifier|se renseigner|preguntar|averiguar|consultar|perguntar|verificar|confirmar)\b.{0,60}?\b(?:whether|if|who|what|when|which|how much|how many|ob|wer|wann|si|qui|combien|quien|cuando|cuanto|se|quem|quanto)\b/;
const arranges =
  /^(?:to )?(?:(?:book|reserve|find|get) (?:us )?(?:the|a) (?:\w+ )?(?:room|venue|slot)|(?:send|circulate|share|write|type) (?:out |up )?(?:the )?(?:minutes|notes|invit\w+|agenda|slides)|(?:set up|schedule|organi[sz]e|invite \w+ to|plan) (?:the |a )?(?:next |follow-up |\w+ )?(?:meeting|call|session|sync)|(?:raum|saal|termin) (?:buchen|finden)|protokoll (?:verschicken|schreiben)|reserver (?:la|une) salle|envoyer le compte[- ]rendu|reservar (?:la|una|a|uma) sala|enviar (?:la|a) ata)\b/;

/** What a task of this meeting is for its people only; null for one that changes the product. */
export function idleTask(text: string): 'question' | 'errand' | null {
  const plain = fold(text);
  if (asksOthers.test(plain)) return 'question';
  return arranges.test(plain) ? 'errand' : null;
}

/** "A2 Tomos: status page …" without its owner; its id stays in front. */
export function takeAssigned(reading: Reading, text: string, trusting: boolean): Assigned {
  if (!reading.isMeeting) return { owner: null, text };
  const id = idOf(text);
  const head = id === null ? '' : text.slice(0, text.indexOf(id) + id.length);
  const rest = text.slice(head.length).replace(/^[\s:.)\]–-]+/, '');
  const assigned = takeOwner(rest, reading.attendees, trusting);
  if (assigned.text === rest) return { owner: assigned.owner, text };
  return { owner: assigned.owner, text: `${head === '' ? '' : `${head} `}${assigned.text}` };
}

/** True when a task was noted as what it is and makes no ticket. */
export function noteIdleTask(reading: Reading, said: Assigned, lines: number[]): boolean {
  if (said.owner === null) return false;
  const id = idOf(said.text);
  const bare = id === null ? said.text : said.text.slice(said.text.indexOf(id) + id.length).trim();
  const idle = idleTask(bare);
  if (idle === 'question') reading.out.questions.push({ text: bare, lines, answered: false });
  if (idle === 'errand') reading.out.parked.push({ reason: 'context', text: bare, lines });
  return idle !== null;
}

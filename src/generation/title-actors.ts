/** Says who is to do what: people are let, software does, everything else is ensured. */
import { baseForm, inflect } from './english-verbs.ts';
import { capital, lower, plural } from './title-words.ts';

export const people =
  /\b(?:users?|leaders?|customers?|people|colleagues?|adjusters?|associates?|moderators?|organi[sz]ers?|hosts?|learners?|tenants?|landlords?|residents?|inspectors?|reviewers?|approvers?|requesters?|assignees?|buyers?|bookers?|shoppers?|riders?|couriers?|pickers?|trainers?|coaches|athletes?|players?|donors?|applicants?|candidates?|recruiters?|clerks?|cashiers?|accountants?|engineers?|testers?|founders?|subscribers?|households?|families|kids|children|anybody|everybody|caretakers?|treasurers?|carers?|wardens?|keepers?|beekeepers?|renters?|conductors?|captains?|librarians?|curators?|janitors?|gardeners?|farmers?|mechanics?|chefs?|cooks?|waiters?|cyclists?|commuters?|voters?|councillors?|auditors?|secretar(?:y|ies)|dispatchers?|planners?|owners?|managers?|operators?|admins?|administrators?|members?|staff|readers?|visitors?|clients?|guests?|developers?|technicians?|agents?|teams?|employees?|attendants?|receptionists?|supervisors?|coordinators?|volunteers?|drivers?|teachers?|students?|parents?|patients?|doctors?|nurses?|sellers?|buyers?|merchants?|producers?|listeners?|editors?|analysts?|growers?|advisers?|pickers?|baristas?|everyone|anyone|pharmacists?|inspectors?|residents?|tenants?|learners?|players?|subscribers?|donors?|hosts?|riders?|couriers?|cashiers?|accountants?|engineers?|authors?|reviewers?|approvers?|adults?|child(?:ren)?|kids|famil(?:y|ies)|individuals?|creators?|consumers?|workers?|sponsors?|speakers?|attendees|passengers?|vendors?|suppliers?|partners?|merchants|executives?|designers?|testers?|researchers?|investors?|traders?|artists?|fans?|crew|household(?:s)?|business(?:es)?|organi[sz]ations?|stakeholders?|moderators?|friends|pets? owners?|caregivers?|clinicians?|practitioners?|freelancers?|candidates?|recruiters?|applicants?|participants?|organi[sz]ers?|shoppers?|viewers?|trainers?|coaches|coach|instructors?|leads?|landlords?|contractors?|citizens?|beneficiaries|caseworkers?|officers?|clerks?)$/i;
export const machine =
  /^(?:the |an? |our |each |every )?(?:[\w-]+ ){0,3}(?:system|app|application|service|server|api|gateway|platform|site|website|portal|product|console|tool|bot|page|screen|client|backend|frontend|job|adapter|library|libraries|dashboard|software|device|engine|module|widget|plugin|extension|form|cloud|cli|command|ui|interface|solution|importer|exporter|scheduler|worker|parser|editor|store|handheld|scanner|contractor|it|we)$/i;

const participle = /(?:ed|en|wn|nt|pt|lt|et|ut|ad|it|un|de|ne|nd|ld|ght|ft|st|ck|id)$/i;

export function compose(subject: string, adverb: string, rest: string, how: { ability: boolean }): string {
  const negative = adverb === 'not' || adverb === 'never';
  const [verb = '', ...after] = rest.split(' ');
  const passive = /^be$/i.test(verb) && participle.test(after[0] ?? '') ? baseForm(after[0]!) : null;
  const barred = /^(?:permit|allow|accept)$/i.test(verb) && !/\bto\b/.test(after.slice(0, 6).join(' '));
  if (negative && barred && !people.test(headOf(subject))) return `Prevent ${after.join(' ')}`;
  if (negative) return `Ensure ${lower(subject)} never ${withVerb(subject, verb, after)}`;
  if (passive && !how.ability && !/^be$/i.test(passive) && !/^no\b/i.test(subject))
    return activate(subject, passive, after.slice(1).join(' '));
  if (machine.test(subject))
    return /^(?:be|have)$/i.test(verb) || keepsSubject(verb, after.join(' '))
      ? `Ensure ${lower(subject)} ${withVerb(subject, verb, after)}`
      : rest;
  if (/^(?:they|he|she)$/i.test(subject) && how.ability) return `Let people ${rest}`;
  if (people.test(headOf(subject))) {
    return forPeople(subject, verb, after);
  }
  if (how.ability && passive)
    return `Let people ${passive} ${lower(subject)} ${after.slice(1).join(' ')}`.trim();
  return `Ensure ${lower(subject)} ${withVerb(subject, verb, after)}`;
}

/** Verbs that tell how a thing is rather than what it does to another: without it nobody knows what is to work. */
export function keepsSubject(verb: string, rest: string): boolean {
  return (
    /^(?:function|work|operate|run|remain|stay|continue|scale|behave|survive|recover|degrade|perform|last|respond|load)$/i.test(
      verb,
    ) && !/^(?:the|an?|all|any|each|every|its|their|\d)\b/i.test(rest)
  );
}

/** What people do, said to those who build it. */
function forPeople(subject: string, verb: string, after: readonly string[]): string {
  const object = after.join(' ');
  const who = inGeneral(lower(subject));
  if (/^(?:see|view)$/i.test(verb) && !/^(?:and|or)\b/.test(object)) return `Show ${who} ${object}`;
  if (/^(?:receive|get)$/i.test(verb) && object !== '') return `Send ${who} ${object}`;
  return `Let ${who} ${[verb, object].join(' ').trim()}`;
}

/** Notes leave articles out: "Passenger chooses a language" is about passengers. */
function inGeneral(subject: string): string {
  const head = headOf(subject);
  const isBare =
    !/^(?:the|an?|each|every|any|no|one|all|this|that|our|their|your|my|his|her|its|some|another|both|only|either|two|three)\b/i.test(
      subject,
    ) &&
    !/(?:s|people|staff|children|everyone|anyone|everybody|anybody|crew|team|family|personnel)$/i.test(head);
  return isBare && head === subject ? plural(subject) : subject;
}

/** The head of a noun phrase: what stands before "of the", "in the" and the like. */
export function headOf(subject: string): string {
  return subject.replace(/\s+(?:of|in|at|on|with|from|who|that|for|without)\s.*$/i, '');
}

/** "Passwords are hashed with argon2 and kept for a day" → "Hash passwords with argon2 and keep them for a day". */
export function activate(subject: string, verb: string, rest: string): string {
  const pronoun = isPlural(subject) ? 'them' : 'it';
  const along = rest.replace(/\band ([a-z]+(?:ed|pt|nt|wn))\b(?! by)/g, (whole, participle: string) => {
    const other = baseForm(participle);
    return other ? `and ${other} ${pronoun}` : whole;
  });
  return `${capital(verb)} ${lower(subject)}${along === '' ? '' : ` ${along}`}`;
}

function isPlural(subject: string): boolean {
  return (
    /(?:[^s]s|people|staff|data|\b(?:we|you|they|I|these|those|both))$/i.test(headOf(subject)) &&
    !/^(?:each|every|a|an|one)\b/i.test(subject)
  );
}

function withVerb(subject: string, verb: string, after: readonly string[]): string {
  const plural = isPlural(subject);
  const form = verb === 'be' ? (plural ? 'are' : 'is') : plural ? verb : inflect(verb.toLowerCase());
  return [form, ...after].join(' ');
}

/** Reads lists of questions with their answers: what each answer is about decides what becomes of it. */
import { nodeText } from '../documents/blocks.ts';
import { fold } from '../documents/language.ts';
import { flatten, nodeLines, type OutlineNode, type Section } from '../documents/outline.ts';
import type { SectionKind } from '../documents/section-kind.ts';
import { isDemand, readSpeech } from '../documents/speech.ts';
import { startsWithVerb } from './english-verbs.ts';
import { attach, linesOf, setAside, stateOfText } from './gather-items.ts';
import { makeCandidate } from './make-candidate.ts';
import { readPriority } from './priority-cues.ts';
import { parentOf, type Reading } from './reading.ts';
import { type Sentence, sentencesOf } from './sentences.ts';
import { readStatement } from './statements.ts';

const headed = /\bfaqs?\b|\bfrequently asked\b|\bq ?(?:&|and) ?a\b|\bquestions (?:and|&) answers\b/i;

/** True for questions that the document answers, not those it leaves open. */
export function isFaq(reading: Reading, section: Section): boolean {
  for (let around: Section | null = section; around; around = parentOf(reading, around))
    if (headed.test(around.title ?? '')) return true;
  return false;
}

const asked = /^\W{0,2}[qfp]\d{0,2}[.:)]\s/i;
const replied = /^\W{0,2}[ar]\d{0,2}[.:)]\s+/i;

/** "Q: …" over "A: …", again and again, whatever the heading says. */
export function isDialogue(section: Section): boolean {
  const texts = section.nodes.map((node) => flatten(nodeText(node)));
  const answers = texts.filter((text, at) => replied.test(text) && asked.test(texts[at - 1] ?? ''));
  const merged = section.nodes.filter((node) => /^q[.:)]\s[^\n]+\n+a[.:)]\s/i.test(nodeText(node)));
  return answers.length + merged.length > 1 && (answers.length * 2 + merged.length) * 3 >= texts.length * 2;
}

/** Each question as a section of its own, with its answer below it. */
export function splitAnswers(reading: Reading, section: Section): Section[] {
  const opening = asksItself(section.title ?? '') ? section.title! : null;
  const answers: Section[] = [];
  const open = (question: string, first: number) =>
    answers.push({ ...section, title: question, first, kind: kindOfAnswer(reading, question), nodes: [] });
  if (opening) open(opening, section.first);
  for (const node of section.nodes) {
    const found = node.kind === 'paragraph' ? splitQuestion(node) : null;
    if (found) open(found.question, nodeLines(node)[0]);
    const rest = found ? found.answer : withoutLabel(node);
    if (rest) answers.at(-1)?.nodes.push(rest);
  }
  return answers;
}

/** "A: You get a message" without its letter. */
function withoutLabel(node: OutlineNode): OutlineNode {
  if (node.kind !== 'paragraph' || !replied.test(node.passage.text)) return node;
  return { ...node, passage: { ...node.passage, text: node.passage.text.replace(replied, '') } };
}

function asksItself(text: string): boolean {
  return /\?\W*$/.test(text);
}

/** "**Can I leave?** Yes." and "Q: Can I leave?" over "A: Yes." hold a question and the beginning of its answer. */
function splitQuestion(node: OutlineNode & { kind: 'paragraph' }) {
  const { text, first, last } = node.passage;
  if (asked.test(text) && !/\n/.test(text) && !/\?\s+\S/.test(text))
    return { question: flatten(text.replace(asked, '')), answer: null };
  const marked = /^(?:q\d*[.:)]\s*)?([^?]{5,200}\?)\s*(?:\n\s*)?(?:a[.:)]\s*)?/i.exec(text);
  if (!marked || !(node.lead?.endsWith('?') || /^q\d*[.:)]/i.test(text) || marked[0].length >= text.length))
    return null;
  const rest = text.slice(marked[0].length);
  const from = Math.min(last, first + (marked[0].match(/\n/g)?.length ?? 0));
  const answer = rest === '' ? null : { ...node, lead: null, passage: { text: rest, first: from, last } };
  return { question: flatten(marked[1]!), answer };
}

const kinds: [RegExp, SectionKind][] = [
  [
    /\bdecided? against\b|\bout of scope\b|\bleav(?:e|ing) out\b|(?:\bnot\b|\bnever\b|n't)\b.*\b(?:do|doing|build|building|be in|include|offer|support|part of|ship)\b/,
    'out_of_scope',
  ],
  [
    /\bre-?use\b|\balready\b.*\b(?:have|built|there|works?|exists?|done|live|in place)\b|\b(?:have|got|exists?|in place|built|done) already\b/,
    'done',
  ],
  [
    /\b(?:comes? (?:next|later)|afterwards|after (?:launch|that)|in (?:the )?future|second (?:release|version|phase))\b/,
    'future',
  ],
  [
    /\b(?:still|left|remains?) open\b|\bundecided\b|\bunresolved\b|\bnot (?:yet )?(?:know|decided)\b/,
    'question',
  ],
  [/\brisks?\b|\bgo wrong\b|\bworr/, 'risk'],
  [/\bsuccess|\bmeasure|\bhow (?:will|do|would) we know\b/, 'metrics'],
  [
    /^what (?:must|has to|needs? to|do we (?:need|build|have to)|are we building|will we build|ships?)\b|\bday one\b|\bmvp\b/,
    'requirement',
  ],
  [
    /^why\b|\bwho is (?:this|it) for\b|\bcost us\b|\bbudget\b|\bcompetitors?\b|\bhow (?:big|many)\b|^when (?:do|will|can) (?:we|it)\b/,
    'overview',
  ],
];

/** `instance` for a question about how the product behaves; where requirements are listed its answer only explains them. */
function kindOfAnswer(reading: Reading, question: string): SectionKind {
  const told = kinds.find(([pattern]) => pattern.test(fold(question)))?.[1];
  return told ?? (reading.listsWork ? 'constraint' : 'instance');
}

/** An answer that tells what people can do or what the product does is one requirement; a refusal is none. */
export function gatherAnswer(reading: Reading, answer: Section): void {
  const lines = answer.nodes.flatMap(linesOf);
  const whole = flatten(answer.nodes.map(nodeText).join(' '));
  if (setAside(reading, whole, lines) || leavesOpen(reading, answer, whole)) return;
  const [head, ...below] = answer.nodes;
  if (head?.kind !== 'paragraph') {
    if (head) reading.out.remarks.push({ kind: 'constraint', text: whole, lines });
    return;
  }
  const sentences = sentencesOf(head.passage).filter(
    ({ text }) => !/^(?:yes|sure|of course)\W*$/i.test(text),
  );
  const spared = sparesEffort(answer.title ?? '', sentences);
  if (spared) sentences.shift();
  const reason = refusal(
    reading,
    sentences.map(({ text }) => text),
  );
  if (reason) {
    reading.out.parked.push({ reason, text: whole, lines });
    return;
  }
  const told = sentences.find(({ text }) => tellsBehaviour(reading, text));
  if (!told) return;
  const candidate = makeCandidate(reading, { kind: 'requirement', ...told, path: answer.path });
  for (const other of sentences.filter((one) => one !== told)) {
    candidate.criteria.push(other);
    candidate.priority ||= readPriority(other.text, reading.legend);
  }
  for (const node of below) attach(reading, candidate, node);
  reading.out.candidates.push(candidate);
}

/** "Who pays for the courier?" "Honestly, not settled." True when the answer is none. */
function leavesOpen(reading: Reading, { title, first }: Section, whole: string): boolean {
  const start = whole.split(/(?<=[.!?])\s/)[0] ?? '';
  if (start.split(' ').length > 8 || !readSpeech(start, reading.language).unknown) return false;
  reading.out.questions.push({ text: title ?? whole, lines: [first], answered: false });
  return true;
}

/** "Do I have to type it in?" "No. The receipt is read." tells what the product does. */
function sparesEffort(question: string, sentences: readonly Sentence[]): boolean {
  const asks =
    /^\W*(?:do|will|must|muss|mussen|dois|doit|faut|tengo|hay|preciso|tenho)\b.{0,16}\b(?:have to|need|must|ich|wir|je|on|il|que)\b/;
  return (
    asks.test(fold(question)) &&
    sentences.length > 1 &&
    /^(?:no|nein|non|nao)\W*$/.test(fold(sentences[0]!.text))
  );
}

function refusal(reading: Reading, sentences: readonly string[]) {
  const first = fold(sentences[0] ?? '');
  if (/^not (?:at|yet|now|in|for|before|this)\b/.test(first)) return 'future' as const;
  const state = stateOfText(reading, sentences[0] ?? '');
  if (state) return state;
  if (!/^no\b\W*(?:$|[,.!;–-])/.test(first)) return putOff(reading, sentences);
  const later = sentences.map((text) => stateOfText(reading, text)).find((one) => one === 'future');
  return later ?? ('out_of_scope' as const);
}

/** "We hear you. That is something for next year." says it only then. */
function putOff(reading: Reading, sentences: readonly string[]) {
  if ((sentences[0] ?? '').split(' ').length > 5) return null;
  return sentences.map((text) => stateOfText(reading, text)).find((state) => state !== null) ?? null;
}

function tellsBehaviour(reading: Reading, text: string): boolean {
  const speech = readSpeech(text, reading.language);
  if (stateOfText(reading, text) || speech.past) return false;
  return (
    isDemand(speech) ||
    readStatement(text.replace(/^A[.:]\s+/, ''), reading.language) === 'tells' ||
    startsWithVerb(text.replace(/^(?:yes, )?(?:you|we|people|customers?|users?)\s+/i, ''))
  );
}

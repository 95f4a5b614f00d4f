/** Questions to a document's author, each with its ways to answer. */
import type { Document } from '../domain/document.ts';
import type { DocumentQuestion } from '../domain/readiness.ts';
import { formatAction } from './action-token.ts';
import type { Card, Choice, ListItem } from './card.ts';
import { cutPlain } from './cut-text.ts';
import { count, muted, sayLines } from './phrases.ts';

/** Null without questions. The numbers are those a person may answer by. */
export function drawQuestionsCard(document: Document, questions: readonly DocumentQuestion[]): Card | null {
  if (questions.length === 0) return null;
  const title = `${count(questions.length, 'question')} worth an answer · ${document.title}`;
  return {
    title,
    tone: 'info',
    blocks: [
      { kind: 'list', items: listQuestions(document, questions) },
      { kind: 'text', text: muted('Reply with "answer 1: …", press, or leave them: nothing waits for it.') },
    ],
    choices: [],
    summary: `${title}: ${questions.map((question) => question.text).join(' ')}`,
  };
}

/** All questions that the document itself leaves open. */
export function drawOpenQuestionsCard(document: Document, questions: readonly DocumentQuestion[]): Card {
  const said = count(questions.length, 'open question');
  return {
    title: `${said} · ${document.title}`,
    tone: 'neutral',
    blocks:
      questions.length > 0
        ? [
            { kind: 'list', items: listQuestions(document, questions, false) },
            { kind: 'text', text: muted('Reply with "answer 1: …", or make tickets of the open questions.') },
          ]
        : [{ kind: 'text', text: 'Nothing is left open in it: every question it asks has an answer.' }],
    choices: [],
    summary: `“${document.title}” has ${said}.`,
  };
}

function listQuestions(
  document: Document,
  questions: readonly DocumentQuestion[],
  mayskip = true,
): ListItem[] {
  return questions.map((question, at) => ({
    mark: 'question',
    number: at + 1,
    title: question.text,
    ...(question.lines.length > 0 ? { meta: [sayLines(question.lines)] } : {}),
    choices: choicesOf(document, question, mayskip),
  }));
}

function choicesOf(document: Document, question: DocumentQuestion, mayskip: boolean): Choice[] {
  const offered = question.options.map((option, at) => ({
    label: cutPlain(option, 70),
    action: formatAction('pick', document.id, question.id, at + 1),
  }));
  return [
    ...offered,
    {
      label: offered.length > 0 ? 'Something else' : 'Answer',
      action: formatAction('ask', document.id, question.id),
    },
    ...(mayskip ? [{ label: 'Skip', action: formatAction('skip', document.id, question.id) }] : []),
  ];
}

export function drawAnswerFormCard(document: Document, question: DocumentQuestion): Card {
  return {
    title: cutPlain(question.text, 140),
    tone: 'neutral',
    blocks: [
      {
        kind: 'form',
        fields: [
          {
            name: 'answer',
            label: 'Answer',
            help: 'It is written into the document',
            required: true,
            input: 'text',
            lines: 'many',
            max: 4000,
          },
        ],
        submit: {
          label: 'Save',
          action: formatAction('answer', document.id, question.id),
          style: 'primary',
        },
      },
    ],
    choices: [],
    summary: `${question.text} In “${document.title}”.`,
  };
}

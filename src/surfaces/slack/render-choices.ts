/** What a person can press in a message: buttons, folded choices and menus, each with its token as its value. */
import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ConfirmationDialog,
  ContextActionsBlock,
  KnownBlock,
  Overflow,
  PlainTextElement,
  PlainTextOption,
} from '@slack/types';
import { formatAction } from '../../cards/action-token.ts';
import type { Card, CardBlock, Choice } from '../../cards/card.ts';
import { cutPlain } from '../../cards/cut-text.ts';
import { makeSafe, makeSafeLine, safeUrl } from '../../messenger/safe-text.ts';

/** Slack takes five folded choices, and a hundred in a menu. */
const mostFolded = 5;
const mostOptions = 100;
const longestLabel = 75;
const longestConfirm = 30;

/**
 * `number` tells the buttons of a message apart, which Slack wants, and with an `f` those that open a form; what is pressed
 * is told by the value.
 */
export function drawButton(
  { label, action, style, confirm }: Choice,
  number: number,
  opens: 'form' | null = null,
): Button {
  return {
    type: 'button',
    action_id: `dk1:${opens ? 'f' : ''}${number}`,
    value: action,
    text: plainText(label),
    ...(style ? { style } : {}),
    ...(confirm ? { confirm: drawConfirm(label, confirm, style) } : {}),
  };
}

/** A folded choice asks nothing again, so none that must is folded. */
export function drawOverflow(choices: readonly Choice[], number: number): Overflow {
  return {
    type: 'overflow',
    action_id: `dk1:${number}`,
    options: choices.slice(0, mostFolded).map(drawOption),
  };
}

/** Empty where there is nothing to choose. */
export function drawMenu(
  { label, options, confirm }: Extract<CardBlock, { kind: 'menu' }>,
  number: number,
): KnownBlock[] {
  if (options.length === 0) return [];
  return drawActions([
    {
      type: 'static_select',
      action_id: `dk1:${number}`,
      placeholder: plainText(label),
      options: options.slice(0, mostOptions).map(drawOption),
      ...(confirm ? { confirm: drawConfirm('Yes', confirm, undefined) } : {}),
    },
  ]);
}

export function drawLink(label: string, url: string): Button {
  return { type: 'button', action_id: 'dk1:link', url: safeUrl(url)!, text: plainText(label) };
}

/** Two small buttons below a final answer. */
export function drawFeedback(
  { about, kind }: NonNullable<Card['feedback']>,
  number: number,
): ContextActionsBlock {
  const button = (text: string, verb: string) => ({
    text: plainText(text),
    value: formatAction(verb, about, kind),
  });
  return {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: `dk1:${number}`,
        positive_button: button('Useful', 'useful'),
        negative_button: button('Not useful', 'not_useful'),
      },
    ],
  };
}

/** At most 25 in a row of Slack's; people read five. */
export function drawActions(elements: readonly ActionsBlockElement[]): KnownBlock[] {
  const rows: ActionsBlock[] = [];
  for (let at = 0; at < elements.length; at += 25) {
    rows.push({ type: 'actions', elements: elements.slice(at, at + 25) });
  }
  return rows;
}

function drawOption({ label, action }: Choice): PlainTextOption {
  return { value: action, text: plainText(label) };
}

function drawConfirm(label: string, question: string, style: Choice['style']): ConfirmationDialog {
  return {
    title: plainText('Are you sure?'),
    text: { type: 'plain_text', text: makeSafe(question), emoji: false },
    // Half a label would promise less than the question above it.
    confirm: plainText(label.length <= longestConfirm ? label : 'Yes, do it'),
    deny: plainText('No'),
    ...(style ? { style } : {}),
  };
}

function plainText(text: string): PlainTextElement {
  return { type: 'plain_text', text: cutPlain(makeSafeLine(text), longestLabel) || '…', emoji: false };
}

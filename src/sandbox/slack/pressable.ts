/** What can be pressed and filled in on the sandbox's messages and views. */
import type { SlackMessage, SlackView } from './room.ts';

type Json = Record<string, unknown>;
type Option = { text: { text: string }; value: string };
type Element = {
  positive_button?: Option;
  negative_button?: Option;
  type: string;
  text?: { text: string };
  value?: string;
  action_id: string;
  options?: Option[];
};
/** What Slack says was pressed: the button, or the chosen option of a menu. */
export type Pressed = Omit<Element, 'options'> & { selected_option?: Option };

export function findButton(
  messages: readonly SlackMessage[],
  label: string,
  ts: string | undefined,
): { message: SlackMessage; button: Pressed } | null {
  for (const message of messages.toReversed()) {
    if (ts !== undefined && message.ts !== ts) continue;
    const button = elementsOf(message.blocks).flatMap((one) => chooseIn(one, label))[0];
    if (button) return { message, button };
  }
  return null;
}

export function elementsOf(blocks: readonly Json[]): Element[] {
  return blocks.flatMap((block) =>
    block.type === 'actions' || block.type === 'context_actions' ? (block.elements as Element[]) : [],
  );
}

export function chooseIn({ options, ...element }: Element, label: string): Pressed[] {
  const buttons = [element.positive_button, element.negative_button];
  const said = buttons.find((button) => button?.text.text === label);
  if (said) return [{ type: element.type, action_id: element.action_id, value: said.value }];
  const found = (options ?? []).find(({ text }) => text.text === label);
  if (found) return [{ ...element, selected_option: found }];
  return element.text?.text === label ? [element] : [];
}

/** As a dialogue reports what stands in it: what was typed, else what it was opened with. */
export function stateOf(open: SlackView, values: Record<string, string>): Record<string, unknown> {
  const blocks = open.view.blocks as { type: string; block_id: string; element: Record<string, unknown> }[];
  const inputs = blocks.filter(({ type }) => type === 'input');
  return Object.fromEntries(
    inputs.map(({ block_id, element }) => {
      const typed = values[block_id];
      if (element.type === 'static_select') {
        const initial = element.initial_option as { value: string } | undefined;
        const value = typed ?? initial?.value;
        return [block_id, { v: { type: element.type, selected_option: value ? { value } : null } }];
      }
      const value = typed ?? (element.initial_value as string | undefined) ?? null;
      return [block_id, { v: { type: element.type, value: value === '' ? null : value } }];
    }),
  );
}

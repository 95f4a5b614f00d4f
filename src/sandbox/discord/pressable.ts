/** What people can press, choose and fill in on the sandbox's messages and modals. */
import { flatten, kind } from './check-components.ts';
import { toAttachment } from './views.ts';
import type { DiscordMessage, Json, World } from './world.ts';
import { keepUpload } from './write-message.ts';

/** What Discord says was used: a button, or a select with what was chosen. */
export type Used = { component_type: number; custom_id: string; values?: string[] };

export type UploadedFile = { name: string; mediaType: string; text: string };
/** By the field's custom id or its label; several of a group as a list. */
export type Filled = Record<string, string | readonly string[] | readonly UploadedFile[]>;

/** The newest of these messages with a button or an option of this label. */
export function findPressable(
  messages: readonly DiscordMessage[],
  label: string,
): { message: DiscordMessage; used: Used } | null {
  for (const message of messages.toReversed()) {
    const used = flatten(message.components).flatMap(({ one }) => useOf(one, label))[0];
    if (used) return { message, used };
  }
  return null;
}

function useOf(one: Json, label: string): Used[] {
  const { type, custom_id: id, disabled } = one as { type: number; custom_id: string; disabled?: boolean };
  if (disabled === true || !id) return [];
  if (type === kind.button) return one.label === label ? [{ component_type: type, custom_id: id }] : [];
  if (type !== kind.stringSelect) return [];
  const option = ((one.options ?? []) as { label: string; value: string }[]).find(
    (each) => each.label === label,
  );
  return option ? [{ component_type: type, custom_id: id, values: [option.value] }] : [];
}

/** What the buttons of a message say, links and disabled ones among them. */
export function labelsOf({ components }: DiscordMessage): string[] {
  return flatten(components).flatMap(({ one }) =>
    one.type === kind.button ? [String(one.label ?? '')] : [],
  );
}

type Field = Json & { type: number; custom_id: string };
type Submitted = { components: Json[]; resolved: { attachments: Record<string, Json> } };

/** Throws as the client does that does not let a person send a form that does not do. */
export function fillModal(world: World, channel: string, modal: Json, values: Filled): Submitted {
  const resolved = { attachments: {} as Record<string, Json> };
  const unknown = new Set(Object.keys(values));
  const fill = (field: Field, label: string): Json => {
    const name = field.custom_id in values ? field.custom_id : label;
    unknown.delete(name);
    return {
      type: field.type,
      id: field.id ?? 1,
      custom_id: field.custom_id,
      ...answerField(field, values[name], keep),
    };
  };
  const keep = (file: UploadedFile): string => {
    const bytes = Buffer.from(file.text, 'utf8');
    const kept = keepUpload(world, channel, { name: file.name, mediaType: file.mediaType, bytes });
    resolved.attachments[kept.id] = { ...toAttachment(kept), ephemeral: true };
    return kept.id;
  };
  const components = ((modal.components ?? []) as Json[]).map((one, at): Json => {
    const top = { type: one.type, id: one.id ?? at + 1 };
    if (one.type === kind.label)
      return { ...top, component: fill(one.component as Field, String(one.label)) };
    if (one.type !== kind.actionRow) return top;
    const inside = (one.components as Field[]).map((field) => fill(field, String(field.label)));
    return { ...top, components: inside };
  });
  if (unknown.size > 0) throw new Error(`the modal has no field ${[...unknown].join(', ')}`);
  return { components, resolved };
}

type Given = Filled[string] | undefined;

function answerField(field: Field, given: Given, keep: (file: UploadedFile) => string): Json {
  const isRequired = field.required !== false;
  if (field.type === kind.textInput) return { value: typed(field, given, isRequired) };
  if (field.type === kind.checkbox)
    return { value: given === undefined ? field.default === true : given === 'true' };
  if (field.type === kind.fileUpload) {
    const files = (given ?? []) as readonly UploadedFile[];
    return { values: chosen(field, files.map(keep), isRequired) };
  }
  const options = (field.options ?? []) as { label: string; value: string; default?: boolean }[];
  const wanted =
    given === undefined ? options.filter((one) => one.default).map(({ value }) => value) : [given].flat();
  const values = (wanted as string[])
    .filter((one) => one !== '')
    .map((one) => {
      const option = options.find(({ label, value }) => value === one || label === one);
      if (!option && options.length > 0) throw new Error(`"${one}" cannot be chosen in ${field.custom_id}`);
      return option?.value ?? one;
    });
  if (field.type === kind.radioGroup) return { value: chosen(field, values, isRequired)[0] ?? null };
  return { values: chosen(field, values, isRequired) };
}

function typed(field: Field, given: Given, isRequired: boolean): string {
  const text = String(given ?? field.value ?? '');
  const [min, max] = [Number(field.min_length ?? 0), Number(field.max_length ?? 4000)];
  if (text === '' && isRequired) throw new Error(`${field.custom_id} must be filled in`);
  if (text.length > max || (text !== '' && text.length < min)) {
    throw new Error(`${field.custom_id} takes ${min} to ${max} letters`);
  }
  return text;
}

function chosen(field: Field, values: readonly string[], isRequired: boolean): string[] {
  const [min, max] = [
    Number(field.min_values ?? 1),
    Number(field.max_values ?? (field.type === kind.checkboxGroup ? 10 : 1)),
  ];
  if (values.length > max) throw new Error(`${field.custom_id} takes ${max} at most`);
  if (values.length < min && (isRequired || values.length > 0))
    throw new Error(`${field.custom_id} must be filled in`);
  return [...values];
}

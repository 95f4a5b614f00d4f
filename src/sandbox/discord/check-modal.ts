/** What Discord refuses of a modal although its published description allows it. */
import { checkSelect, checkUnique, flatten, kind, lengthFault } from './check-components.ts';
import type { FormFault } from './refusal.ts';
import type { Json } from './world.ts';

const most = { fields: 5, radio: 10, files: 10 };

/** `modal` is the data of the interaction's answer. Faults name places under `data`. */
export function checkModal(modal: Json): FormFault[] {
  const components = (modal.components ?? []) as Json[];
  const all = flatten(components);
  const found = [
    ...(components.length > most.fields ? [lengthFault('components', 'between 1 and', most.fields)] : []),
    ...components.flatMap((one, at) => checkTop(one, `components/${at}`)),
    ...all.flatMap(({ at, one }) => checkField(one, at)),
    ...checkUnique(all),
  ];
  return found.map((one) => ({ ...one, at: `data/${one.at}` }));
}

function checkTop({ type, label, description, components }: Json, at: string): FormFault[] {
  if (type === kind.label) {
    return [
      ...(String(label ?? '').length > 45 ? [lengthFault(`${at}/label`, '45 or fewer', 45)] : []),
      ...(String(description ?? '').length > 100
        ? [lengthFault(`${at}/description`, '100 or fewer', 100)]
        : []),
    ];
  }
  const isOldRow =
    type === kind.actionRow && ((components ?? []) as Json[]).every((one) => one.type === kind.textInput);
  if (type === kind.text || isOldRow) return [];
  return [
    {
      at: `${at}/type`,
      code: 'UNION_TYPE_CHOICES',
      message: `Component type ${type} may not stand in a modal.`,
    },
  ];
}

function checkField(field: Json, at: string): FormFault[] {
  const options = (field.options ?? []) as Json[];
  switch (field.type) {
    case kind.textInput:
      return checkTextInput(field, at);
    case kind.radioGroup:
      return options.length < 2 || options.length > most.radio
        ? [lengthFault(`${at}/options`, 'between 2 and', most.radio)]
        : [];
    case kind.checkboxGroup:
      return options.length < 1 || options.length > most.radio
        ? [lengthFault(`${at}/options`, 'between 1 and', most.radio)]
        : [];
    case kind.stringSelect:
    case kind.userSelect:
    case kind.roleSelect:
    case kind.mentionableSelect:
    case kind.channelSelect:
      return [...checkSelect(field, at), ...forbidDisabled(field, at)];
    case kind.fileUpload:
      return Number(field.max_values ?? 1) > most.files
        ? [lengthFault(`${at}/max_values`, 'up to', most.files)]
        : [];
    default:
      return [];
  }
}

/** What stands in it when it opens must fit as what people type must. */
function checkTextInput(
  { min_length: min = 0, max_length: max = 4000, value }: Json,
  at: string,
): FormFault[] {
  const length = String(value ?? '').length;
  if (Number(min) > Number(max)) return [lengthFault(`${at}/min_length`, 'at most', Number(max))];
  if (value && (length > Number(max) || length < Number(min))) {
    return [lengthFault(`${at}/value`, `between ${min} and`, Number(max))];
  }
  return [];
}

function forbidDisabled(field: Json, at: string): FormFault[] {
  if (field.disabled !== true) return [];
  return [
    { at: `${at}/disabled`, code: 'BASE_TYPE_CHOICES', message: 'Nothing in a modal can be disabled.' },
  ];
}

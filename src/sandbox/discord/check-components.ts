/** What Discord refuses of a message's components although its published description allows it. */
import type { FormFault } from './refusal.ts';
import type { Json } from './world.ts';

/** By number: docs, components/reference. */
export const kind = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

const selects: readonly number[] = [
  kind.stringSelect,
  kind.userSelect,
  kind.roleSelect,
  kind.mentionableSelect,
  kind.channelSelect,
];
const inContainer: readonly number[] = [
  kind.actionRow,
  kind.section,
  kind.text,
  kind.gallery,
  kind.separator,
  kind.file,
];
const onTop: readonly number[] = [...inContainer, kind.container];

const most = { components: 40, text: 4000, rows: 5, inRow: 5 };

export type Placed = { at: string; one: Json };

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const fault = (at: string, code: string, message: string): FormFault => ({ at, code, message });

/** Every component at any depth, with its place. */
export function flatten(components: readonly Json[], under = 'components'): Placed[] {
  return components.flatMap((one, index) => {
    const at = `${under}/${index}`;
    const accessory = one.accessory ? [{ at: `${at}/accessory`, one: one.accessory as Json }] : [];
    const inner = one.component ? flatten([one.component as Json], `${at}/component`) : [];
    return [{ at, one }, ...flatten(listOf(one.components), `${at}/components`), ...accessory, ...inner];
  });
}

export function checkComponents(
  components: readonly Json[],
  { isV2, attached }: { isV2: boolean; attached: readonly string[] },
): FormFault[] {
  const all = flatten(components);
  const found = isV2 ? checkNewLayout(components, all, attached) : checkOldLayout(components);
  return [...found, ...all.flatMap(checkOne), ...checkUnique(all)];
}

/** Without the flag: up to five rows and nothing else. */
function checkOldLayout(components: readonly Json[]): FormFault[] {
  const strange = components.flatMap(({ type }, at) =>
    type === kind.actionRow
      ? []
      : [
          fault(
            `components/${at}/type`,
            'UNION_TYPE_CHOICES',
            'Value of field "type" must be one of (1,) without the IS_COMPONENTS_V2 flag.',
          ),
        ],
  );
  const tooMany = components.length > most.rows;
  return [...strange, ...(tooMany ? [lengthFault('components', 'or fewer', most.rows)] : [])];
}

function checkNewLayout(
  components: readonly Json[],
  all: readonly Placed[],
  attached: readonly string[],
): FormFault[] {
  const texts = all.flatMap(({ one }) => (one.type === kind.text ? [String(one.content ?? '')] : []));
  const letters = texts.reduce((sum, text) => sum + text.length, 0);
  return [
    ...components.flatMap((one, at) => wrongPlace(one, `components/${at}`, onTop)),
    ...all.flatMap(({ at, one }) =>
      one.type === kind.container
        ? listOf(one.components).flatMap((inner, index) =>
            wrongPlace(inner, `${at}/components/${index}`, inContainer),
          )
        : [],
    ),
    ...all.flatMap(({ at, one }) => checkFile(one, at, attached)),
    ...(all.length > most.components
      ? [
          fault(
            'components',
            'COMPONENT_LAYOUT_TOO_LARGE',
            `The layout has ${all.length} components; ${most.components} is the most.`,
          ),
        ]
      : []),
    ...(letters > most.text
      ? [
          fault(
            'components',
            'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
            `The total text is ${letters} long; ${most.text} is the most.`,
          ),
        ]
      : []),
  ];
}

function wrongPlace({ type }: Json, at: string, allowed: readonly number[]): FormFault[] {
  if (allowed.includes(Number(type))) return [];
  return [fault(`${at}/type`, 'UNION_TYPE_CHOICES', `Component type ${type} may not stand here.`)];
}

function checkFile(one: Json, at: string, attached: readonly string[]): FormFault[] {
  if (one.type !== kind.file) return [];
  const url = String((one.file as { url?: string } | undefined)?.url ?? '');
  const name = url.replace(/^attachment:\/\//, '');
  if (url.startsWith('attachment://') && attached.includes(name)) return [];
  return [fault(`${at}/file/url`, 'BASE_TYPE_BAD_URL', `No attachment of this message is "${url}".`)];
}

function checkOne({ at, one }: Placed): FormFault[] {
  if (one.type === kind.actionRow) return checkRow(one, at);
  if (one.type === kind.button) return checkButton(one, at);
  if (one.type === kind.section) return checkSection(one, at);
  if (selects.includes(Number(one.type))) return checkSelect(one, at);
  return [];
}

/** Up to five buttons, or one select alone. */
function checkRow(row: Json, at: string): FormFault[] {
  const inside = listOf(row.components).map(({ type }) => Number(type));
  if (inside.length === 0) return [fault(`${at}/components`, 'BASE_TYPE_REQUIRED', 'This field is required')];
  const width = inside.reduce((sum, type) => sum + (selects.includes(type) ? most.inRow : 1), 0);
  return width > most.inRow
    ? [
        fault(
          `${at}/components`,
          'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
          'There is no room for this component in its row.',
        ),
      ]
    : [];
}

function checkButton(button: Json, at: string): FormFault[] {
  const { style, url, custom_id: id, label, emoji } = button;
  const found: FormFault[] = [];
  if (style === 5 && !url) found.push(fault(`${at}/url`, 'BASE_TYPE_REQUIRED', 'A url is required'));
  if (style === 5 && id)
    found.push(
      fault(
        at,
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      ),
    );
  if (style !== 5 && style !== 6 && !id)
    found.push(fault(`${at}/custom_id`, 'BASE_TYPE_REQUIRED', 'A custom id is required'));
  if (style !== 5 && url)
    found.push(fault(`${at}/url`, 'BUTTON_COMPONENT_INVALID_URL', 'Only a link has a url'));
  if (!label && !emoji && style !== 6)
    found.push(fault(`${at}/label`, 'BUTTON_COMPONENT_LABEL_REQUIRED', 'A label or an emoji is required'));
  if (url && !/^(https?|discord):\/\//.test(String(url)))
    found.push(fault(`${at}/url`, 'BASE_TYPE_BAD_URL', 'Scheme must be http, https or discord'));
  return found;
}

/** One to three texts, and beside them a button or a picture. */
function checkSection(section: Json, at: string): FormFault[] {
  const inside = listOf(section.components);
  const accessory = (section.accessory ?? {}) as Json;
  const strange = inside.some(({ type }) => type !== kind.text);
  return [
    ...(inside.length < 1 || inside.length > 3 ? [lengthFault(`${at}/components`, 'between 1 and', 3)] : []),
    ...(strange ? [fault(`${at}/components`, 'UNION_TYPE_CHOICES', 'A section holds texts only.')] : []),
    ...(accessory.type === kind.button || accessory.type === kind.thumbnail
      ? []
      : [fault(`${at}/accessory`, 'BASE_TYPE_REQUIRED', 'This field is required')]),
  ];
}

export function checkSelect(select: Json, at: string): FormFault[] {
  const { min_values: min = 1, max_values: max = 1 } = select as { min_values?: number; max_values?: number };
  const options = select.type === kind.stringSelect ? listOf(select.options) : null;
  const values = options?.map(({ value }) => value) ?? [];
  const chosen = options?.filter((one) => one.default === true).length ?? 0;
  return [
    ...(options?.length === 0
      ? [fault(`${at}/options`, 'BASE_TYPE_REQUIRED', 'This field is required')]
      : []),
    ...(new Set(values).size < values.length
      ? [
          fault(
            `${at}/options`,
            'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
            'The specified option value is already used',
          ),
        ]
      : []),
    ...(min > max
      ? [fault(`${at}/min_values`, 'SELECT_COMPONENT_INVALID_RANGE', 'min_values is over max_values')]
      : []),
    ...(options && max > options.length
      ? [
          fault(
            `${at}/max_values`,
            'SELECT_COMPONENT_MAX_VALUES_TOO_LARGE',
            'max_values is over the number of options',
          ),
        ]
      : []),
    ...(chosen > max
      ? [
          fault(
            `${at}/options`,
            'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
            'More defaults than may be chosen',
          ),
        ]
      : []),
  ];
}

/** Disabled ones count as well. */
export function checkUnique(all: readonly Placed[]): FormFault[] {
  const twice = (field: string, code: string, words: string): FormFault[] => {
    const seen = new Set<unknown>();
    return all.flatMap(({ at, one }) => {
      const value = one[field];
      if (value === undefined || value === null || value === 0) return [];
      if (seen.has(value)) return [fault(`${at}/${field}`, code, words)];
      seen.add(value);
      return [];
    });
  };
  return [
    ...twice('custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated'),
    ...twice('id', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated'),
  ];
}

export function lengthFault(at: string, how: string, length: number): FormFault {
  return fault(at, 'BASE_TYPE_BAD_LENGTH', `Must be ${how} ${length} in length.`);
}

/** As Discord keeps them: each gets a number of its own. */
export function numberComponents(components: readonly Json[]): Json[] {
  const copy = structuredClone(components) as Json[];
  const taken = new Set(flatten(copy).flatMap(({ one }) => (one.id ? [Number(one.id)] : [])));
  let next = 1;
  for (const { one } of flatten(copy)) {
    if (one.id) continue;
    while (taken.has(next)) next += 1;
    one.id = next;
    taken.add(next);
  }
  return copy;
}

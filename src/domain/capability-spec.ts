/** The machine-readable target of a capability (S1-12), and the engineering work that follows from it. */
import * as z from 'zod';
import { Money } from './cogs.ts';

const Name = z.string().trim().min(1).max(200);

/** A name alone, or a name with more to say. */
const Item = z
  .union([
    Name.transform((name) => ({ name })),
    z.strictObject({
      id: z
        .string()
        .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower-case words joined by dashes')
        .max(60)
        .optional(),
      name: Name,
      description: z.string().trim().max(5000).optional(),
      acceptance_criteria: z.array(Name).max(50).optional(),
      component: Name.optional(),
      type: z.enum(['story', 'task', 'bug', 'tech_debt']).optional(),
      cogs: Money.optional(),
    }),
  ])
  .transform((item) => item as ItemWords);

type ItemWords = {
  id?: string;
  name: string;
  description?: string;
  acceptance_criteria?: string[];
  component?: string;
  type?: 'story' | 'task' | 'bug' | 'tech_debt';
  cogs?: Money;
};

const Items = z.array(Item).max(100).default([]);

export const CapabilitySpec = z
  .strictObject({
    entities: Items,
    apis: Items,
    flows: Items,
    screens: Items,
    skills: Items,
    acceptance_criteria: z.array(Name).max(100).default([]),
    estimated_cogs: Money.nullable().default(null),
    introduces_tech: z.boolean().default(false),
  })
  .superRefine((spec, context) => {
    const items = kinds.flatMap((kind) => spec[kind]);
    if (items.length === 0)
      context.addIssue({
        code: 'custom',
        message: 'it names nothing to build: give entities, apis, flows, screens or skills',
      });
    for (const kind of kinds) {
      const ids = spec[kind].map(idOf);
      const twice = ids.find((id, at) => ids.indexOf(id) !== at);
      if (twice) context.addIssue({ code: 'custom', path: [kind], message: `"${twice}" is there twice` });
    }
  });
export type CapabilitySpec = z.infer<typeof CapabilitySpec>;

const kinds = ['entities', 'apis', 'flows', 'screens', 'skills'] as const;

const verbs: Record<(typeof kinds)[number], string> = {
  entities: 'Model',
  apis: 'Implement',
  flows: 'Build',
  screens: 'Build',
  skills: 'Teach',
};

const nouns: Record<(typeof kinds)[number], string> = {
  entities: 'entity',
  apis: 'API',
  flows: 'flow',
  screens: 'screen',
  skills: 'skill',
};

/** One piece of engineering work; `id` is stable as long as its name in the spec is. */
export type CapabilityItem = {
  id: string;
  title: string;
  description: string;
  criteria: string[];
  component: string | null;
  type: 'story' | 'task' | 'bug' | 'tech_debt';
  cogs: Money | null;
};

/** In the order of the spec: what is modelled comes before what is built on it. */
export function itemsOf(spec: CapabilitySpec): CapabilityItem[] {
  return kinds.flatMap((kind) =>
    spec[kind].map((item) => ({
      id: `${kind}-${idOf(item)}`,
      title: titleOf(kind, item.name),
      description:
        item.description ?? `${capital(nouns[kind])} "${item.name}" of the capability's specification.`,
      criteria: item.acceptance_criteria ?? spec.acceptance_criteria,
      component: item.component ?? null,
      type: item.type ?? (kind === 'entities' ? 'task' : 'story'),
      cogs: item.cogs ?? null,
    })),
  );
}

function titleOf(kind: (typeof kinds)[number], name: string): string {
  const said = new RegExp(`\\b${nouns[kind]}s?$`, 'i').test(name);
  return `${verbs[kind]} ${name}${said ? '' : ` ${nouns[kind]}`}`;
}

function idOf({ id, name }: ItemWords): string {
  if (id) return id;
  const words = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return words.replace(/^-+|-+$/g, '').slice(0, 60) || 'item';
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The components of which Discord's messages are made, as far as we use them, and how much of a message they take. */
import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIComponentInContainer,
  APIComponentInMessageActionRow,
  APIContainerComponent,
  APISectionComponent,
  APISeparatorComponent,
  APIStringSelectComponent,
  APITextDisplayComponent,
} from 'discord.js';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
export type Part = APIComponentInContainer;
export type Container = APIContainerComponent;

/** What a message is sent and edited with; nobody is mentioned but who is named here. */
export type DiscordMessage = {
  /** Of Components V2, which takes no `content`. */
  flags: number;
  components: Container[];
  allowed_mentions: { parse: []; users: string[] };
};

/** `1 << 15`. */
export const componentsV2 = 32_768;
/** `1 << 6`. */
export const ephemeral = 64;

export function textOf(content: string): APITextDisplayComponent {
  return { type: 10, content };
}

export function rowOf(components: APIComponentInMessageActionRow[]): Row {
  return { type: 1, components };
}

export function sectionOf(content: string, accessory: APIButtonComponent): APISectionComponent {
  return { type: 9, components: [textOf(content)], accessory };
}

export function separator(): APISeparatorComponent {
  return { type: 14, divider: true, spacing: 1 };
}

export type Select = APIStringSelectComponent;

/** Those within others counted too, as Discord counts. */
export function countComponents(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + countComponents(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const { components, accessory } = value as { components?: unknown; accessory?: unknown };
  return ('type' in value ? 1 : 0) + countComponents(components) + countComponents(accessory);
}

/** Of all text displays together. */
export function measureText(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + measureText(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const { content, components } = value as { content?: unknown; components?: unknown };
  return (typeof content === 'string' ? content.length : 0) + measureText(components);
}

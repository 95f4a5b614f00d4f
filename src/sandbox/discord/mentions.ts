/** Whom a text notifies, as Discord decides it from `allowed_mentions`. */
import type { FormFault } from './refusal.ts';
import type { Json, Pings } from './world.ts';

type Kind = 'users' | 'roles' | 'everyone';
export type AllowedMentions = {
  parse?: Kind[] | null;
  users?: string[] | null;
  roles?: string[] | null;
  replied_user?: boolean | null;
};

/**
 * Where nothing is said a message notifies everybody it names, and one through an interaction the people only:
 * docs, resources/message, allowed mentions. `repliedTo` is the author of the message it answers.
 */
export function evaluateMentions(
  texts: readonly string[],
  allowed: AllowedMentions | null | undefined,
  about: { through: 'message' | 'interaction'; repliedTo: string | null },
): Pings {
  const text = texts.map(withoutCode).join('\n');
  const named = {
    everyone: /@(?:everyone|here)/.test(text),
    users: idsIn(text, /<@!?(\d{15,20})>/g),
    roles: idsIn(text, /<@&(\d{15,20})>/g),
  };
  const parse = allowed ? (allowed.parse ?? []) : about.through === 'message' ? allKinds : people;
  const chosen = (kind: 'users' | 'roles') =>
    parse.includes(kind) ? named[kind] : named[kind].filter((id) => (allowed?.[kind] ?? []).includes(id));
  const answersLoudly = allowed ? allowed.replied_user === true : true;
  const replied = about.repliedTo !== null && answersLoudly ? [about.repliedTo] : [];
  return {
    everyone: named.everyone && parse.includes('everyone'),
    users: [...new Set([...chosen('users'), ...replied])],
    roles: chosen('roles'),
  };
}

const allKinds: readonly Kind[] = ['users', 'roles', 'everyone'];
const people: readonly Kind[] = ['users'];

/** Nothing between backticks is a mention. */
function withoutCode(text: string): string {
  return text.replace(/```[\s\S]*?```/g, ' ').replace(/(`+)[^`][\s\S]*?(?<!`)\1(?!`)/g, ' ');
}

function idsIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))];
}

/** Nobody. */
export const noPings: Pings = { everyone: false, users: [], roles: [] };

export function checkAllowedMentions(allowed: AllowedMentions | null | undefined): FormFault[] {
  const both = (['users', 'roles'] as const).filter(
    (kind) => allowed?.parse?.includes(kind) && (allowed[kind]?.length ?? 0) > 0,
  );
  return both.map((kind) => ({
    at: 'allowed_mentions',
    code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
  }));
}

/** Every text of a message that people read, in its order. */
export function textsOf(content: string, components: readonly Json[]): string[] {
  const said: string[] = content === '' ? [] : [content];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const one of value) walk(one);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const one = value as Json;
    if (one.type === 10 && typeof one.content === 'string') said.push(one.content);
    walk(one.components);
    walk(one.accessory);
  };
  walk(components);
  return said;
}

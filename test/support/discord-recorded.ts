/** What Discord was recorded to send, to hold against it what the sandbox sends. */
import recorded from '../fixtures/discord/recorded.json' with { type: 'json' };

/** Fields of the recorded event of this name that `event` lacks, as paths. */
export function missingFrom(name: string, event: unknown): string[] {
  const real = recorded[name as keyof typeof recorded] as { data?: unknown };
  const wanted = name.startsWith('gateway') ? real.data : real;
  return missing(wanted, event).filter((path) => !unimportant.test(path));
}

/** Looks and shop of a person, what hangs on a server's settings, and what no app uses. */
const unimportant =
  /avatar|clan|collectibles|display_name_styles|banner|premium|primary_guild|entitlement_sku|mute_config|muted|nonce$|mentions\.member|unusual_dm|member_ids_preview/;

function missing(real: unknown, ours: unknown, at = ''): string[] {
  if (typeof real !== 'object' || real === null) return [];
  if (Array.isArray(real)) return Array.isArray(ours) && ours.length > 0 ? missing(real[0], ours[0], at) : [];
  return Object.entries(real).flatMap(([key, value]) => {
    const path = at === '' ? key : `${at}.${key}`;
    const own =
      typeof ours === 'object' && ours !== null ? (ours as Record<string, unknown>)[key] : undefined;
    return own === undefined ? [path] : missing(value, own, path);
  });
}

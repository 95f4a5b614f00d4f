/** How much one person may report at once, so that no flood of reports buries what others wait for. */
import { DocketError } from '../domain/errors.ts';
import type { Caller } from '../domain/principal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

const minuteMs = 60_000;
const most = { held: 3, inTenMinutes: 10 };
/** After a day nobody is kept from reporting by what they left undecided. */
const heldForMs = 24 * 60 * minuteMs;

/** Throws RATE_LIMITED, with the time until which it holds. */
export async function limitReports(
  { store, clock }: { store: Store; clock: Clock },
  { workspaceId, principal }: Caller,
): Promise<void> {
  const now = clock.now().getTime();
  const lately = await store.bugReports.since(workspaceId, new Date(now - heldForMs).toISOString());
  const own = lately.filter(({ reporter }) => reporter.id === principal.id);
  const held = own.filter(({ status }) => status === 'held').length;
  if (held >= most.held) {
    throw new DocketError('RATE_LIMITED', {
      message: `${held} reports of yours wait for you to say whether they are known. Nothing was created.`,
      remedy: 'Press "Same bug" or "It is a new bug" on each of them, and report this again.',
    });
  }
  const times = own.map(({ createdAt }) => Date.parse(createdAt)).filter((at) => at > now - 10 * minuteMs);
  if (times.length < most.inTenMinutes) return;
  const retryAfterMs = times[0]! + 10 * minuteMs - now;
  throw new DocketError('RATE_LIMITED', {
    message: `You have reported ${times.length} bugs in ten minutes. Nothing was created.`,
    remedy: `Report the next in ${Math.ceil(retryAfterMs / minuteMs)} minutes, or several at once as a list.`,
    retryAfterMs,
  });
}

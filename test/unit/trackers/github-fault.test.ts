/** What GitHub's refusals mean, and what is in doubt. */
import { describe, expect, it } from 'vitest';
import { readFault } from '../../../src/trackers/github/fault.ts';
import { FieldsRefused } from '../../../src/trackers/github/field-error.ts';
import { toError, toOutcome, toStep, toUnsent } from '../../../src/trackers/github/say-fault.ts';

const now = new Date('2026-05-01T12:00:00Z');
const inTwoMinutes = String(now.getTime() / 1000 + 120);

/** As the SDK throws it. */
function answered(status: number, data: unknown = {}, headers: Record<string, string> = {}) {
  return readFault(Object.assign(new Error('said by GitHub'), { status, response: { headers, data } }), now);
}

function refused(error: Record<string, unknown>, headers: Record<string, string> = {}, data: unknown = null) {
  const thrown = Object.assign(new FieldsRefused([error]), { headers, data });
  return readFault(thrown, now);
}

describe('an answer over REST', () => {
  it.each([
    [
      'a spent quota, until it is filled again',
      403,
      {},
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inTwoMinutes },
      120_000,
    ],
    [
      'too much in too short a time, as long as it says',
      403,
      { message: 'You have exceeded a secondary rate limit' },
      { 'retry-after': '30' },
      30_000,
    ],
    [
      'the same without a time, a minute',
      403,
      { message: 'You have triggered an abuse detection mechanism' },
      {},
      60_000,
    ],
    ['429', 429, {}, { 'retry-after': '7' }, 7000],
  ])('tells to wait for %s', (_, status, data, headers, retryAfterMs) => {
    expect(answered(status, data, headers as never)).toEqual({ kind: 'rate_limited', retryAfterMs });
  });

  it.each([
    [401, 'auth'],
    [403, 'forbidden'],
    [404, 'missing'],
    [410, 'missing'],
    [400, 'invalid'],
    [422, 'invalid'],
    [500, 'doubtful'],
    [502, 'doubtful'],
    [302, 'doubtful'],
  ])('of %i is %s', (status, kind) => {
    expect(answered(status).kind).toBe(kind);
  });
});

describe('an answer over GraphQL', () => {
  it.each([
    [{ type: 'FORBIDDEN' }, 'forbidden'],
    [{ type: 'INSUFFICIENT_SCOPES' }, 'forbidden'],
    [{ type: 'UNPROCESSABLE' }, 'invalid'],
    [{ extensions: { code: 'undefinedField' } }, 'invalid'],
    [{ type: 'RATE_LIMITED' }, 'rate_limited'],
    [{ type: 'UNPROCESSABLE', message: 'was submitted too quickly' }, 'rate_limited'],
    [{ message: 'Something went wrong while executing your query.' }, 'doubtful'],
  ])('with %o is %s', (error, kind) => {
    expect(refused(error).kind).toBe(kind);
  });

  it('names what is missing', () => {
    const message = "Could not resolve to a node with the global id of 'LA_1'";
    expect(refused({ type: 'NOT_FOUND', message })).toEqual({ kind: 'missing', id: 'LA_1' });
  });

  it('is in doubt when a part of it was done', () => {
    expect(refused({ type: 'FORBIDDEN' }, {}, { createIssue: { issue: null } }).kind).toBe('doubtful');
  });
});

describe('no answer', () => {
  it('is certain only where no connection was made', () => {
    const wrap = (cause: unknown) => {
      const failed = new TypeError('fetch failed', { cause });
      const thrown = Object.assign(new Error('failed', { cause: failed }), { status: 500 });
      return readFault(thrown, now).kind;
    };
    expect(wrap(Object.assign(new Error(), { syscall: 'connect' }))).toBe('unreachable');
    expect(wrap(Object.assign(new Error(), { syscall: 'getaddrinfo' }))).toBe('unreachable');
    expect(wrap(Object.assign(new Error(), { code: 'ECONNRESET', syscall: 'read' }))).toBe('doubtful');
    const timeout = new DOMException('late', 'TimeoutError');
    expect(readFault(timeout, now)).toEqual({ kind: 'doubtful', why: 'it did not answer in time' });
  });
});

describe('what people are told', () => {
  const faults = [
    { kind: 'unreachable' },
    { kind: 'auth' },
    { kind: 'forbidden' },
    { kind: 'missing', id: null },
    { kind: 'rate_limited', retryAfterMs: 5000 },
    { kind: 'invalid', why: 'said by GitHub' },
    { kind: 'doubtful', why: 'it answered 502' },
  ] as const;

  it.each(faults)('of $kind is in our words, with a remedy', (fault) => {
    const error = toError(fault, null);
    const said = [toOutcome(fault).reason, toStep(fault).reason, toUnsent(null, fault).reason];
    for (const text of [...said, error.message, error.remedy]) {
      expect(text).toMatch(/^[A-Z]/);
      expect(text).not.toContain('said by GitHub');
    }
    expect(toUnsent(null, fault).kind).toBe('refused');
    expect(toOutcome(fault).kind).toBe(fault.kind === 'doubtful' ? 'unknown' : 'refused');
  });

  it('is why a parent takes no more children', () => {
    expect(toOutcome({ kind: 'invalid', why: 'Too many sub-issues' }).reason).toContain('100 sub-issues');
  });
});

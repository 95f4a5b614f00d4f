/** Failures of the database become sentences with a remedy, and bugs stay bugs. */
import { describe, expect, it } from 'vitest';
import { type StorePlace, translateFailure } from '../../src/storage/failures.ts';

const embedded: StorePlace = { kind: 'pglite', name: '.docket' };
const server: StorePlace = { kind: 'postgres', name: 'db.example.com:5432' };
const failure = (code: string, message = 'secret detail of the driver') =>
  Object.assign(new Error(message), { code });

describe('a failure of the store', () => {
  it.each([
    ['ENOSPC', embedded, 'DISK_FULL'],
    ['53100', server, 'DISK_FULL'],
    ['EACCES', embedded, 'CONFIG_INVALID'],
    ['EROFS', embedded, 'CONFIG_INVALID'],
    ['ECONNREFUSED', server, 'STORE_UNAVAILABLE'],
    ['ENOTFOUND', server, 'STORE_UNAVAILABLE'],
    ['28P01', server, 'STORE_UNAVAILABLE'],
    ['57P01', server, 'STORE_UNAVAILABLE'],
    ['22021', server, 'INVALID_INPUT'],
  ] as const)(
    'S2-74: %s is said in a sentence that names the place and keeps the driver’s words out',
    (code, place, expected) => {
      const error = translateFailure(failure(code), place) as Error & { remedy: string };
      expect(error).toMatchObject({ code: expected, remedy: expect.stringMatching(/\.$/) });
      if (expected !== 'INVALID_INPUT') expect(error.message).toContain(place.name);
      expect(error.message + error.remedy).not.toContain('secret detail');
    },
  );

  it('is recognised when every address of a host refused', () => {
    const both = new AggregateError([failure('ECONNREFUSED'), failure('ECONNREFUSED')]);
    expect(translateFailure(both, server)).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const slow = new Error('timeout exceeded when trying to connect');
    expect(translateFailure(slow, server)).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it.each(['23505', '42P01', '40P01', 'ECONNREFUSED'])('%s of the embedded store stays our bug', (code) => {
    const bug = failure(code);
    expect(translateFailure(bug, embedded)).toBe(bug);
  });
});

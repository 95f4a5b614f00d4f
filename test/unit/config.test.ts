/** Settings that cannot work are refused in whole sentences that tell no secret. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { DocketError } from '../../src/domain/errors.ts';

describe('an environment that cannot work', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['a key without its team', { LINEAR_API_KEY: 'lin_topsecret' }, /Set LINEAR_TEAM too/],
    ['a team without its key', { LINEAR_TEAM: 'ENG' }, /Set LINEAR_API_KEY too/],
    ['a model without its key', { OPENAI_BASE_URL: 'http://127.0.0.1:9' }, /Set OPENAI_API_KEY too/],
    ['a database that is none', { DATABASE_URL: 'mysql://root:topsecret@127.0.0.1/x' }, /DATABASE_URL/],
    ['a word that is no log level', { DOCKET_LOG_LEVEL: 'loud' }, /"loud"/],
    ['a port that is none', { DOCKET_PORT: '70000' }, /DOCKET_PORT is "70000"/],
    ['an address to listen on without a port', { DOCKET_HOST: '0.0.0.0' }, /Set DOCKET_PORT too/],
    ['a place that is no time zone', { DOCKET_TIME_ZONE: 'Mars/Base' }, /"Mars\/Base"/],
  ])('%s', (_what, environment, said) => {
    const fault = faultOf(() => readConfig(environment));
    const words = `${fault.message} ${fault.remedy}`;
    expect(words).toMatch(said);
    expect(words).not.toContain('topsecret');
    expect(fault.remedy).toMatch(/^\S.{8,}$/);
  });
});

function faultOf(deed: () => unknown): DocketError {
  try {
    deed();
  } catch (error) {
    if (error instanceof DocketError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

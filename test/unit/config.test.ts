/** Settings that cannot work are refused in whole sentences that tell no secret. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { DocketError } from '../../src/domain/errors.ts';

const forMany = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'topsecret',
  SLACK_SIGNING_SECRET: 'topsecret',
  DOCKET_SECRET_KEY: Buffer.alloc(32).toString('base64'),
  DOCKET_HTTP_PORT: '3030',
};

describe('how Slack is connected', () => {
  const token = { SLACK_BOT_TOKEN: 'xoxb-1' };
  const signed = { SLACK_SIGNING_SECRET: 's', DOCKET_HTTP_PORT: '3030' };
  it.each([
    [{ ...token, SLACK_APP_TOKEN: 'xapp-1' }, 'socket', 'one'],
    [{ ...token, SLACK_APP_TOKEN: 'xapp-1', ...signed }, 'socket', 'one'],
    [{ ...token, ...signed }, 'http', 'one'],
    [{ ...token, SLACK_SIGNING_SECRET: 's', SLACK_HTTP_PORT: '3031' }, 'http', 'one'],
    [forMany, 'http', 'many'],
  ])('%o', (environment, by, to) => {
    expect(readConfig(environment).slack).toMatchObject({ delivery: { by }, access: { to } });
  });
});

it('spec 90, 2: a service listens on port 3030 where it is told of no other, and nothing else listens unasked', () => {
  const usual = { host: '127.0.0.1', port: 3030, isDefault: true };
  expect(readConfig({}, { serves: true }).server).toEqual(usual);
  expect(readConfig({ DOCKET_HTTP_HOST: '0.0.0.0' }, { serves: true }).server).toMatchObject({
    host: '0.0.0.0',
  });
  expect(readConfig({ DOCKET_HTTP_PORT: '0' }, { serves: true }).server).toEqual({
    host: '127.0.0.1',
    port: 0,
  });
  expect(readConfig({}).server).toBeNull();
});

describe('an environment that cannot work', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['a key without its team', { LINEAR_API_KEY: 'lin_topsecret' }, /Set LINEAR_TEAM too/],
    ['a team without its key', { LINEAR_TEAM: 'ENG' }, /Set LINEAR_API_KEY too/],
    ['a model without its key', { OPENAI_BASE_URL: 'http://127.0.0.1:9' }, /Set OPENAI_API_KEY too/],
    ['a database that is none', { DATABASE_URL: 'mysql://root:topsecret@127.0.0.1/x' }, /DATABASE_URL/],
    ['a word that is no log level', { DOCKET_LOG_LEVEL: 'loud' }, /"loud"/],
    ['a port that is none', { DOCKET_HTTP_PORT: '70000' }, /DOCKET_HTTP_PORT is "70000"/],
    [
      'a port for Slack that is none',
      { SLACK_BOT_TOKEN: 'xoxb-topsecret', SLACK_SIGNING_SECRET: 'topsecret', SLACK_HTTP_PORT: '0' },
      /SLACK_HTTP_PORT is "0"/,
    ],
    ['an address to listen on without a port', { DOCKET_HTTP_HOST: '0.0.0.0' }, /Set DOCKET_HTTP_PORT too/],
    ['a token of Slack alone', { SLACK_BOT_TOKEN: 'xoxb-topsecret' }, /Set SLACK_APP_TOKEN too/],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: 'topsecret' }, /Set SLACK_BOT_TOKEN too/],
    [
      'Slack by HTTP where nothing listens',
      { SLACK_BOT_TOKEN: 'xoxb-topsecret', SLACK_SIGNING_SECRET: 'topsecret' },
      /Set DOCKET_HTTP_PORT too, or SLACK_APP_TOKEN/,
    ],
    [
      'installations with nowhere to keep them',
      { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'topsecret' },
      /Set DOCKET_SECRET_KEY and SLACK_SIGNING_SECRET too/,
    ],
    [
      'installations and a token',
      { ...forMany, SLACK_BOT_TOKEN: 'xoxb-topsecret' },
      /Remove SLACK_BOT_TOKEN, or SLACK_CLIENT_ID/,
    ],
    ['a key that is too short', { ...forMany, DOCKET_SECRET_KEY: 'dG9wc2VjcmV0' }, /openssl rand -base64 32/],
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

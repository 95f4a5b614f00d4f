/** Jira's settings: absent is off, half is refused, and nothing is sent to an unsafe address. */
import { describe, expect, it } from 'vitest';
import { isDocketError } from '../../../src/domain/errors.ts';
import type { Environment } from '../../../src/ports/settings.ts';
import { jiraSettings } from '../../../src/trackers/jira/settings.ts';

const least = { JIRA_HOST: 'https://acme.atlassian.net/', JIRA_API_TOKEN: ' secret ', JIRA_PROJECT: 'prod' };

function refusal(environment: Environment): string {
  try {
    jiraSettings.parse(environment);
  } catch (error) {
    if (isDocketError(error) && error.code === 'CONFIG_INVALID') return `${error.message} ${error.remedy}`;
    throw error;
  }
  throw new Error('was not refused');
}

describe('Jira’s settings', () => {
  it('are off when none is set', () => {
    expect(jiraSettings.parse({})).toBeNull();
    expect(jiraSettings.parse({ JIRA_HOST: '  ' })).toBeNull();
  });

  it('are on with a site, a token and a project; without an email the token is a bearer', () => {
    expect(jiraSettings.parse(least)).toEqual({
      host: 'https://acme.atlassian.net',
      apiUrl: 'https://acme.atlassian.net',
      email: null,
      apiToken: 'secret',
      project: 'PROD',
      issueType: null,
      webhookSecret: null,
      sandbox: false,
    });
    expect(jiraSettings.parse({ ...least, JIRA_EMAIL: 'pm@acme.example' })?.email).toBe('pm@acme.example');
  });

  it.each(['acme.atlassian.net', 'https://acme.atlassian.net/jira/software/projects/PROD/boards/1'])(
    'take the site from %s',
    (JIRA_HOST) => {
      expect(jiraSettings.parse({ ...least, JIRA_HOST })?.host).toBe('https://acme.atlassian.net');
    },
  );

  it('may ask another address than people open', () => {
    const JIRA_API_URL = 'https://api.atlassian.com/ex/jira/11223344/';
    expect(jiraSettings.parse({ ...least, JIRA_API_URL })?.apiUrl).toBe(
      'https://api.atlassian.com/ex/jira/11223344',
    );
  });

  it('say what is missing when they are half set, and never repeat a value', () => {
    expect(refusal({ JIRA_API_TOKEN: 'secret' })).toBe(
      'Jira is half set up. Set JIRA_HOST and JIRA_PROJECT too, or remove JIRA_API_TOKEN.',
    );
  });

  it.each(['http://acme.atlassian.net', 'not a site', 'ftp://127.0.0.1'])(
    'refuse the site %s',
    (JIRA_HOST) => {
      expect(refusal({ ...least, JIRA_HOST })).toMatch(/^JIRA_HOST is not a usable address/);
    },
  );

  it.each(['A', 'X Y', 'PROD/../x', '10000'])('refuse %s for the key of a project', (JIRA_PROJECT) => {
    expect(refusal({ ...least, JIRA_PROJECT })).toMatch(/which is no project key/);
  });
});

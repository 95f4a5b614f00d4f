/** GitHub's settings: absent is off, half is refused. */
import { describe, expect, it } from 'vitest';
import { isDocketError } from '../../../src/domain/errors.ts';
import type { Environment } from '../../../src/ports/settings.ts';
import { githubSettings } from '../../../src/trackers/github/settings.ts';

function refusal(environment: Environment): string {
  try {
    githubSettings.parse(environment);
  } catch (error) {
    if (isDocketError(error) && error.code === 'CONFIG_INVALID') return `${error.message} ${error.remedy}`;
    throw error;
  }
  throw new Error('was not refused');
}

const repository = { GITHUB_REPOSITORY: 'octo-org/product' };
const app = { GITHUB_APP_ID: '12', GITHUB_APP_PRIVATE_KEY: 'BEGIN\\nEND' };

describe('GitHub’s settings', () => {
  it('are off without anything secret, also where GitHub’s own machines set the rest', () => {
    expect(githubSettings.parse({})).toBeNull();
    const onRunner = { ...repository, GITHUB_API_URL: 'https://api.github.com' };
    expect(githubSettings.parse(onRunner)).toBeNull();
  });

  it('are on with a token and a repository, at GitHub’s own address', () => {
    expect(githubSettings.parse({ ...repository, GITHUB_TOKEN: ' ghp_x ' })).toEqual({
      auth: { token: 'ghp_x' },
      owner: 'octo-org',
      repository: 'product',
      apiUrl: 'https://api.github.com',
      webhookSecret: null,
      sandbox: false,
    });
  });

  it('take an app in the place of a token, its key on one line or on several', () => {
    const settings = githubSettings.parse({ ...repository, ...app, GITHUB_APP_INSTALLATION_ID: '34' });
    expect(settings?.auth).toEqual({ appId: '12', privateKey: 'BEGIN\nEND', installationId: 34 });
    expect(githubSettings.parse({ ...repository, ...app })?.auth).toMatchObject({ installationId: null });
  });

  it('name what is missing, and what is no such thing', () => {
    expect(refusal({ GITHUB_TOKEN: 'ghp_x' })).toMatch(/half set up.*Set GITHUB_REPOSITORY too/);
    expect(refusal({ ...repository, GITHUB_APP_ID: '12' })).toMatch(/Set GITHUB_APP_PRIVATE_KEY too/);
    expect(refusal({ ...repository, GITHUB_APP_PRIVATE_KEY: 'x' })).toMatch(/Set GITHUB_APP_ID too/);
    expect(refusal({ GITHUB_REPOSITORY: 'product', GITHUB_TOKEN: 'x' })).toMatch(/owner\/name/);
    expect(refusal({ ...repository, ...app, GITHUB_APP_INSTALLATION_ID: 'x' })).toMatch(/no number/);
    const insecure = { ...repository, GITHUB_TOKEN: 'x', GITHUB_API_URL: 'http://example.com' };
    expect(refusal(insecure)).toMatch(/GITHUB_API_URL is not a usable address/);
  });

  it('say no secret when they refuse', () => {
    expect(refusal({ GITHUB_TOKEN: 'ghp_secret' })).not.toContain('ghp_secret');
  });
});

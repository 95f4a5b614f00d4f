/** Linear's settings: absent is off, half is refused. */
import { describe, expect, it } from 'vitest';
import { isDocketError } from '../../../src/domain/errors.ts';
import { type Environment, readVariables } from '../../../src/ports/settings.ts';
import { linearSettings } from '../../../src/trackers/linear/settings.ts';

function refusal(environment: Environment): string {
  try {
    linearSettings.parse(environment);
  } catch (error) {
    if (isDocketError(error) && error.code === 'CONFIG_INVALID') return `${error.message} ${error.remedy}`;
    throw error;
  }
  throw new Error('was not refused');
}

describe('Linear’s settings', () => {
  it('are off when none is set, or only blanks are', () => {
    expect(linearSettings.parse({})).toBeNull();
    expect(linearSettings.parse({ LINEAR_API_KEY: '  ', LINEAR_TEAM: '' })).toBeNull();
  });

  it('are on with a key and a team, at Linear’s own address', () => {
    expect(linearSettings.parse({ LINEAR_API_KEY: ' lin_api_x ', LINEAR_TEAM: 'ENG' })).toEqual({
      apiKey: 'lin_api_x',
      team: 'ENG',
      project: null,
      apiUrl: 'https://api.linear.app/graphql',
      webhookSecret: null,
      sandbox: false,
    });
  });

  it('say what is missing when they are half set', () => {
    expect(refusal({ LINEAR_API_KEY: 'x' })).toBe(
      'Linear is half set up. Set LINEAR_TEAM too, or remove LINEAR_API_KEY.',
    );
    expect(refusal({ LINEAR_TEAM: 'ENG', LINEAR_PROJECT: 'Launch' })).toBe(
      'Linear is half set up. Set LINEAR_API_KEY too, or remove LINEAR_TEAM and LINEAR_PROJECT.',
    );
    expect(refusal({ LINEAR_API_URL: 'https://x.example/graphql' })).toBe(
      'Linear is half set up. Set LINEAR_API_KEY and LINEAR_TEAM too, or remove LINEAR_API_URL.',
    );
  });

  it('never repeat a value when they are refused', () => {
    expect(refusal({ LINEAR_API_KEY: 'lin_api_secret' })).not.toContain('lin_api_secret');
  });

  it.each(['http://linear.example/graphql', 'nonsense', 'ftp://127.0.0.1/'])(
    'refuse to send the key to %s',
    (LINEAR_API_URL) => {
      expect(refusal({ LINEAR_API_KEY: 'x', LINEAR_TEAM: 'ENG', LINEAR_API_URL })).toMatch(
        /^LINEAR_API_URL is not/,
      );
    },
  );

  it('allow plain http on this machine, for the sandbox', () => {
    const LINEAR_API_URL = 'http://127.0.0.1:4000/graphql';
    expect(linearSettings.parse({ LINEAR_API_KEY: 'x', LINEAR_TEAM: 'ENG', LINEAR_API_URL })?.apiUrl).toBe(
      LINEAR_API_URL,
    );
  });

  it('mark the key and the webhook’s secret, and nothing else, as secret', () => {
    expect(linearSettings.variables.filter(({ secret }) => secret).map(({ name }) => name)).toEqual([
      'LINEAR_API_KEY',
      'LINEAR_WEBHOOK_SECRET',
    ]);
  });
});

describe('any adapter’s variables', () => {
  it('name three missing ones as a list', () => {
    const variables = ['A', 'B', 'C', 'D'].map((name) => ({
      name,
      description: '',
      required: true,
      secret: false,
    }));
    expect(() => readVariables({ title: 'X', variables }, { D: '1' })).toThrow('X is half set up.');
    try {
      readVariables({ title: 'X', variables }, { D: '1' });
    } catch (error) {
      expect(isDocketError(error) && error.remedy).toBe('Set A, B and C too, or remove D.');
    }
  });
});

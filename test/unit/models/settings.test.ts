/** When a model is on, off or half set up. */
import { describe, expect, it } from 'vitest';
import { modelSettings } from '../../../src/models/settings.ts';

describe('the model’s settings', () => {
  it('are off when nothing is set', () => {
    expect(modelSettings.parse({})).toBeNull();
    expect(modelSettings.parse({ OPENAI_API_KEY: '  ' })).toBeNull();
  });

  it('need the key alone', () => {
    expect(modelSettings.parse({ OPENAI_API_KEY: 'k' })).toEqual({
      apiKey: 'k',
      baseUrl: 'https://api.openai.com/v1',
      fast: 'gpt-5-nano',
      standard: 'gpt-5-mini',
      deep: 'gpt-5',
      tokensPerRun: 200_000,
      limits: { tokens: 400_000, cost: 2, steps: 12 },
      prices: {},
    });
  });

  it('take a model for each tier and any server', () => {
    const settings = modelSettings.parse({
      OPENAI_API_KEY: 'none',
      OPENAI_BASE_URL: 'http://ollama:11434/v1',
      DOCKET_MODEL_FAST: 'a',
      DOCKET_MODEL_STANDARD: 'b',
      DOCKET_MODEL_DEEP: 'c',
    });
    expect(settings).toMatchObject({
      baseUrl: 'http://ollama:11434/v1',
      fast: 'a',
      standard: 'b',
      deep: 'c',
    });
  });

  it('are refused when half set, naming what is missing', () => {
    expect(() => modelSettings.parse({ OPENAI_BASE_URL: 'http://ollama:11434/v1' })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        remedy: 'Set OPENAI_API_KEY too, or remove OPENAI_BASE_URL.',
      }),
    );
  });

  it.each(['none', '0', '-5'])('refuse %s as a number of tokens', (number) => {
    expect(() => modelSettings.parse({ OPENAI_API_KEY: 'k', DOCKET_MODEL_TOKENS: number })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining('DOCKET_MODEL_TOKENS'),
      }),
    );
  });

  it.each(['ollama:11434', 'ftp://host/v1', 'not an address'])('refuse the address %s', (address) => {
    expect(() => modelSettings.parse({ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: address })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: 'OPENAI_BASE_URL is not a usable address.',
      }),
    );
  });

  it('take prices by model, whatever signs its name holds', () => {
    const priced = (text: string) =>
      modelSettings.parse({ OPENAI_API_KEY: 'k', DOCKET_MODEL_PRICES: text })?.prices;
    expect(priced('gpt-5=1.25/10/0.125, openai/gpt-5:mini = 0.25 / 2,')).toEqual({
      'gpt-5': { input: 1.25, output: 10, cached: 0.125 },
      'openai/gpt-5:mini': { input: 0.25, output: 2, cached: 0.25 },
    });
    for (const text of ['gpt-5', 'gpt-5=1.25', '=1/2', 'gpt-5=a/b', 'gpt-5=1/2/3/4', 'gpt-5=1/-2']) {
      expect(() => priced(text), text).toThrow('DOCKET_MODEL_PRICES is not a list of prices.');
    }
  });

  it.each([
    ['DOCKET_RUN_TOKENS', '1.5'],
    ['DOCKET_RUN_STEPS', 'many'],
    ['DOCKET_RUN_COST', '0'],
  ])('refuse %s=%s', (name, value) => {
    expect(() => modelSettings.parse({ OPENAI_API_KEY: 'k', [name]: value })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(name) }),
    );
  });
});

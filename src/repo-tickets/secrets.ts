/** Finds what looks like a token or key in text that is about to be kept for ever in a repository. */
import { fault } from './fault.ts';

/** Each pattern is fixed in shape and length by the one who issues the token; none guesses by entropy. */
const shapes: readonly [string, RegExp][] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{22,})/],
  ['a GitLab token', /\bglpat-[\w-]{20,}/],
  ['a Slack token', /\bx(?:ox[abeoprs]|app)-[A-Za-z0-9-]{10,}/],
  ['a Slack webhook', /hooks\.slack\.com\/services\/T[A-Z0-9]+\/B[A-Z0-9]+\/\w{16,}/],
  ['a Discord token', /\b[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,}/],
  ['a Linear key', /\blin_(?:api|oauth)_[A-Za-z0-9]{20,}/],
  ['an Atlassian token', /\bATATT3[\w=-]{20,}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a Google API key', /\bAIza[\w-]{35}/],
  ['a Stripe key', /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/],
  ['an API key', /\bsk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{20,}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a PyPI token', /\bpypi-[A-Za-z0-9_-]{32,}/],
  ['a JSON web token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
  ['a password in an address', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:[^\s/@]{3,100}@[\w.-]+/i],
];

/** What it looks like ("a GitHub token"), or null. */
export function findSecret(text: string): string | null {
  return shapes.find(([, shape]) => shape.test(text))?.[0] ?? null;
}

/** What is to be kept, by the flag it came with. */
export type SecretInput = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Throws SECRET_DETECTED, without saying the secret again, when a value of the input looks like one. */
export function refuseSecrets(input: SecretInput): void {
  for (const [flag, value] of Object.entries(input)) {
    const texts = typeof value === 'string' ? [value] : (value ?? []);
    const kind = texts.map(findSecret).find(Boolean);
    if (kind) {
      const remedy = 'Nothing was written. Take it out, or add --allow-secret-like if it is none.';
      throw fault(`SECRET_DETECTED: ${flag} holds what looks like ${kind}.`, remedy);
    }
  }
}

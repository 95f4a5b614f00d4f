/** An app that is installed at the sandbox's repository: who signs as it gets tokens that last an hour. */
import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { type Answer, json } from '../answer.ts';
import { notFound, refusalAnswer, unauthorized } from './answers.ts';
import { repositoryPath } from './rest-views.ts';

export type AppCredentials = { appId: string; privateKey: string; installationId: number };

export type SandboxApp = {
  /** Made when first asked for: a key takes a moment. */
  credentials(): AppCredentials;
  /** Null for what is no business of an app's. */
  answer(request: { method: string; path: string; authorization: string | undefined }): Answer | null;
  isToken(token: string): boolean;
};

const appId = '4711';
const installationId = 815;
const lastsMs = 3_600_000;
const tokensPath = `/app/installations/${installationId}/access_tokens`;

export function createApp(now: () => Date): SandboxApp {
  let privateKey: string | null = null;
  const tokens = new Map<string, number>();
  const answers: Record<string, () => Answer> = {
    [`GET ${repositoryPath}/installation`]: () => json(200, { id: installationId, app_id: Number(appId) }),
    [`POST ${tokensPath}`]() {
      const token = `ghs_${randomBytes(18).toString('hex')}`;
      const expires = now().getTime() + lastsMs;
      tokens.set(token, expires);
      const permissions = { issues: 'write', metadata: 'read' };
      const expires_at = new Date(expires).toISOString();
      return json(201, { token, expires_at, permissions, repository_selection: 'selected' });
    },
  };
  return {
    credentials() {
      privateKey ??= generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      }).privateKey;
      return { appId, privateKey, installationId };
    },
    answer({ method, path, authorization }) {
      if (!path.startsWith('/app/') && !path.endsWith('/installation')) return null;
      if (privateKey === null || !isSignedBy(privateKey, authorization ?? '')) return unauthorized();
      return answers[`${method} ${path}`]?.() ?? refusalAnswer(notFound());
    },
    isToken: (token) => (tokens.get(token) ?? 0) > now().getTime(),
  };
}

/** A JWT of this app, by its key. */
function isSignedBy(privateKey: string, authorization: string): boolean {
  const [head, body, signature] = authorization.replace(/^bearer /i, '').split('.');
  if (!head || !body || !signature) return false;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as { iss?: unknown };
  const signed = Buffer.from(`${head}.${body}`);
  const isGenuine = verify(
    'sha256',
    signed,
    createPublicKey(privateKey),
    Buffer.from(signature, 'base64url'),
  );
  return isGenuine && String(claims.iss) === appId;
}

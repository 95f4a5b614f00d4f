/** One request to GitHub through its SDK: checked, bounded in time, and never repeated. */
import type * as z from 'zod';
import type { Clock } from '../../ports/clock.ts';
import { type FieldError, hasContent } from './field-error.ts';
import type { GithubSettings } from './settings.ts';
import { createSignIn } from './sign-in.ts';

export type RestAnswer<Data> = { data: Data; etag: string | null; hasNext: boolean };

export type GithubApi = {
  /** Throws what the SDK, `fetch` or the check of the answer throws, and for any field that was refused. */
  ask<Shape extends z.ZodType>(
    document: string,
    variables: Record<string, unknown>,
    shape: Shape,
    signal?: AbortSignal,
  ): Promise<z.infer<Shape>>;
  /** As `ask`, but where only fields were refused they are told beside the rest. */
  askSome<Shape extends z.ZodType>(
    document: string,
    variables: Record<string, unknown>,
    shape: Shape,
    signal?: AbortSignal,
  ): Promise<{ data: z.infer<Shape>; errors: FieldError[] }>;
  /** `route` is GitHub's: `GET /repos/{owner}/{repo}/issues`. Null when nothing changed since the tag. */
  call<Shape extends z.ZodType>(
    route: string,
    parameters: Record<string, unknown>,
    shape: Shape,
    signal?: AbortSignal,
  ): Promise<RestAnswer<z.infer<Shape>> | null>;
  /** What GitHub's clock shows when ours shows this, as far as its last answer told. */
  toServerTime(ours: Date): Date;
  /** Gets what requests are signed with, so that a later failure is the request's own. Throws as `ask` does. */
  signIn(): Promise<void>;
};

/** Parts of the schema that GitHub opens to those who ask for them. */
const headers = { 'graphql-features': 'issue_types,issue_fields,sub_issues' };

export function createGithubApi(settings: GithubSettings, timeoutMs: number, clock: Clock): GithubApi {
  let aheadMs = 0;
  const signIn = createSignIn(settings, timeoutMs, (octokit) => {
    octokit.hook.after('request', ({ headers: said }) => {
      const server = Date.parse(said.date ?? '');
      if (!Number.isNaN(server)) aheadMs = server - clock.now().getTime();
    });
  });
  const bounded = (signal?: AbortSignal) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    return { signal: signal ? AbortSignal.any([timeout, signal]) : timeout, redirect: 'error' as const };
  };
  const askSome: GithubApi['askSome'] = async (document, variables, shape, signal) => {
    const octokit = await signIn();
    try {
      const data = await octokit.graphql(document, { ...variables, headers, request: bounded(signal) });
      return { data: shape.parse(data), errors: [] };
    } catch (error) {
      const partial = error as { name?: string; data?: unknown; errors?: FieldError[] };
      const errors = partial.errors ?? [];
      const isSaidOfEach = errors.every(({ type, path }) => type && path) && partial.data !== null;
      if (partial.name !== 'GraphqlResponseError' || !(isSaidOfEach || hasContent(partial.data))) throw error;
      return { data: shape.parse(partial.data), errors };
    }
  };
  return {
    askSome,
    async ask(document, variables, shape, signal) {
      const octokit = await signIn();
      return shape.parse(
        await octokit.graphql(document, { ...variables, headers, request: bounded(signal) }),
      );
    },
    async call(route, parameters, shape, signal) {
      const octokit = await signIn();
      try {
        const answer = await octokit.request(route, { ...parameters, request: bounded(signal) });
        const hasNext = /rel="next"/.test(answer.headers.link ?? '');
        return { data: shape.parse(answer.data), etag: answer.headers.etag ?? null, hasNext };
      } catch (error) {
        if ((error as { status?: number }).status === 304) return null;
        throw error;
      }
    },
    toServerTime: (ours) => new Date(ours.getTime() + aheadMs),
    async signIn() {
      await signIn();
    },
  };
}

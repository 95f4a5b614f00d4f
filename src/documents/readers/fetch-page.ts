/** Fetches a document from a public https address, and from nowhere else. */
import { type Agent, fetch, type Response } from 'undici';
import { DocketError, isDocketError } from '../../domain/errors.ts';
import { pinHost, type Resolve, resolveHost } from '../../outbound/pinned-agent.ts';
import { isPublicAddress } from '../../outbound/public-address.ts';

export type Page = { url: string; bytes: Uint8Array; mediaType: string };

/** Throws FORBIDDEN, NOT_FOUND, TOO_LARGE, UNREADABLE or CANCELLED, each with a remedy and nothing stored. */
export type FetchPage = (url: string, signal?: AbortSignal) => Promise<Page>;

export type PageFetcherParts = {
  timeoutMs?: number;
  maxBytes?: number;
  resolve?: Resolve;
  isPublic?: (address: string) => boolean;
  /** A certificate authority to trust besides the system's. */
  ca?: string;
};

type Settings = Required<Omit<PageFetcherParts, 'ca'>> & { ca: string | undefined };

const mostRedirects = 5;

/**
 * A host is resolved once, all its addresses must be public, and the connection goes to one that was checked: a name that
 * resolves differently the next moment changes nothing. Each redirect is checked as if a person had typed it.
 */
export function createPageFetcher(parts: PageFetcherParts = {}): FetchPage {
  const settings: Settings = {
    timeoutMs: parts.timeoutMs ?? 10_000,
    maxBytes: parts.maxBytes ?? 5 * 1024 * 1024,
    resolve: parts.resolve ?? resolveHost,
    isPublic: parts.isPublic ?? isPublicAddress,
    ca: parts.ca,
  };
  return async (url, signal) => {
    const deadline = AbortSignal.timeout(settings.timeoutMs);
    const stop = signal ? AbortSignal.any([signal, deadline]) : deadline;
    const first = checkUrl(url);
    try {
      return { ...(await follow(first, settings, stop)), url: first.href };
    } catch (error) {
      if (signal?.aborted) throw cancelled();
      if (deadline.aborted) throw tooSlow(first, settings.timeoutMs);
      throw isDocketError(error) ? error : unreachable(first, error);
    }
  };
}

/** The address without its fragment. Throws INVALID_INPUT for what is no https address, or holds a password. */
export function checkUrl(text: string): URL {
  const url = URL.parse(text.trim());
  if (url?.protocol !== 'https:' || url.hostname === '') {
    throw new DocketError('INVALID_INPUT', {
      message: 'That is no https address. Nothing was read.',
      remedy: 'Give an address that begins with https://, or paste the text.',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new DocketError('INVALID_INPUT', {
      message: 'That address holds a user name or password. Nothing was read.',
      remedy: 'Give the address without them, or download the document and send the file.',
    });
  }
  url.hash = '';
  return url;
}

async function follow(first: URL, settings: Settings, stop: AbortSignal): Promise<Omit<Page, 'url'>> {
  let url = first;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const agent = await pinnedAgent(url, settings, stop);
    try {
      const response = await fetch(url, {
        dispatcher: agent,
        redirect: 'manual',
        signal: stop,
        headers: { accept: 'text/markdown, text/html, text/plain, */*;q=0.5', 'user-agent': 'Docket' },
      });
      const next = redirectOf(response, url);
      if (!next) return await readPage(response, url, settings.maxBytes);
      url = next;
    } finally {
      await agent.destroy();
    }
  }
  throw new DocketError('UNREADABLE', {
    message: `${first.host} redirects more than ${mostRedirects} times. Nothing was read.`,
    remedy: 'Open the page in a browser and give the address it ends at.',
  });
}

async function pinnedAgent(url: URL, settings: Settings, stop: AbortSignal): Promise<Agent> {
  const { resolve, isPublic: isAllowed, ca } = settings;
  const pinned = await pinHost(url, { resolve, isAllowed, ca }, stop);
  if (pinned.kind === 'pinned') return pinned.agent;
  throw pinned.kind === 'unknown' ? unreachable(url, null) : notPublic(url);
}

function redirectOf(response: Response, url: URL): URL | null {
  const location = response.headers.get('location');
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return null;
  return checkUrl(URL.parse(location, url.href)?.href ?? '');
}

async function readPage(response: Response, url: URL, maxBytes: number): Promise<Omit<Page, 'url'>> {
  if (!response.ok) throw refused(url, response.status);
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared > maxBytes) throw tooLarge(url, maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(url, maxBytes);
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), mediaType: response.headers.get('content-type') ?? '' };
}

function refused(url: URL, status: number): DocketError {
  if (status === 404 || status === 410) {
    return new DocketError('NOT_FOUND', {
      message: `There is no page at that address on ${url.host}. Nothing was read.`,
      remedy: 'Check the address, or paste the text.',
    });
  }
  const locked = status === 401 || status === 403;
  return new DocketError('UNREADABLE', {
    message: `${url.host} ${locked ? 'shows that page only after signing in' : `answered with status ${status}`}. Nothing was read.`,
    remedy: 'Download the document in your browser and send the file, or paste its text.',
  });
}

function notPublic(url: URL): DocketError {
  return new DocketError('FORBIDDEN', {
    message: `${url.hostname} is not on the public internet, and addresses inside networks are never fetched. Nothing was read.`,
    remedy: 'Download the document and send the file, or paste its text.',
  });
}

function tooLarge(url: URL, maxBytes: number): DocketError {
  return new DocketError('TOO_LARGE', {
    message: `The page at ${url.host} is larger than ${Math.round(maxBytes / 1_048_576)} MB. Nothing was read.`,
    remedy: 'Send the part that matters as a file, or paste it.',
  });
}

function tooSlow(url: URL, timeoutMs: number): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${url.host} did not send the page within ${Math.round(timeoutMs / 1000)} seconds. Nothing was read.`,
    remedy: 'Try again later, or paste the text.',
  });
}

function unreachable(url: URL, cause: unknown): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${url.host} cannot be reached. Nothing was read.`,
    remedy: 'Check the address, or paste the text.',
    cause,
  });
}

function cancelled(): DocketError {
  return new DocketError('CANCELLED', {
    message: 'Reading the page was stopped. Nothing was read.',
    remedy: 'Ask again when you want it.',
  });
}

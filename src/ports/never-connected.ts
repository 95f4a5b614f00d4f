/** Tells a request that never left from one that may have been heard. */

/** True only for failures to resolve or to connect, of `fetch`: there, no byte of the request can have left. */
export function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const causes = cause instanceof AggregateError && cause.errors.length > 0 ? cause.errors : [cause];
  return causes.every((one: { syscall?: string; code?: string } | undefined) => {
    return /^(connect|getaddrinfo)$/.test(one?.syscall ?? '') || one?.code === 'UND_ERR_CONNECT_TIMEOUT';
  });
}

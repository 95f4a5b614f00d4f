/** The faults of repository tickets, as sentences that a terminal prints on one line. */
import { DocketError, type ErrorCode } from '../domain/errors.ts';

/** A tooling fault: the command ends with 2. The message stands alone; `remedy` adds to it. */
export function fault(message: string, remedy = '', code: ErrorCode = 'INVALID_INPUT'): DocketError {
  return new DocketError(code, { message, remedy });
}

/** A file that cannot be read as a ticket, with the line where that shows; lines count from 1. */
export class UnreadableFile extends Error {
  readonly line: number | null;
  constructor(message: string, line: number | null = null) {
    super(message);
    this.name = 'UnreadableFile';
    this.line = line;
  }
}

/** Of one ticket, which keeps no other from being read: what Docket says, and what the file system refuses of a path. */
export function isOfOne(error: unknown): error is Error {
  return error instanceof DocketError || (error instanceof Error && 'syscall' in error && 'path' in error);
}

/** What to say of anything thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof DocketError) return [error.message, error.remedy].filter(Boolean).join(' ');
  return error instanceof Error ? error.message : String(error);
}

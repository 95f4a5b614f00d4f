/** The log: JSON lines on stderr, for operators. */
import { destination, pino } from 'pino';
import type { Log, LogFields } from '../ports/log.ts';

/** Errors are written with their stack; fields named like secrets are never written. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Log {
  const logger = pino(
    { level, redact: ['*.apiKey', '*.token', '*.password', '*.secret', '*.authorization'] },
    destination({ dest: 2, sync: true }),
  );
  const write =
    (say: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}) => {
      const { error, ...rest } = fields;
      logger[say](error === undefined ? rest : { ...rest, err: error }, message);
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

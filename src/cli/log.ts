/** The log: JSON lines for operators, on stderr or, where a person chats on that screen, in a file. */
import { destination, pino } from 'pino';
import type { Log, LogFields } from '../ports/log.ts';

type Level = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Errors are written with their stack; fields named like secrets are never written. A file's folder is made. */
export function createLog(level: Level, file?: string): Log {
  const logger = pino(
    { level, redact: ['*.apiKey', '*.token', '*.password', '*.secret', '*.authorization'] },
    destination({ dest: file ?? 2, sync: true, mkdir: true }),
  );
  const write =
    (say: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}) => {
      const { error, ...rest } = fields;
      logger[say](error === undefined ? rest : { ...rest, err: error }, message);
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

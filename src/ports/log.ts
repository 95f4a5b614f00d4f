/** Where the program says what people need not see; never given a secret. */

export type LogFields = Record<string, unknown>;

export type Log = {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
};

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

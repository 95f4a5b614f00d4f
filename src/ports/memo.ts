/** A cache: what is put in may be forgotten at any time, so whoever reads checks what comes out. */
export type Memo = {
  get<Value>(key: string): Promise<Value | undefined>;
  set(key: string, value: unknown): Promise<unknown>;
};

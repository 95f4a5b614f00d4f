/** Keeps secrets so that whoever reads the store alone cannot read them. */
export type Vault = {
  seal(secret: string): string;
  /** Throws CONFIG_INVALID for what was sealed with another key. */
  open(sealed: string): string;
};

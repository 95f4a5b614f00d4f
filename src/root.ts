/** The folder that holds `tools/`, `prompts/` and `examples/`. */
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

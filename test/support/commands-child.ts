/** Runs commands of the real program one after another in this process, and tells what each printed and ended with. */
import { run } from '../../src/main.ts';

let printed = { stdout: '', stderr: '' };
for (const name of ['stdout', 'stderr'] as const) {
  process[name].write = ((text: string | Uint8Array) => {
    printed[name] += typeof text === 'string' ? text : Buffer.from(text).toString();
    return true;
  }) as typeof process.stdout.write;
}

const own = { ...process.env };

process.on('message', async ({ args, env }: { args: string[]; env: Record<string, string> }) => {
  printed = { stdout: '', stderr: '' };
  process.env = { ...own, ...env };
  const code = await run(args);
  process.send!({ code, signal: null, ...printed });
});

/** The first module of a thread of `startThread`: opens the place of compiled modules, then runs the script. */
import module from 'node:module';

const [, , script, compiled] = process.argv;
if (compiled) module.enableCompileCache(compiled);
await import(script!);
// Such a thread is ended without a word, so what it compiled is kept now.
if (compiled) module.flushCompileCache();

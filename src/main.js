import { existsSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

// In JavaScript: nothing needs stripping before the cache is set up, and the stripper of types (0.1 s) is not loaded.
// What stands in the environment already wins over the file.
if (existsSync('.env')) process.loadEnvFile('.env');
// Types stripped and code compiled once, not at every start. Set up before the program is loaded, so it has a file of its own.
enableCompileCache(join(process.env['DATA_DIR'] || './data', 'compiled'));
await import('./serve.ts');
flushCompileCache();

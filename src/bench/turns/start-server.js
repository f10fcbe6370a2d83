import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// As src/main.js does it, for every kind of server.
const { dataDir } = JSON.parse(process.argv[2]);
enableCompileCache(join(dataDir, 'compiled'));
await import('./server-process.ts');

import { createApp } from '../../src/app/app.ts';
import { createFakeCore } from './fake-core.ts';
import { testConfig } from './start-test-app.ts';

/** A process of its own over the fake core, to be killed by tests. Prints its port; «slow …» takes a second. */
const { makeCore } = createFakeCore({
  beforeAnswer: ({ text }) => new Promise((resolve) => setTimeout(resolve, text.startsWith('slow') ? 1000 : 0)),
});
const { DATA_DIR = '', PORT = '0' } = process.env;
const app = await createApp(testConfig({ DATA_DIR, PORT, LOG_LEVEL: 'silent' }), makeCore);
const { port } = await app.start();
process.stdout.write(`${port}\n`);

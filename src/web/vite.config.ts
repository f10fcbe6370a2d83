import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';
import { fitWebChat } from './build-plugins/fit-web-chat.ts';
import { nativeCoreJs } from './build-plugins/native-core-js.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** What browsers of the last three years can run. */
const TARGET = 'es2022';

/** The chat's page, and scripts and styles of the website page and the status page, with hashed names under /assets/. */
export function pagesConfig(outDir: string): InlineConfig {
  return {
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    html: { cspNonce: '__CSP_NONCE__' },
    plugins: [nativeCoreJs(), fitWebChat()],
    resolve: {
      alias: [
        // Without Adaptive Cards, speech services and ES5: the package does not export this build by name.
        {
          find: /^botframework-webchat$/,
          replacement: `${packages}botframework-webchat/dist/botframework-webchat.minimal.mjs`,
        },
        // Web Chat brings 0.15.5 of its own; 0.15.8 is what the server is tested against.
        { find: /^botframework-directlinejs$/, replacement: `${packages}botframework-directlinejs/lib/directLine.js` },
        { find: /^(markdown-it|mdast-util-from-markdown)$/, replacement: `${root}build-plugins/no-markdown-it.ts` },
        // Polyfills for browsers that TARGET leaves out anyway.
        {
          find: /^(core-js\/.*|url-search-params-polyfill|regenerator-runtime\/runtime)$/,
          replacement: `${root}build-plugins/nothing.ts`,
        },
      ],
    },
    build: {
      outDir,
      emptyOutDir: true,
      target: TARGET,
      manifest: 'manifest.json',
      // The icon gets a file of its own: img-src would allow data:, but a file is cached once for all pages.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1600,
      rolldownOptions: {
        input: { chat: `${root}chat.html`, page: `${root}page/page.ts`, case: `${root}case/case.ts` },
      },
    },
  };
}

/** The officers' and editors' console: a build of its own, so that nothing of it reaches a visitor. */
export function consoleConfig(outDir: string): InlineConfig {
  return {
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      outDir,
      emptyOutDir: false,
      target: TARGET,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 900,
      rolldownOptions: {
        input: { console: `${root}console.html` },
        // Apart from the names of the visitors' files, which are those of their pages.
        output: { chunkFileNames: 'assets/part-[name]-[hash].js' },
        // Mantine marks its files for server components, which we have none of.
        onwarn: (warning, warn) => {
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
        },
      },
    },
  };
}

/** The loader: one classic script without imports, at an address that never changes. */
export function widgetConfig(outDir: string): InlineConfig {
  return {
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      target: TARGET,
      lib: { entry: `${root}widget/widget.ts`, formats: ['iife'], name: 'GoGlobalWidget', fileName: () => 'widget.js' },
    },
  };
}

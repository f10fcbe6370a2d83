import { MantineProvider } from '@mantine/core';
import './mantine.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { ConsoleApp } from './app.tsx';
import { CallError } from './call.ts';
import { cssVariablesResolver, theme } from './theme.ts';
import './console.css';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
// What locks scrolling behind a menu asks for the nonce by this name (get-nonce).
Object.assign(globalThis, { __webpack_nonce__: nonce });

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; only a server that was away is asked again.
      retry: (failures, error) =>
        failures < 2 && error instanceof CallError && (error.status === 0 || error.status >= 500),
      staleTime: 10_000,
      refetchOnWindowFocus: false,
    },
  },
});

// A page that was open while a new version was put in place asks for files that are gone: it is loaded anew.
addEventListener('vite:preloadError', () => location.reload());

const root = document.getElementById('console');
if (root !== null) {
  createRoot(root).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce ?? ''}
    >
      <QueryClientProvider client={queries}>
        <ConsoleApp />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

import { createRoot } from 'react-dom/client';
import { isLanguage, nearestLanguage } from '../languages.ts';
import { ChatApp } from './app.tsx';
import { embedderOf } from './embedder.ts';
import './chat.css';

const parameters = new URLSearchParams(window.location.search);
const wanted = parameters.get('lang');
const pageLanguage = isLanguage(wanted) ? wanted : nearestLanguage(wanted ?? navigator.language);
const embedder = embedderOf(parameters.get('origin'));
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const draft = (parameters.get('ask') ?? '').slice(0, 300);

// Behind #, where no server and no log sees it; taken out at once, so that it does not stay in the history either.
const moveCode = (new URLSearchParams(window.location.hash.slice(1)).get('move') ?? '').slice(0, 40);
if (moveCode !== '') window.history.replaceState(null, '', window.location.pathname + window.location.search);

const root = document.getElementById('chat');
if (root !== null) {
  createRoot(root).render(
    <ChatApp pageLanguage={pageLanguage} embedder={embedder} nonce={nonce} draft={draft} moveCode={moveCode} />,
  );
}

import type { PageToChat } from '../embedding/bridge.ts';
import { chatToPage } from '../embedding/bridge.ts';
import type { Language } from '../languages.ts';
import { isLanguage, nearestLanguage } from '../languages.ts';
import { followKeyboard } from './follow-keyboard.ts';
import { rememberOpen, wasOpen } from './open-memory.ts';
import styles from './widget.css?inline';
import { WIDGET_TEXTS } from './widget-texts.ts';

export interface GoGlobalApi {
  readonly open: () => void;
  /** Opens the chat and says this for the visitor. */
  readonly ask: (text: string) => void;
  readonly close: () => void;
}

declare global {
  interface Window {
    GoGlobal?: GoGlobalApi;
  }
}

const script =
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript
    : document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]');

if (script !== null && window.GoGlobal === undefined) {
  const wanted = script.dataset.language;
  const language = isLanguage(wanted) ? wanted : nearestLanguage(wanted ?? document.documentElement.lang);
  const start = (): void => {
    window.GoGlobal = createWidget(new URL(script.src).origin, language);
    window.dispatchEvent(new Event('goglobal-ready'));
  };
  if (document.body === null) document.addEventListener('DOMContentLoaded', start);
  else start();
}

function createWidget(host: string, language: Language): GoGlobalApi {
  const { root, launcher, panel } = drawWidget(language);
  const waiting: PageToChat[] = [];
  let frame: HTMLIFrameElement | undefined;
  let isReady = false;

  function say(message: PageToChat): void {
    if (isReady) frame?.contentWindow?.postMessage(message, host);
    else waiting.push(message);
  }

  function show(isOpen: boolean): void {
    panel.hidden = !isOpen;
    launcher.setAttribute('aria-expanded', String(isOpen));
    rememberOpen(isOpen);
  }

  function openPanel(takeFocus: boolean): void {
    // The chat loads with the first opening, not before: a page that nobody asks on pays for the launcher only.
    if (frame === undefined) {
      frame = createFrame(host, language);
      panel.append(frame);
    }
    show(true);
    if (takeFocus) frame.focus();
    say({ goglobal: 'opened', takeFocus });
  }

  function close(): void {
    if (panel.hidden) return;
    show(false);
    launcher.focus();
  }

  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (frame === undefined || event.source !== frame.contentWindow || event.origin !== host) return;
    const message = chatToPage(event.data);
    if (message?.goglobal === 'close') close();
    if (message?.goglobal === 'ready') {
      isReady = true;
      for (const waited of waiting.splice(0)) say(waited);
    }
  });
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) close();
  });
  launcher.addEventListener('click', () => {
    if (panel.hidden) openPanel(true);
    else close();
  });
  followKeyboard(root);
  // Full screen is for those who asked for it; a wide window carries the open panel from page to page.
  if (wasOpen() && window.matchMedia('(min-width: 480px) and (min-height: 420px)').matches) openPanel(false);

  return {
    open: () => openPanel(true),
    ask: (text) => {
      openPanel(true);
      say({ goglobal: 'ask', text: String(text) });
    },
    close,
  };
}

function drawWidget(language: Language): { root: HTMLElement; launcher: HTMLButtonElement; panel: HTMLElement } {
  const texts = WIDGET_TEXTS[language];
  const host = document.createElement('goglobal-widget');
  const shadow = host.attachShadow({ mode: 'open' });
  // A constructed sheet, because a host page's style-src may forbid <style>.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets = [sheet];

  const root = document.createElement('div');
  root.className = 'root';
  root.lang = language;
  const panel = document.createElement('div');
  panel.className = 'panel';
  panel.id = 'panel';
  panel.hidden = true;
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', texts.panel);
  const launcher = document.createElement('button');
  launcher.className = 'launcher';
  launcher.type = 'button';
  launcher.setAttribute('aria-expanded', 'false');
  launcher.setAttribute('aria-controls', 'panel');
  launcher.append(speechBubble(), texts.launcher);
  // The panel after its button, so that the reading order is the order of events.
  root.append(launcher, panel);
  shadow.append(root);
  document.body.append(host);
  return { root, launcher, panel };
}

function createFrame(host: string, language: Language): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  const address = new URL('/chat', host);
  address.searchParams.set('lang', language);
  address.searchParams.set('origin', window.location.origin);
  frame.src = address.href;
  frame.title = WIDGET_TEXTS[language].panel;
  frame.lang = language;
  return frame;
}

function speechBubble(): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('width', '24');
  svg.setAttribute('height', '24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('fill', 'currentColor');
  path.setAttribute(
    'd',
    'M5 4h14a2.500 2.500 0 012.500 2.500v8a2.500 2.500 0 01-2.500 2.500h-6.500L7 21v-4H5a2.500 2.500 0 01-2.500-2.500v-8A2.500 2.500 0 015 4z',
  );
  svg.append(path);
  return svg;
}

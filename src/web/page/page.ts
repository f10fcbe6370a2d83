import './page.css';

/** How long a press waits for the widget to load before it goes to the chat's own page instead. */
const WAIT_MS = 2000;

for (const host of document.querySelectorAll('[data-host]')) host.textContent = window.location.origin;

document.addEventListener('click', (event) => {
  const link =
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-ask], a[data-open]') : null;
  if (link === null || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  void press(link);
});

async function press(link: HTMLAnchorElement): Promise<void> {
  const goGlobal = window.GoGlobal ?? (await widgetLoaded());
  if (goGlobal === undefined) window.location.assign(link.href);
  else if (link.dataset.ask === undefined) goGlobal.open();
  else goGlobal.ask(link.dataset.ask);
}

function widgetLoaded(): Promise<Window['GoGlobal']> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(() => resolve(undefined), WAIT_MS);
    window.addEventListener('goglobal-ready', () => {
      window.clearTimeout(timer);
      resolve(window.GoGlobal);
    });
  });
}

/**
 * Keeps launcher and panel out from under a phone's keyboard: it shrinks the visual viewport, but fixed elements stay
 * where the layout viewport ends. Styles read the three lengths.
 */
export function followKeyboard(root: HTMLElement): void {
  const viewport = window.visualViewport;
  if (viewport === null) return;
  const follow = (): void => {
    // Zoomed in with two fingers, the difference is no keyboard.
    const covered = viewport.scale > 1.01 ? 0 : Math.max(0, window.innerHeight - viewport.height - viewport.offsetTop);
    root.style.setProperty('--keyboard', `${Math.round(covered)}px`);
    root.style.setProperty('--view-top', `${Math.round(viewport.offsetTop)}px`);
    root.style.setProperty('--view-height', `${Math.round(viewport.height)}px`);
  };
  viewport.addEventListener('resize', follow);
  viewport.addEventListener('scroll', follow);
  follow();
}

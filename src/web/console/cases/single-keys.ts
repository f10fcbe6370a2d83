const KEY = 'goglobal-console-single-keys';

/** Keys without a modifier can be switched off (WCAG 2.1.4). */
export function usesSingleKeys(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function rememberSingleKeys(isOn: boolean): void {
  try {
    localStorage.setItem(KEY, isOn ? 'on' : 'off');
  } catch {
    // Storage can be switched off; then the keys are on after the next load.
  }
}

/** Whether a key belongs to a field, a menu or a dialog rather than to the page. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  const { target } = event;
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [role="menu"], dialog, [contenteditable]') !== null
  );
}

const KEY = 'goglobal-open';

/** Whether the panel was open when the visitor left the last page of this site; kept for the tab only. */
export function wasOpen(): boolean {
  try {
    return sessionStorage.getItem(KEY) === 'yes';
  } catch {
    return false;
  }
}

export function rememberOpen(isOpen: boolean): void {
  try {
    sessionStorage.setItem(KEY, isOpen ? 'yes' : 'no');
  } catch {
    // A site may forbid storage; then the panel starts closed.
  }
}

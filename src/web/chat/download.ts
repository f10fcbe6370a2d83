/** A browser needs its time to take the file before the address may go. */
const ADDRESS_LIFE_MS = 60_000;

/** Saves a file under this name. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = addressOf(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** An address within this browser, for a minute. */
export function addressOf(blob: Blob): string {
  const address = URL.createObjectURL(blob);
  window.setTimeout(() => URL.revokeObjectURL(address), ADDRESS_LIFE_MS);
  return address;
}

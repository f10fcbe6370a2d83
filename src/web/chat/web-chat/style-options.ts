/** Web Chat's styles are ours (chat.css) but for what only it can draw: focus marks and the end-of-history label. */
export const STYLE_OPTIONS = {
  accent: 'var(--accent)',
  backgroundColor: 'var(--surface)',
  primaryFont: 'inherit',
  subtle: 'var(--muted)',
  // An answer longer than the window is read from its first line.
  autoScrollSnapOnPage: true,
  autoScrollSnapOnPageOffset: -2,
  groupTimestamp: false,
  paddingRegular: 16,
  sendTimeout: 20_000,
  transcriptActivityVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptActivityVisualKeyboardIndicatorStyle: 'solid',
  transcriptActivityVisualKeyboardIndicatorWidth: 2,
  transcriptVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptTerminatorBackgroundColor: 'var(--ink)',
  transcriptTerminatorColor: 'var(--surface)',
  transcriptTerminatorFontSize: 13,
  // The server says «typing» once and then always answers, with a model after two minutes at the latest.
  typingAnimationDuration: 120_000,
};

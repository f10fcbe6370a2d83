import type { NoticeCard } from '../../notices/notice-card.ts';

/** Longest texts of a header and of one field of a section (https://docs.slack.dev/reference/block-kit/blocks). */
const HEADER_LENGTH = 150;
const FIELD_LENGTH = 2000;
const FIELDS_PER_SECTION = 10;

/** The message that a Slack incoming webhook takes. `text` is what notifications and screen readers say. */
export function slackMessage({ title, facts, link }: NoticeCard) {
  const fields = facts.map(({ label, value }) => ({
    type: 'mrkdwn',
    text: cut(`*${escapeMrkdwn(label)}*\n${escapeMrkdwn(value)}`, FIELD_LENGTH),
  }));
  return {
    text: escapeMrkdwn(`${title} · ${facts[0]?.value ?? ''}`),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(title, HEADER_LENGTH) } },
      { type: 'section', fields: fields.slice(0, FIELDS_PER_SECTION) },
      {
        type: 'actions',
        elements: [{ type: 'button', text: { type: 'plain_text', text: link.label }, url: link.url }],
      },
    ],
  };
}

/** Without it a visitor could write <!channel> and call everybody. */
function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** At a whole character, and not inside an escaped one. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text
    .slice(0, length - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/&[a-z]*$/, '');
  return `${kept}…`;
}

import type { NoticeCard } from '../../notices/notice-card.ts';

/**
 * The message that a Teams workflow «When a Teams webhook request is received» takes: one Adaptive Card
 * (https://adaptivecards.io/explorer/). Texts are Markdown there, so what a visitor wrote is escaped.
 */
export function teamsMessage({ title, facts, link }: NoticeCard) {
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { type: 'TextBlock', weight: 'Bolder', size: 'Medium', wrap: true, text: escapeMarkdown(title) },
            {
              type: 'FactSet',
              facts: facts.map(({ label, value }) => ({ title: label, value: escapeMarkdown(value) })),
            },
          ],
          actions: [{ type: 'Action.OpenUrl', title: link.label, url: link.url }],
        },
      },
    ],
  };
}

/** A link's text must not hide another address, and a list or heading would tear the card. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]()#<>~|]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}

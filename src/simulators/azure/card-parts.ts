import type { PhonePart, PhoneWords } from '../phone/phone.ts';
import type { FakeAdaptiveCard, OutgoingActivity } from './activity-limits.ts';
import { readMarkdown } from './read-markdown.ts';

type Element = FakeAdaptiveCard['body'][number];

/** A message as Teams draws it: an Adaptive Card by its elements, a text by its Markdown; null: words as they are. */
export function cardParts(activity: OutgoingActivity): readonly PhonePart[] | null {
  if (activity.type !== 'message') return null;
  const { text = '', textFormat, attachments = [] } = activity;
  const cards = attachments.flatMap((one) =>
    one.contentType === 'application/vnd.microsoft.card.adaptive' ? one.content.body.flatMap(partsOf) : [],
  );
  const isMarkdown = text !== '' && textFormat === 'markdown';
  if (cards.length === 0 && !isMarkdown) return null;
  return [...(text === '' ? [] : [words(text)]), ...cards];
}

/** Buttons are left to the phone, which knows what a press does. */
function partsOf(element: Element): readonly PhonePart[] {
  switch (element.type) {
    case 'TextBlock':
      return [words(element.text, element)];
    case 'FactSet': {
      const facts = element.facts.map(({ title, value }) => ({ title, value: readMarkdown(value) }));
      return [{ kind: 'facts', facts }];
    }
    case 'Container':
      return [...(element['separator'] === true ? [{ kind: 'rule' } as const] : []), ...element.items.flatMap(partsOf)];
    case 'Table': {
      const rows = element.rows.map(({ cells }) =>
        cells.map(({ items }) => items.map((item) => words(item.text, item))),
      );
      return [{ kind: 'table', rows }];
    }
    case 'ActionSet':
      return [];
  }
}

function words(markdown: string, look: Readonly<Record<string, unknown>> = {}): PhoneWords {
  return {
    kind: 'words',
    lines: readMarkdown(markdown),
    isBold: look['weight'] === 'Bolder',
    isQuiet: look['isSubtle'] === true,
  };
}

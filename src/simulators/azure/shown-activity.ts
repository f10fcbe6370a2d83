import type { FakeAdaptiveCard, OutgoingMessage } from './activity-limits.ts';

/** What a person can press, with what the app says when they do. */
export interface ShownAction {
  readonly title: string;
  /** Stands in the chat as their own words. */
  readonly says: string;
  /** Comes back with it. */
  readonly value?: unknown;
}

/** A message as a person reads it; the address behind a link stands after it, as they could open it. */
export function textOf({ text = '', attachments = [] }: OutgoingMessage): string {
  const parts = attachments.map((one) => {
    if (one.contentType === 'application/vnd.microsoft.card.adaptive') return cardText(one.content);
    return one.contentType === 'application/vnd.microsoft.card.hero' ? (one.content.text ?? '') : '';
  });
  return [withAddresses(text), ...parts].filter((part) => part !== '').join('\n');
}

export function actionsOf({ attachments = [], suggestedActions }: OutgoingMessage): readonly ShownAction[] {
  const inCards = attachments.flatMap((one) => {
    if (one.contentType === 'application/vnd.microsoft.card.adaptive') return one.content.body.flatMap(submitsIn);
    return one.contentType === 'application/vnd.microsoft.card.hero' ? one.content.buttons.map(fromCardAction) : [];
  });
  return [...inCards, ...(suggestedActions?.actions ?? []).map(fromCardAction)];
}

type CardAction = NonNullable<OutgoingMessage['suggestedActions']>['actions'][number];
type Element = FakeAdaptiveCard['body'][number];

function fromCardAction({ title, value }: CardAction): ShownAction {
  return { title, says: typeof value === 'string' ? value : title };
}

function submitsIn(element: Element): readonly ShownAction[] {
  if (element.type === 'Container') return element.items.flatMap(submitsIn);
  if (element.type !== 'ActionSet') return [];
  return element.actions.flatMap((action): readonly ShownAction[] => {
    if (action.type !== 'Action.Submit') return [];
    const { title, data } = action;
    const { msteams } = data;
    if (msteams.type === 'imBack') return [{ title, says: msteams.value }];
    return [{ title, says: msteams.text, value: msteams.value }];
  });
}

function cardText({ body }: FakeAdaptiveCard): string {
  return body
    .map(elementText)
    .filter((text) => text !== '')
    .join('\n');
}

function elementText(element: Element): string {
  switch (element.type) {
    case 'TextBlock':
      return withAddresses(element.text);
    case 'FactSet':
      return element.facts.map(({ title, value }) => `${title}: ${withAddresses(value)}`).join('\n');
    case 'Container':
      return element.items.map(elementText).join('\n');
    case 'Table':
      return element.rows
        .map(({ cells }) => cells.map(({ items }) => items.map(elementText).join(' ')).join(' | '))
        .join('\n');
    case 'ActionSet':
      return element.actions
        .flatMap((action) => (action.type === 'Action.OpenUrl' ? [`${action.title} ${action.url}`] : []))
        .join('\n');
  }
}

function withAddresses(markdown: string): string {
  return markdown
    .replaceAll(/\[((?:[^\]\\]|\\.)+)\]\((https?:\/\/[^\s)]+)\)/gu, '$1\n$2\n')
    .replaceAll(/\\([\p{P}\p{S}])/gu, '$1');
}

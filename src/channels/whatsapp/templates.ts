import { OutageError } from '../../domain/errors.ts';
import type { MessageTemplate, VendorMessage } from '../messenger/channel.ts';
import { templatesSchema } from './whatsapp-schema.ts';

const MOST_PAGES = 20;

/**
 * The approved templates of an account whose only gaps are in their body: those that officers can fill in. `account`: its
 * address at the Graph API. Rejects with OutageError "messenger_unavailable".
 */
export async function readTemplates(
  account: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<readonly MessageTemplate[]> {
  const templates: MessageTemplate[] = [];
  let url: string | undefined = `${account}/message_templates?fields=name,language,status,components&limit=100`;
  for (let page = 0; page < MOST_PAGES && url !== undefined; page++) {
    const { data, paging } = await readPage(url, headers, timeoutMs);
    templates.push(...data.flatMap(templateOf));
    const next: string | undefined = paging?.next;
    // The token goes nowhere but where the account is.
    url = next !== undefined && URL.parse(next)?.origin === new URL(account).origin ? next : undefined;
  }
  return templates;
}

async function readPage(url: string, headers: Readonly<Record<string, string>>, timeoutMs: number) {
  try {
    const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return templatesSchema.parse(await response.json());
  } catch (cause) {
    throw new OutageError('messenger_unavailable', 'the templates could not be read', { cause, isRetryable: true });
  }
}

function templateOf({ name, language, status, components }: (typeof templatesSchema)['_output']['data'][number]) {
  const body = components.find(({ type }) => type === 'BODY')?.text;
  const isElsewhere = components.some(
    ({ type, format = 'TEXT', text = '' }) => type === 'HEADER' && (format !== 'TEXT' || text.includes('{{')),
  );
  if (status !== 'APPROVED' || body === undefined || isElsewhere) return [];
  return [{ name, language, text: body, gaps: new Set(body.match(/\{\{\d+\}\}/gu)).size }];
}

/** A template with its gaps filled in order. */
export function renderTemplate({ name, language }: MessageTemplate, values: readonly string[]): VendorMessage {
  const parameters = values.map((text) => ({ type: 'text', text: text.replaceAll(/\s+/gu, ' ').trim() }));
  const components = parameters.length === 0 ? {} : { components: [{ type: 'body', parameters }] };
  return { type: 'template', template: { name, language: { code: language }, ...components } };
}

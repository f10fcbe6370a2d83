import type { RouteResponse } from '../server/route.ts';

/** A refusal with the wording of `key` (dialogs/wording.yaml, console). Codes are listed in docs/errors.md. */
export function refuse(
  status: number,
  code: string,
  key: string,
  values: Readonly<Record<string, string>> = {},
): RouteResponse {
  return { kind: 'refusal', status, code, key, values };
}

/** A value for the page that asked. */
export function answerWith(json: unknown, headers: Readonly<Record<string, string>> = {}): RouteResponse {
  return { kind: 'json', status: 200, json, headers };
}

import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeDataDirs, startTestApp, type TestApp } from '../fakes/start-test-app.ts';

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

interface Operation {
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: object } } };
  readonly responses: Record<
    string,
    { readonly content?: { readonly 'application/json': { readonly schema: object } } }
  >;
}

let app: TestApp;
let document: Document;
beforeAll(async () => {
  app = await startTestApp({ answer: () => ({ table: { caption: 'c', columns: ['a'], rows: [['1']] } }) });
  document = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as Document;
});
afterAll(async () => {
  await app.stop();
  await removeDataDirs();
});

const ajv = new Ajv2020({ strict: false, allErrors: true });

function validatorOf(path: string, method: string, status: string): ValidateFunction {
  const schema = document.paths[path]?.[method]?.responses[status]?.content?.['application/json'].schema;
  if (schema === undefined) throw new Error(`${method} ${path} has no schema for ${status}`);
  return ajv.compile(schema);
}

function expectValid(validate: ValidateFunction, json: unknown): void {
  validate(json);
  expect(validate.errors ?? []).toEqual([]);
}

describe('/api/openapi.json', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const result = await new Validator().validate({ ...document });
    expect(result).toMatchObject({ valid: true });
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(Object.keys(document.paths).toSorted()).toEqual([
      '/api/ask',
      '/api/conversations/{id}',
      '/api/moves',
      '/api/session',
      '/v3/directline/moves',
    ]);
  });

  it('describes what is really answered', async () => {
    const asked = await fetch(`${app.url}/api/ask`, { method: 'POST', body: '{"question":"x"}' });
    const answer = (await asked.json()) as { conversationId: string; conversationToken: string };
    expectValid(validatorOf('/api/ask', 'post', '200'), answer);
    const headers = { Authorization: `Bearer ${answer.conversationToken}` };
    const history = await fetch(`${app.url}/api/conversations/${answer.conversationId}`, { headers });
    expectValid(validatorOf('/api/conversations/{id}', 'get', '200'), await history.json());
    const session = await fetch(`${app.url}/api/session`, { method: 'POST' });
    expectValid(validatorOf('/api/session', 'post', '200'), await session.json());
  });

  it('describes what is really refused', async () => {
    const validate = ajv.compile(document.components.schemas['Error'] ?? {});
    for (const [path, init] of [
      ['/api/ask', { method: 'POST', body: '{}' }],
      ['/api/ask', { method: 'POST', body: 'x'.repeat(100_000) }],
      ['/api/conversations/x', {}],
      ['/nowhere', {}],
    ] as const) {
      expectValid(validate, await (await fetch(`${app.url}${path}`, init)).json());
    }
  });

  it('takes exactly the questions that its schema takes', async () => {
    const schema = document.paths['/api/ask']?.['post']?.requestBody?.content['application/json'].schema ?? {};
    const validate = ajv.compile(schema);
    for (const body of [
      { question: 'x' },
      { question: 'x', language: 'fr' },
      {},
      { question: 'x', messageId: 'a b' },
      { question: 1 },
    ]) {
      const { status } = await fetch(`${app.url}/api/ask`, { method: 'POST', body: JSON.stringify(body) });
      expect([body, status === 200]).toEqual([body, validate(body)]);
    }
  });
});

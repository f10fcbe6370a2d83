import { z } from 'zod';
import type { Route, RouteDescription } from './route.ts';

const DOCUMENT_PATH = '/api/openapi.json';

/** /api/openapi.json: the routes that describe themselves, as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1). */
export function openApiRoute(routes: readonly Route[], version: string): Route {
  const document = openApiDocument(routes, version);
  return {
    method: 'get',
    path: DOCUMENT_PATH,
    body: 'none',
    origins: 'any',
    isLimited: false,
    handle: () => Promise.resolve({ kind: 'json', status: 200, json: document }),
  };
}

function openApiDocument(routes: readonly Route[], version: string): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    if (route.description === undefined) continue;
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route, route.description) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'GoGlobal Assistant',
      version,
      description: 'Short, dated, cited answers about going global through Hong Kong, in three languages.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Error: schemaOf(errorSchema, 'output') },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      responses: Object.fromEntries(
        Object.entries(FAILURES).map(([status, description]) => [`Failure${status}`, failureOf(description)]),
      ),
    },
  };
}

const errorSchema = z.object({
  error: z.object({
    code: z.string().describe('Stable, for programs'),
    message: z.string().describe('For people, in the language of Accept-Language'),
  }),
});

const FAILURES = {
  400: 'The request is not what this operation takes',
  401: 'A token is needed',
  403: 'This token, or this page, may not do that',
  404: 'There is no such thing',
  413: 'Too much at once',
  429: 'Too often; Retry-After tells when it works again',
  503: 'Part of the service is out of order; try again',
} as const;

function operationOf(route: Route, description: RouteDescription): Readonly<Record<string, unknown>> {
  const { summary, parameters = [], requestBody, responses, needsToken = false } = description;
  return {
    operationId: `${route.method}${route.path.replaceAll(/\W+(\w)/g, (_match, letter: string) => letter.toUpperCase())}`,
    summary,
    security: needsToken ? [{ token: [] }] : [],
    ...(parameters.length > 0 && {
      parameters: parameters.map(({ name, in: place, description: text, isRequired }) => ({
        name,
        in: place,
        required: isRequired,
        description: text,
        schema: { type: 'string' },
      })),
    }),
    ...(requestBody !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(requestBody, 'input') } } },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(responses).map(([status, { description: text, schema }]) => [
          status,
          {
            description: text,
            ...(schema !== undefined && { content: { 'application/json': { schema: schemaOf(schema, 'output') } } }),
          },
        ]),
      ),
      ...Object.fromEntries(
        Object.keys(FAILURES).map((status) => [status, { $ref: `#/components/responses/Failure${status}` }]),
      ),
    },
  };
}

function failureOf(description: string): Readonly<Record<string, unknown>> {
  return { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };
}

/** OpenAPI 3.1 schemas are JSON Schema 2020-12; the document names that dialect itself. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Readonly<Record<string, unknown>> {
  const entries = Object.entries(z.toJSONSchema(schema, { io, target: 'draft-2020-12' }));
  return Object.fromEntries(entries.filter(([key]) => key !== '$schema'));
}

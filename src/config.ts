import { z } from 'zod';

/** The environment, parsed once. Nothing else in the program reads it. */
export interface Config {
  readonly server: {
    readonly port: number;
    readonly host: string;
    readonly allowedOrigins: readonly string[];
    readonly trustsProxy: boolean;
    readonly metricsToken: string | undefined;
    readonly stopTimeoutMs: number;
  };
  /** Uses per minute; 0 switches a limit off. */
  readonly limits: {
    readonly messagesPerMinute: number;
    readonly conversationsPerMinute: number;
    readonly requestsPerMinute: number;
  };
  readonly folders: { readonly data: string; readonly knowledge: string; readonly dialogs: string };
  readonly secrets: { readonly token: string | undefined; readonly directLine: string | undefined };
  readonly console: {
    /** Whether the gap desk may write to the knowledge folder. */
    readonly mayEditFiles: boolean;
  };
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent' };
  readonly embeddings: {
    readonly provider: 'local' | 'openai' | 'azure' | 'ollama';
    readonly baseUrl: string | undefined;
    readonly apiKey: string | undefined;
    readonly model: string | undefined;
    readonly azureDeployment: string | undefined;
    readonly azureApiVersion: string | undefined;
    /** Of one request at index time. */
    readonly timeoutMs: number;
    /** Of one question, with a visitor waiting. */
    readonly questionTimeoutMs: number;
  };
  /** undefined when no reranking endpoint is configured. */
  readonly rerank:
    | {
        readonly url: string;
        readonly apiKey: string | undefined;
        readonly model: string | undefined;
        readonly timeoutMs: number;
      }
    | undefined;
}

export type ConfigResult =
  | { readonly kind: 'valid'; readonly config: Config }
  /** One plain sentence per variable that is wrong, by its name. */
  | { readonly kind: 'faulty'; readonly faults: readonly string[] };

/** Every variable is optional: with none set, the program runs on this machine with no key and no network. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  // An empty value in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (parsed.success) return { kind: 'valid', config: deepFreeze(configOf(parsed.data)) };
  return {
    kind: 'faulty',
    faults: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  };
}

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`);
const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const yesOrNo = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
const secret = z.string().min(32, 'must have at least 32 characters, e.g. from: openssl rand -base64 32');
const milliseconds = whole(100, 600_000);

/** The environment as it is written; .env.example shows every variable, and a test keeps the two together. */
export const environmentSchema = z
  .object({
    PORT: whole(0, 65_535).default(3978),
    HOST: z.string().default('127.0.0.1'),
    DATA_DIR: z.string().default('./data'),
    KNOWLEDGE_DIR: z.string().default('./knowledge'),
    DIALOGS_DIR: z.string().default('./dialogs'),
    ALLOWED_ORIGINS: z
      .string()
      .default('')
      .transform((list) => list.split(/[\s,]+/).filter((origin) => origin !== ''))
      .refine((list) => list.every(isOrigin), 'must be origins like https://www.example.hk, separated by commas'),
    TOKEN_SECRET: secret.optional(),
    DIRECT_LINE_SECRET: secret.optional(),
    TRUST_PROXY: yesOrNo.default(false),
    CONSOLE_MAY_EDIT_FILES: yesOrNo.default(false),
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
    LOG_LEVEL: z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
      .default('info'),
    STOP_TIMEOUT_MS: milliseconds.default(30_000),
    LIMIT_MESSAGES_PER_MINUTE: whole(0, 100_000).default(15),
    LIMIT_CONVERSATIONS_PER_MINUTE: whole(0, 100_000).default(10),
    LIMIT_REQUESTS_PER_MINUTE: whole(0, 100_000).default(120),
    EMBEDDINGS_PROVIDER: z
      .enum(['local', 'openai', 'azure', 'ollama'], 'must be local, openai, azure or ollama')
      .default('local'),
    EMBEDDINGS_BASE_URL: webAddress.optional(),
    EMBEDDINGS_API_KEY: z.string().optional(),
    EMBEDDINGS_MODEL: z.string().optional(),
    EMBEDDINGS_AZURE_DEPLOYMENT: z.string().optional(),
    EMBEDDINGS_AZURE_API_VERSION: z.string().optional(),
    EMBEDDINGS_TIMEOUT_MS: milliseconds.default(10_000),
    EMBEDDINGS_QUESTION_TIMEOUT_MS: milliseconds.default(1_500),
    RERANK_URL: webAddress.optional(),
    RERANK_API_KEY: z.string().optional(),
    RERANK_MODEL: z.string().optional(),
    RERANK_TIMEOUT_MS: milliseconds.default(2_000),
  })
  .superRefine((env, context) => {
    for (const name of neededFor(env)) {
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `is needed with EMBEDDINGS_PROVIDER=${env.EMBEDDINGS_PROVIDER}`,
      });
    }
  });

type Environment = z.infer<typeof environmentSchema>;

function neededFor(env: Environment): readonly (keyof Environment)[] {
  return NEEDED[env.EMBEDDINGS_PROVIDER].filter((name) => {
    // A compatible server of one's own has an address instead of a key.
    const isOwnServer =
      name === 'EMBEDDINGS_API_KEY' && env.EMBEDDINGS_PROVIDER === 'openai' && env.EMBEDDINGS_BASE_URL !== undefined;
    return env[name] === undefined && !isOwnServer;
  });
}

const NEEDED: Readonly<Record<Environment['EMBEDDINGS_PROVIDER'], readonly (keyof Environment)[]>> = {
  local: [],
  openai: ['EMBEDDINGS_API_KEY', 'EMBEDDINGS_MODEL'],
  azure: ['EMBEDDINGS_BASE_URL', 'EMBEDDINGS_API_KEY', 'EMBEDDINGS_AZURE_DEPLOYMENT'],
  ollama: ['EMBEDDINGS_MODEL'],
};

function isOrigin(text: string): boolean {
  const address = URL.parse(text);
  return address !== null && /^https?:$/.test(address.protocol) && address.origin === text;
}

function configOf(env: Environment): Config {
  return {
    server: {
      port: env.PORT,
      host: env.HOST,
      allowedOrigins: env.ALLOWED_ORIGINS,
      trustsProxy: env.TRUST_PROXY,
      metricsToken: env.METRICS_TOKEN,
      stopTimeoutMs: env.STOP_TIMEOUT_MS,
    },
    limits: {
      messagesPerMinute: env.LIMIT_MESSAGES_PER_MINUTE,
      conversationsPerMinute: env.LIMIT_CONVERSATIONS_PER_MINUTE,
      requestsPerMinute: env.LIMIT_REQUESTS_PER_MINUTE,
    },
    folders: { data: env.DATA_DIR, knowledge: env.KNOWLEDGE_DIR, dialogs: env.DIALOGS_DIR },
    secrets: { token: env.TOKEN_SECRET, directLine: env.DIRECT_LINE_SECRET },
    console: { mayEditFiles: env.CONSOLE_MAY_EDIT_FILES },
    log: { level: env.LOG_LEVEL },
    embeddings: {
      provider: env.EMBEDDINGS_PROVIDER,
      baseUrl: env.EMBEDDINGS_BASE_URL,
      apiKey: env.EMBEDDINGS_API_KEY,
      model: env.EMBEDDINGS_MODEL,
      azureDeployment: env.EMBEDDINGS_AZURE_DEPLOYMENT,
      azureApiVersion: env.EMBEDDINGS_AZURE_API_VERSION,
      timeoutMs: env.EMBEDDINGS_TIMEOUT_MS,
      questionTimeoutMs: env.EMBEDDINGS_QUESTION_TIMEOUT_MS,
    },
    rerank:
      env.RERANK_URL === undefined
        ? undefined
        : {
            url: env.RERANK_URL,
            apiKey: env.RERANK_API_KEY,
            model: env.RERANK_MODEL,
            timeoutMs: env.RERANK_TIMEOUT_MS,
          },
  };
}

function deepFreeze<Value extends object>(value: Value): Value {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}

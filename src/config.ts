import { z } from 'zod';
import { ROLES, type Role } from './console/accounts/account.ts';
import type { AttachmentLimits } from './domain/attachment.ts';
import { isLanguage, LANGUAGES, type Language } from './domain/language.ts';

/** A daemon that is reached over TCP, or by a socket of this machine. */
type DaemonAddress = { readonly host: string; readonly port: number } | { readonly path: string };

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
  /** Of what visitors and officers attach to cases. `perCase` 0: nothing. */
  readonly attachments: AttachmentLimits;
  /** The ClamAV daemon that looks for malware in them; undefined: nobody does. */
  readonly scanner: DaemonAddress | undefined;
  readonly folders: { readonly data: string; readonly knowledge: string; readonly dialogs: string };
  readonly database: {
    /** Of PostgreSQL, with user and password; undefined: SQLite in the data folder. */
    readonly url: string | undefined;
  };
  readonly secrets: { readonly token: string | undefined; readonly directLine: string | undefined };
  readonly console: {
    /** Whether the gap desk may write to the knowledge folder. */
    readonly mayEditFiles: boolean;
  };
  /** undefined when nobody signs in at an identity provider. */
  readonly oidc: OidcConfig | undefined;
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
  /** Who is told of cases; what is undefined is told nothing. */
  readonly notify: {
    /** Origin under which people reach this server, without a slash at the end; undefined: where it listens. */
    readonly publicUrl: string | undefined;
    /** Of the cards in Teams and Slack. */
    readonly language: Language;
    readonly mail:
      | {
          readonly smtp: SmtpServer;
          readonly from: { readonly name: string; readonly address: string };
          readonly to: readonly NoticeAddress[];
        }
      | undefined;
    readonly webhook: { readonly url: string; readonly secret: string } | undefined;
    readonly teamsUrl: string | undefined;
    readonly slackUrl: string | undefined;
  };
  /** Messaging apps in which visitors can write; undefined: not there. */
  readonly messengers: {
    readonly whatsapp:
      | {
          readonly phoneNumberId: string;
          /** As people call it, digits with country code; undefined: conversations are not moved to it. */
          readonly number: string | undefined;
          readonly businessAccountId: string | undefined;
          readonly accessToken: string;
          readonly appSecret: string;
          readonly verifyToken: string;
          readonly apiUrl: string;
          readonly apiVersion: string;
          /** Of one call. */
          readonly timeoutMs: number;
        }
      | undefined;
    readonly wechat:
      | {
          readonly accounts: readonly WechatAccountConfig[];
          /** Of the first account, as it is found in WeChat. */
          readonly name: string | undefined;
          readonly apiUrl: string;
          readonly timeoutMs: number;
        }
      | undefined;
    readonly wecom:
      | {
          readonly corpId: string;
          readonly secret: string;
          readonly token: string;
          readonly aesKey: string;
          /** Who takes over in the WeCom app when a person is asked for; null: officers answer from the console. */
          readonly servicer: string | null;
          /** Of the customer service account; undefined: conversations are not moved to it. */
          readonly link: string | undefined;
          readonly apiUrl: string;
          readonly timeoutMs: number;
        }
      | undefined;
    readonly azure:
      | {
          readonly appType: (typeof AZURE_APP_TYPES)[number];
          readonly appId: string;
          /** null with a managed identity. */
          readonly appPassword: string | null;
          /** null with a multi-tenant app. */
          readonly tenantId: string | null;
          readonly loginUrl: string;
          readonly openIdUrl: string;
          readonly timeoutMs: number;
        }
      | undefined;
  };
}

/** As Azure names the types of a bot's app. */
const AZURE_APP_TYPES = ['SingleTenant', 'MultiTenant', 'UserAssignedMSI'] as const;

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** undefined for a public client. */
  readonly clientSecret: string | undefined;
  readonly roleClaim: string;
  /** The first whose value is in the claim counts. */
  readonly roles: readonly { readonly value: string; readonly role: Role }[];
  /** Claim with ids of desks; undefined: desks are set in the console. */
  readonly desksClaim: string | undefined;
  /** The provider's name on the button. */
  readonly button: string | undefined;
  /** Whether passwords are off, but for the emergency account. */
  readonly isOnly: boolean;
  /** Origin at which the provider sends people back. */
  readonly publicUrl: string;
}

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly isSecure: boolean;
  readonly login: { readonly user: string; readonly password: string } | null;
}

/** One WeChat official account. */
export interface WechatAccountConfig {
  readonly appid: string;
  readonly secret: string;
  readonly token: string;
  /** null: it pushes in plain text. */
  readonly aesKey: string | null;
  /** It may only answer within the response of a push. */
  readonly isPassive: boolean;
}

export interface NoticeAddress {
  /** Id of a desk; null: whatever the desk. */
  readonly desk: string | null;
  readonly address: string;
  readonly language: Language;
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
const postgresAddress = z
  .string()
  .refine(isPostgresAddress, 'must be like postgres://user:password@db.example.hk:5432/goglobal');
const yesOrNo = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
const secret = z.string().min(32, 'must have at least 32 characters, e.g. from: openssl rand -base64 32');
const milliseconds = whole(100, 600_000);

/** https, or http on this machine: whoever can change the answer of an issuer can sign in as anybody. */
const issuer = webAddress
  .refine((address) => {
    const { protocol, hostname, search, hash } = new URL(address);
    const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    return (protocol === 'https:' || isHere) && search === '' && hash === '';
  }, 'must be an https address without ? and #')
  .refine(
    // These would let in the people of any organisation.
    (address) => !/^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)(\/|$)/.test(address),
    'must name your own tenant: https://login.microsoftonline.com/TENANT-ID/v2.0',
  );
/** VALUE:ROLE, separated by commas; the value may hold colons (urn:…). */
const providerRoles = z.string().transform((list, context) => {
  const parts = list.split(/[\s,]+/).filter((part) => part !== '');
  return parts.flatMap((part) => {
    const [, value, name] = /^(.+):([a-z]+)$/.exec(part) ?? [];
    const role = ROLES.find((known) => known === name);
    if (value !== undefined && role !== undefined) return [{ value, role }];
    const message = `must be like GoGlobal.Officer:officer, with the roles ${ROLES.join(', ')}`;
    context.addIssue({ code: 'custom', message });
    return [];
  });
});
const language = z.enum(LANGUAGES, `must be one of ${LANGUAGES.join(', ')}`);
const mailAddress = z.email();
/** smtp://user:password@host:587 or smtps://…:465; user and password are percent-encoded, or left out. */
const smtpServer = z.string().transform((text, context): SmtpServer => {
  const address = URL.parse(text);
  if (address === null || !/^smtps?:$/.test(address.protocol) || address.hostname === '') {
    context.addIssue({ code: 'custom', message: 'must be like smtp://user:password@mail.example.hk:587 or smtps://…' });
    return z.NEVER;
  }
  const [user, password] = [percentDecoded(address.username), percentDecoded(address.password)];
  if (user === null || password === null) {
    context.addIssue({ code: 'custom', message: 'user and password must be percent-encoded' });
    return z.NEVER;
  }
  const isSecure = address.protocol === 'smtps:';
  const standardPort = isSecure ? 465 : 587;
  return {
    host: address.hostname,
    port: address.port === '' ? standardPort : Number(address.port),
    isSecure,
    login: user === '' ? null : { user, password },
  };
});
/** Of clamd, where nobody says another. */
const CLAMD_PORT = 3310;
/** tcp://clamav.example.hk:3310, or unix:///run/clamav/clamd.ctl for a daemon on this machine. */
const clamAddress = z.string().transform((text, context): DaemonAddress => {
  const address = URL.parse(text);
  if (address?.protocol === 'tcp:' && address.hostname !== '')
    return { host: address.hostname, port: address.port === '' ? CLAMD_PORT : Number(address.port) };
  if (address?.protocol === 'unix:' && address.hostname === '' && address.pathname.length > 1)
    return { path: address.pathname };
  context.addIssue({ code: 'custom', message: 'must be like tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl' });
  return z.NEVER;
});
/** «desk@example.hk» or «GoGlobal desk <desk@example.hk>». */
const mailFrom = z.string().transform((text, context) => {
  const [, name = '', bracketed] = /^([^<>"\r\n]*)<([^<>]+)>$/.exec(text) ?? [];
  const address = mailAddress.safeParse(bracketed ?? text);
  if (address.success) return { name: name.trim(), address: address.data };
  context.addIssue({ code: 'custom', message: 'must be an address, or a name with an address in < >' });
  return z.NEVER;
});
/** DESK:ADDRESS or DESK:ADDRESS:LANGUAGE, separated by commas; * is every desk. */
const noticeAddresses = z
  .string()
  .default('')
  .transform((list, context): readonly (Omit<NoticeAddress, 'language'> & { language: Language | null })[] => {
    const parts = list.split(/[\s,]+/).filter((part) => part !== '');
    return parts.flatMap((part) => {
      const [desk = '', address = '', tag, ...more] = part.split(':');
      const isWell =
        /^([a-z0-9-]+|\*)$/.test(desk) &&
        mailAddress.safeParse(address).success &&
        (tag === undefined || isLanguage(tag)) &&
        more.length === 0;
      if (isWell) return [{ desk: desk === '*' ? null : desk, address, language: tag ?? null }];
      context.addIssue({
        code: 'custom',
        message: 'must be like duty:duty@example.hk, *:all@example.hk:en (desk or *, address, language)',
      });
      return [];
    });
  });
const AES_KEY = /^[A-Za-z0-9+/]{43}$/;
const aesKey = z.string().regex(AES_KEY, 'must have 43 letters and digits, as the vendor makes it');
/** APPID:SECRET:TOKEN:AES_KEY, or with :passive behind; AES_KEY is left empty for plain text. Separated by commas. */
const wechatAccounts = z.string().transform((list, context): readonly WechatAccountConfig[] =>
  list
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [appid = '', secret = '', token = '', key = '', mode, ...more] = part.split(':');
      const isWell =
        /^wx[0-9A-Za-z]{4,30}$/.test(appid) &&
        /^[0-9A-Za-z]{8,64}$/.test(secret) &&
        /^[0-9A-Za-z]{3,32}$/.test(token) &&
        (key === '' || AES_KEY.test(key)) &&
        (mode === undefined || mode === 'passive') &&
        more.length === 0;
      if (isWell) return [{ appid, secret, token, aesKey: key === '' ? null : key, isPassive: mode === 'passive' }];
      context.addIssue({ code: 'custom', message: 'must be like APPID:SECRET:TOKEN:AES_KEY, separated by commas' });
      return [];
    }),
);
/** As Standard Webhooks says: whsec_ and 24 to 64 bytes in base64. */
const webhookSecret = z
  .string()
  .refine(
    isWebhookSecret,
    'must be whsec_ and 24 to 64 random bytes in base64, e.g. from: echo whsec_$(openssl rand -base64 32)',
  );

/** Of an account at a vendor. */
const vendorId = z.string().regex(/^\d{5,30}$/, 'must be the number that the vendor shows as its id');
const azureId = z.guid('must be an id like 00000000-0000-0000-0000-000000000000');
const apiAddress = webAddress.transform((address) => address.replace(/\/+$/, ''));

/** The environment as it is written; .env.example shows every variable, and a test keeps the two together. */
export const environmentSchema = z
  .object({
    PORT: whole(0, 65_535).default(3978),
    HOST: z.string().default('127.0.0.1'),
    DATA_DIR: z.string().default('./data'),
    KNOWLEDGE_DIR: z.string().default('./knowledge'),
    DIALOGS_DIR: z.string().default('./dialogs'),
    DATABASE_URL: postgresAddress.optional(),
    ALLOWED_ORIGINS: z
      .string()
      .default('')
      .transform((list) => list.split(/[\s,]+/).filter((origin) => origin !== ''))
      .refine((list) => list.every(isOrigin), 'must be origins like https://www.example.hk, separated by commas'),
    TOKEN_SECRET: secret.optional(),
    DIRECT_LINE_SECRET: secret.optional(),
    TRUST_PROXY: yesOrNo.default(false),
    CONSOLE_MAY_EDIT_FILES: yesOrNo.default(false),
    OIDC_ISSUER: issuer.optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OIDC_ROLE_CLAIM: z.string().default('roles'),
    OIDC_ROLES: providerRoles.optional(),
    OIDC_DESKS: z.string().optional(),
    OIDC_BUTTON: z.string().max(40, 'must have at most 40 characters').optional(),
    OIDC_ONLY: yesOrNo.default(false),
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
    LOG_LEVEL: z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
      .default('info'),
    STOP_TIMEOUT_MS: milliseconds.default(30_000),
    LIMIT_MESSAGES_PER_MINUTE: whole(0, 100_000).default(15),
    LIMIT_CONVERSATIONS_PER_MINUTE: whole(0, 100_000).default(10),
    LIMIT_REQUESTS_PER_MINUTE: whole(0, 100_000).default(120),
    ATTACHMENT_MAX_MB: whole(1, 15).default(10),
    ATTACHMENTS_PER_CASE: whole(0, 100).default(10),
    CLAMAV_URL: clamAddress.optional(),
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
    PUBLIC_URL: webAddress.transform((address) => address.replace(/\/+$/, '')).optional(),
    NOTIFY_LANGUAGE: language.default('zh-Hant'),
    NOTIFY_MAIL: noticeAddresses,
    SMTP_URL: smtpServer.optional(),
    MAIL_FROM: mailFrom.optional(),
    WEBHOOK_URL: webAddress.optional(),
    WEBHOOK_SECRET: webhookSecret.optional(),
    TEAMS_WEBHOOK_URL: webAddress.optional(),
    SLACK_WEBHOOK_URL: webAddress.optional(),
    MESSENGER_TIMEOUT_MS: milliseconds.default(15_000),
    WHATSAPP_PHONE_NUMBER_ID: vendorId.optional(),
    WHATSAPP_NUMBER: z
      .string()
      .regex(/^\d{7,15}$/, 'must be the number with its country code, digits only, like 85212345678')
      .optional(),
    WHATSAPP_BUSINESS_ACCOUNT_ID: vendorId.optional(),
    WHATSAPP_ACCESS_TOKEN: z.string().optional(),
    WHATSAPP_APP_SECRET: z.string().optional(),
    WHATSAPP_VERIFY_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
    WHATSAPP_API_URL: apiAddress.default('https://graph.facebook.com'),
    WHATSAPP_API_VERSION: z
      .string()
      .regex(/^v\d+\.\d+$/, 'must be like v23.0')
      .default('v23.0'),
    WECHAT_ACCOUNTS: wechatAccounts.optional(),
    WECHAT_NAME: z.string().max(40, 'must have at most 40 characters').optional(),
    WECHAT_API_URL: apiAddress.default('https://api.weixin.qq.com'),
    WECOM_CORP_ID: z
      .string()
      .regex(/^w[wx][0-9A-Za-z]{4,30}$/, 'must be the id of the company, like ww0123456789abcdef')
      .optional(),
    WECOM_SECRET: z.string().optional(),
    WECOM_TOKEN: z
      .string()
      .regex(/^[0-9A-Za-z]{3,32}$/, 'must have 3 to 32 letters and digits')
      .optional(),
    WECOM_AES_KEY: aesKey.optional(),
    WECOM_SERVICER: z.string().optional(),
    WECOM_LINK: z
      .url({
        protocol: /^https$/,
        hostname: /^work\.weixin\.qq\.com$/,
        error: 'must be like https://work.weixin.qq.com/kfid/…',
      })
      .optional(),
    WECOM_API_URL: apiAddress.default('https://qyapi.weixin.qq.com'),
    AZURE_BOT_APP_TYPE: z
      .enum(AZURE_APP_TYPES, 'must be SingleTenant, MultiTenant or UserAssignedMSI')
      .default('SingleTenant'),
    AZURE_BOT_APP_ID: azureId.optional(),
    AZURE_BOT_APP_PASSWORD: z.string().optional(),
    AZURE_BOT_TENANT_ID: azureId.optional(),
    AZURE_BOT_LOGIN_URL: apiAddress.default('https://login.microsoftonline.com'),
    AZURE_BOT_OPENID_URL: webAddress.default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  })
  .superRefine((env, context) => {
    for (const name of neededFor(env)) {
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `is needed with EMBEDDINGS_PROVIDER=${env.EMBEDDINGS_PROVIDER}`,
      });
    }
    // Made up by each process for itself, it would make every other one refuse its visitors.
    if (env.DATABASE_URL !== undefined && env.TOKEN_SECRET === undefined)
      context.addIssue({ code: 'custom', path: ['TOKEN_SECRET'], message: 'is needed with DATABASE_URL' });
    for (const [name, other] of [...missingBeside(env), ...missingForMessengers(env)])
      context.addIssue({ code: 'custom', path: [name], message: `is needed with ${other}` });
    for (const [name, message] of faultsOfAzure(env)) context.addIssue({ code: 'custom', path: [name], message });
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

/** What is missing, with what asks for it: a mail needs all three of its variables, every notice has a link, a provider sends people back. */
function missingBeside(env: Environment): readonly (readonly [keyof Environment, string])[] {
  const isSet = (name: keyof Environment) => {
    if (name === 'NOTIFY_MAIL') return env[name].length > 0;
    return env[name] !== undefined && env[name] !== false;
  };
  const missing = new Map<keyof Environment, string>();
  for (const [name, others] of NEEDED_BESIDE)
    for (const other of others) if (isSet(name) && !isSet(other)) missing.set(other, missing.get(other) ?? name);
  return [...missing];
}

const NEEDED_BESIDE: readonly (readonly [keyof Environment, readonly (keyof Environment)[]])[] = [
  ['SMTP_URL', ['MAIL_FROM', 'NOTIFY_MAIL', 'PUBLIC_URL']],
  ['NOTIFY_MAIL', ['SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL']],
  ['WEBHOOK_URL', ['WEBHOOK_SECRET', 'PUBLIC_URL']],
  ['TEAMS_WEBHOOK_URL', ['PUBLIC_URL']],
  ['SLACK_WEBHOOK_URL', ['PUBLIC_URL']],
  ['OIDC_ISSUER', ['OIDC_CLIENT_ID', 'OIDC_ROLES', 'PUBLIC_URL']],
  ['OIDC_CLIENT_ID', ['OIDC_ISSUER']],
  ['OIDC_ROLES', ['OIDC_ISSUER']],
  ['OIDC_ONLY', ['OIDC_ISSUER']],
];

/** An app is there when its first variable is; it then needs the others. */
const NEEDED_FOR_MESSENGERS: readonly (readonly [keyof Environment, ...(keyof Environment)[]])[] = [
  ['WHATSAPP_PHONE_NUMBER_ID', 'WHATSAPP_ACCESS_TOKEN', 'WHATSAPP_APP_SECRET', 'WHATSAPP_VERIFY_TOKEN', 'PUBLIC_URL'],
  ['WECHAT_ACCOUNTS', 'PUBLIC_URL'],
  ['WECOM_CORP_ID', 'WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY', 'PUBLIC_URL'],
];

function missingForMessengers(env: Environment): readonly (readonly [keyof Environment, string])[] {
  return NEEDED_FOR_MESSENGERS.flatMap(([first, ...others]) => {
    // Of an app that is not there, only what belongs to it alone says that it was meant to be.
    const hint = others.find((name) => name !== 'PUBLIC_URL' && env[name] !== undefined);
    if (env[first] === undefined) return hint === undefined ? [] : [[first, hint] as const];
    return others.filter((name) => env[name] === undefined).map((name) => [name, first] as const);
  });
}

/** A bot is there when its app id is; what else it needs, or must not have, depends on the type of its app. */
function faultsOfAzure(env: Environment): readonly (readonly [keyof Environment, string])[] {
  const { AZURE_BOT_APP_TYPE: type, AZURE_BOT_APP_ID: id, AZURE_BOT_APP_PASSWORD: password } = env;
  const hint = (['AZURE_BOT_APP_PASSWORD', 'AZURE_BOT_TENANT_ID'] as const).find((name) => env[name] !== undefined);
  if (id === undefined) return hint === undefined ? [] : [['AZURE_BOT_APP_ID', `is needed with ${hint}`]];
  const needed = ['PUBLIC_URL', ...NEEDED_BY_AZURE_TYPE[type]] as const;
  const missing = needed
    .filter((name) => env[name] === undefined)
    .map((name) => [name, `is needed with AZURE_BOT_APP_TYPE=${type}`] as const);
  const isTooMuch = type === 'UserAssignedMSI' && password !== undefined;
  return isTooMuch
    ? [
        ...missing,
        ['AZURE_BOT_APP_PASSWORD', 'must be empty with AZURE_BOT_APP_TYPE=UserAssignedMSI: it has no secret'],
      ]
    : missing;
}

const NEEDED_BY_AZURE_TYPE = {
  SingleTenant: ['AZURE_BOT_APP_PASSWORD', 'AZURE_BOT_TENANT_ID'],
  MultiTenant: ['AZURE_BOT_APP_PASSWORD'],
  UserAssignedMSI: ['AZURE_BOT_TENANT_ID'],
} as const satisfies Readonly<Record<Environment['AZURE_BOT_APP_TYPE'], readonly (keyof Environment)[]>>;

function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function isWebhookSecret(text: string): boolean {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1] ?? '';
  const bytes = Buffer.from(base64, 'base64');
  // The round trip finds what Buffer would let pass and the receiver would not.
  return bytes.length >= 24 && bytes.length <= 64 && bytes.toString('base64') === base64;
}

function isPostgresAddress(text: string): boolean {
  const address = URL.parse(text);
  return address !== null && /^postgres(ql)?:$/.test(address.protocol) && address.pathname.length > 1;
}

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
    attachments: { bytes: env.ATTACHMENT_MAX_MB * 1024 ** 2, perCase: env.ATTACHMENTS_PER_CASE },
    scanner: env.CLAMAV_URL,
    folders: { data: env.DATA_DIR, knowledge: env.KNOWLEDGE_DIR, dialogs: env.DIALOGS_DIR },
    database: { url: env.DATABASE_URL },
    secrets: { token: env.TOKEN_SECRET, directLine: env.DIRECT_LINE_SECRET },
    console: { mayEditFiles: env.CONSOLE_MAY_EDIT_FILES },
    oidc: oidcOf(env),
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
    notify: notifyOf(env),
    messengers: { whatsapp: whatsAppOf(env), wechat: wechatOf(env), wecom: wecomOf(env), azure: azureOf(env) },
  };
}

function whatsAppOf(env: Environment): Config['messengers']['whatsapp'] {
  const {
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
    WHATSAPP_ACCESS_TOKEN: accessToken,
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
  } = env;
  if (phoneNumberId === undefined || accessToken === undefined || appSecret === undefined || verifyToken === undefined)
    return undefined;
  return {
    phoneNumberId,
    number: env.WHATSAPP_NUMBER,
    businessAccountId: env.WHATSAPP_BUSINESS_ACCOUNT_ID,
    accessToken,
    appSecret,
    verifyToken,
    apiUrl: env.WHATSAPP_API_URL,
    apiVersion: env.WHATSAPP_API_VERSION,
    timeoutMs: env.MESSENGER_TIMEOUT_MS,
  };
}

function wechatOf(env: Environment): Config['messengers']['wechat'] {
  const { WECHAT_ACCOUNTS: accounts = [] } = env;
  if (accounts.length === 0) return undefined;
  return { accounts, name: env.WECHAT_NAME, apiUrl: env.WECHAT_API_URL, timeoutMs: env.MESSENGER_TIMEOUT_MS };
}

function wecomOf(env: Environment): Config['messengers']['wecom'] {
  const { WECOM_CORP_ID: corpId, WECOM_SECRET: secret, WECOM_TOKEN: token, WECOM_AES_KEY: aesKey } = env;
  if (corpId === undefined || secret === undefined || token === undefined || aesKey === undefined) return undefined;
  const [apiUrl, timeoutMs] = [env.WECOM_API_URL, env.MESSENGER_TIMEOUT_MS];
  const servicer = env.WECOM_SERVICER ?? null;
  return { corpId, secret, token, aesKey, servicer, link: env.WECOM_LINK, apiUrl, timeoutMs };
}

function azureOf(env: Environment): Config['messengers']['azure'] {
  const { AZURE_BOT_APP_TYPE: appType, AZURE_BOT_APP_ID: appId, AZURE_BOT_APP_PASSWORD: password } = env;
  if (appId === undefined) return undefined;
  return {
    appType,
    appId,
    appPassword: password ?? null,
    tenantId: env.AZURE_BOT_TENANT_ID ?? null,
    loginUrl: env.AZURE_BOT_LOGIN_URL,
    openIdUrl: env.AZURE_BOT_OPENID_URL,
    timeoutMs: env.MESSENGER_TIMEOUT_MS,
  };
}

function oidcOf(env: Environment): Config['oidc'] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_ROLES, PUBLIC_URL } = env;
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) return undefined;
  if (OIDC_ROLES === undefined || PUBLIC_URL === undefined) return undefined;
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: env.OIDC_CLIENT_SECRET,
    roleClaim: env.OIDC_ROLE_CLAIM,
    roles: OIDC_ROLES,
    desksClaim: env.OIDC_DESKS,
    button: env.OIDC_BUTTON,
    isOnly: env.OIDC_ONLY,
    publicUrl: PUBLIC_URL,
  };
}

function notifyOf(env: Environment): Config['notify'] {
  const { SMTP_URL: smtp, MAIL_FROM: from, WEBHOOK_URL: url, WEBHOOK_SECRET: secret, NOTIFY_LANGUAGE } = env;
  return {
    // Only a machine that nobody is told of does without.
    publicUrl: env.PUBLIC_URL,
    language: NOTIFY_LANGUAGE,
    mail:
      smtp === undefined || from === undefined
        ? undefined
        : {
            smtp,
            from,
            to: env.NOTIFY_MAIL.map((entry) => ({ ...entry, language: entry.language ?? NOTIFY_LANGUAGE })),
          },
    webhook: url === undefined || secret === undefined ? undefined : { url, secret },
    teamsUrl: env.TEAMS_WEBHOOK_URL,
    slackUrl: env.SLACK_WEBHOOK_URL,
  };
}

function deepFreeze<Value extends object>(value: Value): Value {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}

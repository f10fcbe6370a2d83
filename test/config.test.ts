import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Config, environmentSchema, readConfig } from '../src/config.ts';

function valid(env: Readonly<Record<string, string>>): Config {
  const result = readConfig(env);
  if (result.kind === 'faulty') throw new Error(result.faults.join('\n'));
  return result.config;
}

const faultsOf = (env: Readonly<Record<string, string>>): readonly string[] => {
  const result = readConfig(env);
  return result.kind === 'faulty' ? result.faults : [];
};

const AZURE_ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(valid({})).toMatchObject({
      server: { port: 3978, host: '127.0.0.1', allowedOrigins: [], trustsProxy: false },
      folders: { data: './data', knowledge: './knowledge', dialogs: './dialogs' },
      limits: { messagesPerMinute: 15, conversationsPerMinute: 10 },
      embeddings: { provider: 'local' },
    });
  });

  it('tells every fault at once, by the name of its variable', () => {
    const faults = faultsOf({
      PORT: '99999',
      TRUST_PROXY: 'yes',
      TOKEN_SECRET: 'short',
      ALLOWED_ORIGINS: 'example.hk',
      LOG_LEVEL: 'loud',
    });
    expect(faults).toEqual([
      'PORT: must be a whole number from 0 to 65535',
      'ALLOWED_ORIGINS: must be origins like https://www.example.hk, separated by commas',
      'TOKEN_SECRET: must have at least 32 characters, e.g. from: openssl rand -base64 32',
      'TRUST_PROXY: must be true or false',
      'LOG_LEVEL: must be debug, info, warn, error or silent',
    ]);
  });

  it('reads the sign-in by an identity provider', () => {
    const env = {
      PUBLIC_URL: 'https://desk.example.hk/',
      OIDC_ISSUER: 'https://login.microsoftonline.com/6d1c6b9e/v2.0',
      OIDC_CLIENT_ID: 'client',
      OIDC_ROLES: 'urn:goglobal:boss:supervisor, GoGlobal.Officer:officer',
    };
    expect(valid(env).oidc).toEqual({
      issuer: env.OIDC_ISSUER,
      clientId: 'client',
      clientSecret: undefined,
      roleClaim: 'roles',
      roles: [
        { value: 'urn:goglobal:boss', role: 'supervisor' },
        { value: 'GoGlobal.Officer', role: 'officer' },
      ],
      desksClaim: undefined,
      button: undefined,
      isOnly: false,
      publicUrl: 'https://desk.example.hk',
    });
    expect(valid({}).oidc).toBeUndefined();
  });

  it.each([
    [{ OIDC_ISSUER: 'https://id.example' }, ['OIDC_CLIENT_ID', 'OIDC_ROLES', 'PUBLIC_URL']],
    [{ OIDC_ONLY: 'true' }, ['OIDC_ISSUER']],
    [{ OIDC_CLIENT_ID: 'a' }, ['OIDC_ISSUER']],
  ])('asks for what goes with %o', (env, names) => {
    expect(faultsOf(env)).toEqual(names.map((name) => `${name}: is needed with ${Object.keys(env)[0] ?? ''}`));
  });

  it.each([
    ['OIDC_ISSUER', 'http://id.example'],
    ['OIDC_ISSUER', 'https://id.example/?tenant=1'],
    ['OIDC_ISSUER', 'https://login.microsoftonline.com/common/v2.0'],
    ['OIDC_ISSUER', 'https://login.microsoftonline.com/organizations/v2.0'],
    ['OIDC_ROLES', 'Officer'],
    ['OIDC_ROLES', 'Officer:chief'],
    ['OIDC_ROLES', ':officer'],
  ])('does not take %s=%s', (name, value) => {
    const whole = { PUBLIC_URL: 'https://d.example', OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'c' };
    expect(faultsOf({ ...whole, OIDC_ROLES: 'A:admin', [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name}: must`)),
    ]);
  });

  it('never repeats a secret in a fault', () => {
    expect(faultsOf({ TOKEN_SECRET: 'hunter2', METRICS_TOKEN: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it.each([
    ['openai', {}, ['EMBEDDINGS_API_KEY', 'EMBEDDINGS_MODEL']],
    ['openai', { EMBEDDINGS_BASE_URL: 'http://127.0.0.1:1' }, ['EMBEDDINGS_MODEL']],
    ['azure', {}, ['EMBEDDINGS_BASE_URL', 'EMBEDDINGS_API_KEY', 'EMBEDDINGS_AZURE_DEPLOYMENT']],
    ['ollama', {}, ['EMBEDDINGS_MODEL']],
  ])('asks for what %s embeddings need with %o', (provider, env, names) => {
    expect(faultsOf({ EMBEDDINGS_PROVIDER: provider, ...env })).toEqual(
      names.map((name) => `${name}: is needed with EMBEDDINGS_PROVIDER=${provider}`),
    );
  });

  it.each([
    [{}, ['AZURE_BOT_APP_PASSWORD', 'AZURE_BOT_TENANT_ID'], 'SingleTenant'],
    [{ AZURE_BOT_APP_TYPE: 'MultiTenant' }, ['AZURE_BOT_APP_PASSWORD'], 'MultiTenant'],
    [{ AZURE_BOT_APP_TYPE: 'UserAssignedMSI' }, ['AZURE_BOT_TENANT_ID'], 'UserAssignedMSI'],
  ])('asks for what a bot of Azure needs with %o', (env, names, type) => {
    const faults = faultsOf({ AZURE_BOT_APP_ID: AZURE_ID, ...env });
    expect(faults).toEqual(
      ['PUBLIC_URL', ...names].map((name) => `${name}: is needed with AZURE_BOT_APP_TYPE=${type}`),
    );
  });

  it('takes a bot of Azure in each of its types, and names what is too much or left out', () => {
    const whole = { PUBLIC_URL: 'https://d.example', AZURE_BOT_APP_ID: AZURE_ID, AZURE_BOT_TENANT_ID: AZURE_ID };
    expect(valid({ ...whole, AZURE_BOT_APP_PASSWORD: 'secret' }).messengers.azure).toEqual({
      appType: 'SingleTenant',
      appId: AZURE_ID,
      appPassword: 'secret',
      tenantId: AZURE_ID,
      loginUrl: 'https://login.microsoftonline.com',
      openIdUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      timeoutMs: 15_000,
    });
    const managed = { ...whole, AZURE_BOT_APP_TYPE: 'UserAssignedMSI' };
    expect(valid(managed).messengers.azure).toMatchObject({ appPassword: null });
    expect(faultsOf({ ...managed, AZURE_BOT_APP_PASSWORD: 'hunter2' })).toEqual([
      'AZURE_BOT_APP_PASSWORD: must be empty with AZURE_BOT_APP_TYPE=UserAssignedMSI: it has no secret',
    ]);
    expect(faultsOf({ AZURE_BOT_TENANT_ID: AZURE_ID })).toEqual([
      'AZURE_BOT_APP_ID: is needed with AZURE_BOT_TENANT_ID',
    ]);
    expect(faultsOf({ ...whole, AZURE_BOT_APP_TYPE: 'singletenant' })).toContainEqual(
      expect.stringMatching(/^AZURE_BOT_APP_TYPE: must be SingleTenant/u),
    );
    expect(valid({}).messengers.azure).toBeUndefined();
  });

  it('reads lists of origins and takes an empty value for none', () => {
    expect(valid({ ALLOWED_ORIGINS: 'https://a.hk, http://b.hk:8080', DIRECT_LINE_SECRET: '' })).toMatchObject({
      server: { allowedOrigins: ['https://a.hk', 'http://b.hk:8080'] },
      secrets: { directLine: undefined },
    });
  });

  it('asks for a token secret that all processes on a database share', () => {
    const DATABASE_URL = 'postgres://goglobal:secret@db.example.hk/goglobal';
    expect(faultsOf({ DATABASE_URL })).toEqual(['TOKEN_SECRET: is needed with DATABASE_URL']);
    expect(valid({ DATABASE_URL, TOKEN_SECRET: 'x'.repeat(32) }).database.url).toBe(DATABASE_URL);
    expect(valid({ DATABASE_URL: '' }).database.url).toBeUndefined();
  });

  it.each([
    'mysql://a@b/c',
    'postgres://db.example.hk',
    'db.example.hk',
    'postgres:',
  ])('refuses %s as the address of a database, without repeating it', (DATABASE_URL) => {
    expect(faultsOf({ DATABASE_URL, TOKEN_SECRET: 'x'.repeat(32) })).toEqual([
      'DATABASE_URL: must be like postgres://user:password@db.example.hk:5432/goglobal',
    ]);
  });

  it('reads where a scanner of files is, and has none without it', () => {
    expect(valid({}).scanner).toBeUndefined();
    expect(valid({ CLAMAV_URL: 'tcp://av.example.hk' }).scanner).toEqual({ host: 'av.example.hk', port: 3310 });
    expect(valid({ CLAMAV_URL: 'tcp://127.0.0.1:9000' }).scanner).toEqual({ host: '127.0.0.1', port: 9000 });
    expect(valid({ CLAMAV_URL: 'unix:///run/clamav/clamd.ctl' }).scanner).toEqual({ path: '/run/clamav/clamd.ctl' });
    for (const CLAMAV_URL of ['127.0.0.1:3310', 'http://av.example.hk', 'unix://run', 'tcp:'])
      expect(faultsOf({ CLAMAV_URL })).toEqual([
        'CLAMAV_URL: must be like tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl',
      ]);
  });

  it('cannot be changed afterwards', () => {
    const config = valid({});
    expect(
      Object.isFrozen(config) && Object.isFrozen(config.server) && Object.isFrozen(config.server.allowedOrigins),
    ).toBe(true);
  });
});

describe('.env.example', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const example = parseEnv(text);

  it('names every variable, and none that does not exist', () => {
    expect(Object.keys(example).toSorted()).toEqual(Object.keys(environmentSchema.shape).toSorted());
  });

  it('shows the values that hold without it', () => {
    const given = Object.fromEntries(Object.entries(example).map(([name, value]) => [name, value ?? '']));
    expect(valid(given)).toEqual(valid({}));
  });

  it('explains every group', () => {
    expect(text.split('\n').filter((line) => line.startsWith('# ')).length).toBeGreaterThan(25);
  });
});

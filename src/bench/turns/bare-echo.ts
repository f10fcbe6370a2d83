import type { AddressInfo } from 'node:net';
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication, type Request } from 'botbuilder';
import restify from 'restify';

/**
 * The echo bot of Microsoft's samples as it stands: restify, CloudAdapter without credentials, the reply sent by the
 * SDK's connector to the channel's service URL. No storage, no Direct Line.
 */
export function startBareEcho(): Promise<{ readonly port: number }> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    await context.sendActivity(`Echo: ${context.activity.text}`);
    await next();
  });
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post('/api/messages', async (request, response) => {
    // restify's request is the shape the SDK was written for; its own type differs only in optional fields.
    await adapter.process(request as Request, response, (context) => bot.run(context));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      // A TCP server has an AddressInfo once it listens.
      resolve({ port: (server.server.address() as AddressInfo).port });
    });
  });
}

import {
  type Activity,
  type ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  ClaimsIdentity,
  ConnectorClient,
  ConnectorFactory,
  MicrosoftAppCredentials,
  type UserTokenClient,
} from 'botframework-connector';

/** An activity as JSON. */
interface JsonActivity {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Takes what the bot says, in order, and resolves to the ids it was given. */
export type Send = (said: readonly JsonActivity[]) => Promise<readonly string[]>;

/** Gives an activity to the bot and resolves when its turn is over. */
export type Receive = (activity: JsonActivity, send: Send) => Promise<void>;

const SEND_KEY = Symbol('send');

/**
 * Runs a Bot Framework bot inside this process: activities go in through `receive`, what the bot says comes out
 * through `send`. No HTTP loop to ourselves, which was measured three times slower (docs/adr/0004-direct-line-by-ourselves.md).
 */
export function createInProcessAdapter(bot: ActivityHandler): Receive {
  const adapter = new InProcessAdapter(new InProcessAuthentication());
  return (activity, send) =>
    adapter.processActivityDirect(AUTHENTICATED, asBotActivity(activity), async (context) => {
      context.turnState.set(SEND_KEY, send);
      await bot.run(context);
    });
}

class InProcessAdapter extends CloudAdapter {
  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    // Put there by `receive`, without which there is no turn.
    const send = context.turnState.get<Send>(SEND_KEY);
    const ids = await send(activities.map((activity) => ({ ...activity, type: activity.type ?? 'message' })));
    return ids.map((id) => ({ id }));
  }
}

/** Nobody signs in here; the SDK wants a client for that all the same, and making one per turn would cost more than the turn. */
class InProcessAuthentication extends ConfigurationBotFrameworkAuthentication {
  #client: Promise<UserTokenClient> | undefined;

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#client ??= super.createUserTokenClient(identity);
    return this.#client;
  }
}

/** One connector for all turns: making one costs as much as a turn. It is never called; sendActivities is above it. */
class InProcessConnectorFactory extends ConnectorFactory {
  readonly #connector = new ConnectorClient(MicrosoftAppCredentials.Empty, { baseUri: 'urn:goglobal:in-process' });

  override create(): Promise<ConnectorClient> {
    return Promise.resolve(this.#connector);
  }
}

/** The caller was authenticated by the channel. */
const AUTHENTICATED: AuthenticateRequestResult = {
  claimsIdentity: new ClaimsIdentity([], true),
  audience: AuthenticationConstants.ToChannelFromBotOAuthScope,
  connectorFactory: new InProcessConnectorFactory(),
};

/** processActivityDirect leaves out the SDK's own repair of JSON, which is making dates of texts. */
function asBotActivity(activity: JsonActivity): Activity {
  const { timestamp } = activity;
  return {
    ...activity,
    serviceUrl: 'urn:goglobal:in-process',
    ...(typeof timestamp === 'string' && { timestamp: new Date(timestamp) }),
    // The channel has checked the fields it fills; the SDK's type asks for many that no message has.
  } as unknown as Activity;
}

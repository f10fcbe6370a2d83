import * as WebChat from 'botframework-webchat';
import type { ComponentType, ReactNode } from 'react';
import type { ChatAdapter, DirectLineActivity } from '../connection/direct-line-types.ts';

/**
 * Web Chat's one home: the parts in use, in our own types. Its declarations are written for React 16 and RxJS 5, so
 * they are cast here, once, instead of leaking into every component.
 */
export interface ComposerProps {
  readonly children: ReactNode;
  readonly directLine: ChatAdapter;
  readonly store: unknown;
  readonly userID: string;
  readonly locale: string;
  readonly nonce: string | undefined;
  readonly styleOptions: Readonly<Record<string, unknown>>;
  readonly overrideLocalizedStrings: (strings: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  readonly activityMiddleware: ActivityMiddleware;
  readonly typingIndicatorMiddleware: Middleware<{ readonly visible: boolean }, ReactNode>;
  readonly scrollToEndButtonMiddleware: Middleware<
    { readonly atEnd: boolean; readonly unread: boolean },
    false | ((props: { readonly onClick: () => void }) => ReactNode)
  >;
  /** False: no access key for Web Chat's own suggested actions, which are not used. */
  readonly suggestedActionsAccessKey: false;
}

type Middleware<Request, Result> = () => (next: (request: Request) => Result) => (request: Request) => Result;

/** Returns a function that renders the activity, or false to leave it out of the transcript. */
export type ActivityMiddleware = Middleware<
  { readonly activity: DirectLineActivity },
  false | ((...rest: readonly unknown[]) => ReactNode)
>;

type SendStatus = 'sending' | 'send failed' | 'sent';

interface Hooks {
  readonly useActivities: () => readonly [readonly DirectLineActivity[]];
  /** 'connected' once Web Chat takes messages: before that it drops them. */
  readonly useConnectivityStatus: () => readonly [string];
  readonly useFocus: () => (where: 'main' | 'sendBox' | 'sendBoxWithoutKeyboard') => Promise<void>;
  readonly useGetKeyByActivity: () => (activity: DirectLineActivity) => string | undefined;
  readonly usePostActivity: () => (activity: DirectLineActivity) => unknown;
  readonly useRegisterFocusSendBox: (focus: (options: { readonly noKeyboard: boolean }) => void) => void;
  readonly useScrollToEnd: () => () => void;
  readonly useSendMessage: () => (text: string, method?: string) => void;
  readonly useSendStatusByActivityKey: () => readonly [ReadonlyMap<string, SendStatus>];
}

export const hooks = WebChat.hooks as unknown as Hooks;
export const Composer = WebChat.Components.Composer as unknown as ComponentType<ComposerProps>;
export const BasicTranscript = WebChat.Components.BasicTranscript as unknown as ComponentType<{ className: string }>;
export const createStore = WebChat.createStore as unknown as () => unknown;

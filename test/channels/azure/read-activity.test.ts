import { expect, it } from 'vitest';
import { readActivity } from '../../../src/channels/azure/read-activity.ts';

const NOW = new Date('2026-11-27T02:00:00.000Z');
const BASE = {
  id: '1732672800000',
  timestamp: '2026-11-27T01:59:59.1234567Z',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/apac/',
  from: { id: '29:ann', name: 'Ann', aadObjectId: 'a' },
  recipient: { id: '28:bot', name: 'GoGlobal' },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: 't' },
};
const read = (activity: Readonly<Record<string, unknown>>) => readActivity({ ...BASE, ...activity }, 'app', NOW);
const contents = (activity: Readonly<Record<string, unknown>>) => {
  const result = read(activity);
  return result.kind === 'events' ? result.events.map(({ content }) => content) : result.reason;
};

it('an address is the person in the app, and its reference all that an answer needs, without a name', () => {
  const result = read({ type: 'message', text: 'hi', locale: 'zh-HK' });
  expect(result).toEqual({
    kind: 'events',
    events: [
      {
        id: BASE.id,
        at: '2026-11-27T01:59:59.123Z',
        content: { kind: 'text', text: 'hi' },
        address: {
          messenger: 'azure',
          account: 'app',
          person: 'msteams:29:ann',
          reference: {
            channelId: 'msteams',
            serviceUrl: BASE.serviceUrl,
            conversation: BASE.conversation,
            bot: BASE.recipient,
            user: { id: '29:ann' },
            activityId: BASE.id,
            locale: 'zh-HK',
          },
        },
      },
    ],
  });
});

it('a text loses the bot’s name and marks of the app, and keeps everything else', () => {
  const mention = { type: 'mention', mentioned: { id: '28:bot' }, text: '<at>GoGlobal</at>' };
  const other = { type: 'mention', mentioned: { id: '29:bo' }, text: '<at>Bo</at>' };
  const text = '<at>GoGlobal</at>&nbsp;Is 3 < 5, <at>Bo</at>?';
  const attachments = [{ contentType: 'text/html', content: '<div>…</div>' }];
  expect(contents({ type: 'message', text, attachments, entities: [mention, other] })).toEqual([
    { kind: 'text', text: 'Is 3 < 5, <at>Bo</at>?' },
  ]);
});

it('a pressed button says its words, whichever way the app brings them', () => {
  expect(contents({ type: 'message', text: 'I am in Zhejiang', value: { choice: 'abc' } })).toEqual([
    { kind: 'choice', choice: 'abc', text: 'I am in Zhejiang' },
  ]);
  expect(contents({ type: 'message', value: 'I am in Zhejiang' })).toEqual([
    { kind: 'text', text: 'I am in Zhejiang' },
  ]);
  expect(contents({ type: 'message', text: '', value: { anything: 1 } })).toEqual([
    { kind: 'unsupported', vendorType: 'message' },
  ]);
});

it('files become media, one each, without what in a link opens them', () => {
  const teams = {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: 'https://contoso.sharepoint.com/licence.pdf',
    name: 'licence.pdf',
    content: {
      downloadUrl: 'https://contoso.sharepoint.com/download?tempauth=secret',
      uniqueId: 'u-1',
      fileType: 'jpg',
    },
  };
  const picture = { contentType: 'image/png', contentUrl: 'https://smba.example/v3/attachments/1?sig=secret' };
  expect(contents({ type: 'message', text: 'my papers', attachments: [teams, picture] })).toEqual([
    { kind: 'media', mediaType: 'image/jpg', fileName: 'licence.pdf', reference: 'u-1', caption: 'my papers' },
    {
      kind: 'media',
      mediaType: 'image/png',
      fileName: null,
      reference: 'https://smba.example/v3/attachments/1',
      caption: null,
    },
  ]);
  const result = read({ type: 'message', attachments: [teams, picture] });
  expect(result.kind === 'events' && result.events.map(({ id }) => id)).toEqual([BASE.id, `${BASE.id}.1`]);
});

it('somebody who comes is welcomed whoever tells of it, and somebody who leaves is left alone', () => {
  const joined = [{ kind: 'joined', scene: null }];
  const byService = { from: BASE.recipient, membersAdded: [BASE.recipient, BASE.from] };
  expect(contents({ type: 'conversationUpdate', ...byService })).toEqual(joined);
  const told = read({ type: 'conversationUpdate', ...byService });
  expect(told.kind === 'events' && told.events[0]?.address.person).toBe('msteams:29:ann');
  expect(contents({ type: 'conversationUpdate', membersAdded: [BASE.recipient] })).toEqual(joined);
  expect(contents({ type: 'installationUpdate', action: 'add' })).toEqual(joined);
  expect(contents({ type: 'installationUpdate', action: 'remove-upgrade' })).toEqual([{ kind: 'left' }]);
  expect(contents({ type: 'conversationUpdate', membersRemoved: [BASE.recipient] })).toEqual([{ kind: 'left' }]);
  expect(contents({ type: 'conversationUpdate', from: BASE.recipient, membersAdded: [BASE.recipient] })).toBe(
    'own-echo',
  );
});

it('what says nothing to us is left out with a reason', () => {
  const reasons = [
    { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
    { type: 'messageUpdate', text: 'x' },
    { type: 'typing' },
    { type: 'event', name: 'other' },
    { type: 'somethingOfTomorrow' },
    { type: 'conversationUpdate', topicName: 'x' },
    { type: 'message', text: 'hi', conversation: { id: '19:g', conversationType: 'groupChat' } },
    { type: 'message', text: 'hi', conversation: { id: 'G1:T1', isGroup: true } },
    { type: 'message', text: 'hi', from: BASE.recipient },
    { type: 'message', text: 'hi', from: {} },
    { type: 'message', text: { not: 'a text' } },
  ].map(contents);
  expect(reasons).toEqual([
    'reaction',
    'edited',
    'typing',
    'other-event',
    'other-event',
    'other-event',
    'group',
    'group',
    'own-echo',
    'unknown-shape',
    'unknown-shape',
  ]);
  expect(contents({ type: 'event', name: 'handoff.subscribe' })).toEqual([{ kind: 'wants-handoff' }]);
});

it('an activity without an id, or with an endless one, has the same id each time it comes', () => {
  const ids = (activity: Readonly<Record<string, unknown>>) => {
    const result = read(activity);
    return result.kind === 'events' ? result.events.map(({ id }) => id) : [];
  };
  const joined = { type: 'conversationUpdate', id: undefined, membersAdded: [BASE.recipient] };
  expect(ids(joined)).toEqual(ids(joined));
  expect(ids(joined)).not.toEqual(ids({ ...joined, timestamp: '2026-11-27T02:00:00Z' }));
  const [id = ''] = ids({ type: 'message', text: 'x', id: 'x'.repeat(1500) });
  expect(id).toMatch(/^[\w-]{32}$/);
});

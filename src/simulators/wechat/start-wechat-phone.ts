import { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';
import { aroundOptions } from '../phone/around-options.ts';
import { createPhone, type Deed } from '../phone/create-phone.ts';
import type { PhoneLine, PhoneMenu, SimulatedPhone } from '../phone/phone.ts';
import { SAMPLE_PICTURE } from '../phone/sample-files.ts';
import { windowFacts } from '../phone/window-facts.ts';
import { type FakeAccount, type ShownMessage, startFakeWechat } from './fake-wechat.ts';

const ACCOUNT: FakeAccount = {
  appid: 'wx2c2769f8efd9abc2',
  secret: 'simulatedSecret0123456789abcdef0',
  token: 'simulatedToken',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  maySend: true,
};
const PERSON = 'o_simulated_visitor';
const PICTURE = 'media-picture';
const SLOW_MS = 4000;

const FAULTS = {
  slow: '接口 4 秒后才应答',
  errors: '接口报错（HTTP 503）',
  timeout: '接口不收也不应答（超时）',
  taken: '接口已收下但不应答（超时）',
  token: '访问令牌失效（42001）',
  window: '超过 48 小时（45015）',
  quota: '条数用完（45047）',
} as const;

/** menu/create as the program put it up (npm run channels menu). */
const menuSchema = z.object({
  button: z.array(
    z.object({
      name: z.string(),
      key: z.string().optional(),
      sub_button: z.array(z.object({ name: z.string(), key: z.string().optional() })).optional(),
    }),
  ),
});

/** A person with WeChat and an official account, over the fake of WeChat's side. */
export async function startWechatPhone(clock: Clock): Promise<SimulatedPhone> {
  const fake = await startFakeWechat({ accounts: [ACCOUNT], clock });
  fake.api.media.set(PICTURE, SAMPLE_PICTURE);
  // Typing is shown until something is said.
  let typed = 0;
  let spoken = 0;
  const seen = () => fake.shown.filter(({ openid }) => openid === PERSON);

  function pushed(
    looks: Pick<Deed, 'from' | 'kind' | 'text'>,
    elements: Readonly<Record<string, string>>,
    { id, at }: { readonly id: string; readonly at: Date },
  ): Deed {
    const options = { messageId: messageIdOf(id), createdAt: Math.floor(at.getTime() / 1000) };
    return { ...looks, post: async () => (await fake.push(PERSON, elements, options)).statuses.at(-1) ?? 0 };
  }

  return createPhone(
    {
      look: {
        title: '微信公众号',
        account: '出海专班服务台',
        bar: '#ededed',
        barInk: '#16181d',
        ground: '#ededed',
        own: '#a6e87c',
        accent: '#3f5c8f',
        options: 'lines',
        avatars: true,
        times: 'between',
        markup: false,
      },
      messenger: 'wechat',
      actions: [
        { id: 'subscribe', label: '关注', asks: null },
        { id: 'unsubscribe', label: '取消关注', asks: null },
        { id: 'scan', label: '扫码', asks: { label: '二维码的参数', value: 'counter-3' } },
        { id: 'voice', label: '发送语音', asks: { label: '微信识别出的文字', value: '香港利得税税率是多少' } },
        { id: 'picture', label: '发送图片', asks: null },
      ],
      faults: FAULTS,
      mayRepeat: true,
      applyFaults(isOn) {
        const send = '/custom/send';
        fake.api.server.delayMs = isOn('slow') ? SLOW_MS : 0;
        if (isOn('errors')) fake.api.failEvery(send, { status: 503 });
        else if (isOn('token')) fake.api.failEvery(send, { errcode: 42001 });
        else if (isOn('window')) fake.api.failEvery(send, { errcode: 45015 });
        else if (isOn('quota')) fake.api.failEvery(send, { errcode: 45047 });
        else if (isOn('timeout')) fake.api.failEvery(send, 'silent');
        else fake.api.failEvery(send, isOn('taken') ? 'accepts-silently' : null);
      },
      says: (text, how) => pushed({ from: 'person', kind: 'text', text }, { MsgType: 'text', Content: text }, how),
      presses(label, how) {
        const item = seen()
          .toReversed()
          .flatMap(({ items }) => items)
          .find(({ content }) => content === label);
        if (item === undefined) throw new Error(`nothing shows «${label}»`);
        const elements = { MsgType: 'text', Content: item.content, bizmsgmenuid: item.id };
        return pushed({ from: 'person', kind: 'text', text: label }, elements, how);
      },
      acts(id, words, how) {
        const event = (text: string, Event: string, EventKey: string) =>
          pushed({ from: 'app', kind: 'text', text }, { MsgType: 'event', Event, EventKey }, how);
        if (id.startsWith('menu:')) {
          const key = id.slice('menu:'.length);
          return event(`点击了菜单：${nameOf(key, menuOf(fake.menus.get(ACCOUNT.appid)))}`, 'CLICK', key);
        }
        switch (id) {
          case 'subscribe':
            return event('已关注公众号', 'subscribe', '');
          case 'unsubscribe':
            return event('已取消关注', 'unsubscribe', '');
          case 'scan':
            return fake.isFollowing(PERSON)
              ? event(`扫描了二维码：${words}`, 'SCAN', words)
              : event(`扫描二维码并关注：${words}`, 'subscribe', `qrscene_${words}`);
          case 'voice': {
            const elements = { MsgType: 'voice', MediaId: 'media-voice', Format: 'amr', Recognition: words };
            return pushed({ from: 'person', kind: 'voice', text: words }, elements, how);
          }
          case 'picture': {
            // WeChat names an address of its own, which nothing on this machine may be sent to: the media id finds it too.
            const elements = { MsgType: 'image', PicUrl: `${fake.api.server.url}/picture`, MediaId: PICTURE };
            return pushed({ from: 'person', kind: 'picture', text: '图片' }, elements, how);
          }
          default:
            throw new Error(`nobody can do «${id}» here`);
        }
      },
      shown: () => seen().map(lineOf),
      isTyping() {
        if (fake.shown.length > spoken) typed = fake.typing.length;
        spoken = fake.shown.length;
        return fake.typing.length > typed;
      },
      menu: () => menuOf(fake.menus.get(ACCOUNT.appid)),
      facts: () => [
        ...windowFacts('访客发言后 48 小时内可发 5 条；点菜单、扫码、关注后 1 分钟内可发 3 条', fake.windowOf(PERSON)),
        { label: '关注', value: fake.isFollowing(PERSON) ? '已关注' : '未关注' },
      ],
      env: { ...fake.env, WECHAT_NAME: '出海专班服务台' },
      deliverTo: (appUrl) => fake.deliverTo(`${appUrl}/channels/wechat/webhook`),
      close: () => fake.close(),
    },
    clock,
  );
}

function lineOf({ text, items, at, how }: ShownMessage): PhoneLine {
  const options = items.map(({ content }) => content);
  const note = how === 'response' ? '被动回复' : '';
  return { from: 'desk', kind: 'text', parts: null, ...aroundOptions(text, options), opener: null, at, note };
}

function menuOf(body: unknown): readonly PhoneMenu[] {
  const parsed = menuSchema.safeParse(body);
  if (!parsed.success) return [];
  return parsed.data.button.map(({ name, key, sub_button: items = [] }) => ({
    name,
    key: key ?? null,
    items: items.flatMap((item) => (item.key === undefined ? [] : [{ name: item.name, key: item.key }])),
  }));
}

function nameOf(wanted: string, menu: readonly PhoneMenu[]): string {
  const leaves = menu.flatMap(({ name, key, items }) => [{ name, key }, ...items]);
  return leaves.find(({ key }) => key === wanted)?.name ?? wanted;
}

/** Their ids are numbers of 64 bits. */
function messageIdOf(id: string): string {
  return BigInt(`0x${Buffer.from(id).toString('hex')}`)
    .toString()
    .slice(0, 19);
}

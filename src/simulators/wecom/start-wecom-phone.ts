import type { Clock } from '../../domain/clock.ts';
import { aroundOptions } from '../phone/around-options.ts';
import { createPhone, type Deed } from '../phone/create-phone.ts';
import type { PhoneLine, SimulatedPhone } from '../phone/phone.ts';
import { SAMPLE_DOCUMENT, SAMPLE_PICTURE } from '../phone/sample-files.ts';
import { windowFacts } from '../phone/window-facts.ts';
import { type KfShown, startFakeWecom } from './fake-wecom.ts';

const PERSON = 'wm_simulated_visitor';
const PICTURE = 'media-picture';
const DOCUMENT = 'media-document';
const SLOW_MS = 4000;
/** fail_type: the visitor takes no messages of this account. */
const REFUSED_BY_PERSON = 4;
const STATES = ['新会话', '智能助手接待', '待接入', '企业微信成员接待', '已结束'] as const;

const FAULTS = {
  slow: '接口 4 秒后才应答',
  errors: '接口报错（HTTP 503）',
  timeout: '接口不收也不应答（超时）',
  taken: '接口已收下但不应答（超时）',
  token: '访问令牌失效（42001）',
  window: '超过 48 小时（95002）',
  quota: '条数用完（95001）',
  lost: '收下后报告发送失败（msg_send_fail）',
} as const;

/** A person with WeChat in a chat of WeCom's customer service, over the fake of WeCom's side. */
export async function startWecomPhone(clock: Clock): Promise<SimulatedPhone> {
  const fake = await startFakeWecom({ clock });
  fake.api.media.set(PICTURE, SAMPLE_PICTURE);
  fake.api.media.set(DOCUMENT, SAMPLE_DOCUMENT);
  const seen = () => fake.shown.filter(({ person }) => person === PERSON);
  const said = (
    looks: Pick<Deed, 'kind' | 'text'>,
    message: Readonly<Record<string, unknown>>,
    { id, at }: { readonly id: string; readonly at: Date },
  ): Deed => ({ from: 'person', ...looks, post: () => fake.says(PERSON, message, { id, at }) });

  return createPhone(
    {
      look: {
        title: '微信客服',
        account: '出海专班服务台',
        bar: '#f7f8fa',
        barInk: '#16181d',
        ground: '#eef0f4',
        own: '#b7d9ff',
        accent: '#1b5fb0',
        options: 'lines',
        avatars: true,
        times: 'between',
        markup: false,
      },
      messenger: 'wecom',
      actions: [
        { id: 'enter', label: '打开会话', asks: { label: '来源参数', value: 'website' } },
        { id: 'voice', label: '发送语音', asks: null },
        { id: 'picture', label: '发送图片', asks: null },
        { id: 'file', label: '发送文件', asks: null },
      ],
      faults: FAULTS,
      mayRepeat: false,
      applyFaults(isOn) {
        const send = '/kf/send_msg';
        fake.api.server.delayMs = isOn('slow') ? SLOW_MS : 0;
        fake.overlaps = isOn('twice');
        fake.lateFailure = isOn('lost') ? REFUSED_BY_PERSON : null;
        if (isOn('errors')) fake.api.failEvery(send, { status: 503 });
        else if (isOn('token')) fake.api.failEvery(send, { errcode: 42001 });
        else if (isOn('window')) fake.api.failEvery(send, { errcode: 95002 });
        else if (isOn('quota')) fake.api.failEvery(send, { errcode: 95001 });
        else if (isOn('timeout')) fake.api.failEvery(send, 'silent');
        else fake.api.failEvery(send, isOn('taken') ? 'accepts-silently' : null);
      },
      says: (text, how) => said({ kind: 'text', text }, { msgtype: 'text', text: { content: text } }, how),
      presses(label, how) {
        const item = seen()
          .toReversed()
          .flatMap(({ items }) => items)
          .find(({ content }) => content === label);
        if (item === undefined) throw new Error(`nothing shows «${label}»`);
        const message = { msgtype: 'text', text: { content: item.content, menu_id: item.id } };
        return said({ kind: 'text', text: label }, message, how);
      },
      acts(id, words, how) {
        switch (id) {
          case 'enter':
            return {
              from: 'app',
              kind: 'text',
              text: `打开了会话：${words}`,
              post: () => fake.enters(PERSON, { scene: words }),
            };
          case 'voice':
            return said({ kind: 'voice', text: '' }, { msgtype: 'voice', voice: { media_id: 'media-voice' } }, how);
          case 'picture':
            return said({ kind: 'picture', text: '图片' }, { msgtype: 'image', image: { media_id: PICTURE } }, how);
          case 'file':
            return said({ kind: 'text', text: '[文件]' }, { msgtype: 'file', file: { media_id: DOCUMENT } }, how);
          default:
            throw new Error(`nobody can do «${id}» here`);
        }
      },
      shown: () => seen().map(lineOf),
      isTyping: () => false,
      menu: () => [],
      facts: () => [
        ...windowFacts('访客发言后 48 小时内可发 5 条；打开会话后 20 秒内可发一条欢迎语', fake.windowOf(PERSON)),
        { label: '会话状态', value: STATES[fake.stateOf(PERSON)] },
      ],
      env: { ...fake.env, WECOM_LINK: 'https://work.weixin.qq.com/kfid/kfc0simulated0account' },
      deliverTo: (appUrl) => fake.deliverTo(`${appUrl}/channels/wecom/webhook`),
      close: () => fake.close(),
    },
    clock,
  );
}

function lineOf({ text, items, at, isWelcome }: KfShown): PhoneLine {
  const options = items.map(({ content }) => content);
  const note = isWelcome ? '欢迎语' : '';
  return { from: 'desk', kind: 'text', parts: null, ...aroundOptions(text, options), opener: null, at, note };
}

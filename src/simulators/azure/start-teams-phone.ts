import type { Clock } from '../../domain/clock.ts';
import { createPhone, type Deed } from '../phone/create-phone.ts';
import type { PhoneLine, SimulatedPhone } from '../phone/phone.ts';
import { cardParts } from './card-parts.ts';
import { type AzurePerson, type AzureShown, startFakeAzure } from './fake-azure.ts';

const PERSON: AzurePerson = { channelId: 'msteams', id: '29:simulated', name: 'Ann', locale: 'zh-CN' };
const SLOW_MS = 4000;
const BUSY_SECONDS = '5';

const FAULTS = {
  slow: '接口 4 秒后才应答',
  errors: '接口报错（HTTP 503）',
  busy: '接口限流（HTTP 429）',
  timeout: '接口不收也不应答（超时）',
  taken: '接口已收下但不应答（超时）',
  token: '客户端密码到期（AADSTS7000222）',
  blocked: '访客屏蔽了机器人（403）',
} as const;

/** A person with Teams, over the fake of Azure Bot Service. */
export async function startTeamsPhone(clock: Clock): Promise<SimulatedPhone> {
  const fake = await startFakeAzure({ clock });
  const does = (
    looks: Pick<Deed, 'from' | 'kind' | 'text'>,
    activity: Readonly<Record<string, unknown>>,
    how: { readonly id: string; readonly at: Date },
  ): Deed => ({ ...looks, post: () => fake.does(PERSON, activity, how) });

  return createPhone(
    {
      look: {
        title: 'Teams',
        account: '出海专班服务台',
        bar: '#ffffff',
        barInk: '#242424',
        ground: '#f5f5f5',
        own: '#e8ebfa',
        accent: '#4f52b2',
        options: 'card',
        avatars: true,
        times: 'between',
        markup: false,
      },
      messenger: 'azure',
      actions: [
        { id: 'install', label: '安装应用', asks: null },
        { id: 'picture', label: '发送图片', asks: null },
        { id: 'file', label: '发送文件', asks: null },
      ],
      faults: FAULTS,
      // Bot Service gives ids itself and knows none of ours.
      mayRepeat: true,
      applyFaults(isOn) {
        fake.api.delayMs = isOn('slow') ? SLOW_MS : 0;
        fake.issuer.isExpired = isOn('token');
        if (isOn('token')) fake.issuer.revoke();
        if (isOn('blocked')) fake.blocked.add(PERSON.id);
        else fake.blocked.delete(PERSON.id);
        if (isOn('errors')) fake.api.failAlways({ kind: 'status', status: 503 });
        else if (isOn('busy'))
          fake.api.failAlways({ kind: 'status', status: 429, headers: { 'retry-after': BUSY_SECONDS } });
        else if (isOn('timeout')) fake.api.failAlways({ kind: 'silent' });
        else fake.api.failAlways(isOn('taken') ? { kind: 'accepts-silently' } : null);
      },
      says: (text, how) =>
        does({ from: 'person', kind: 'text', text }, { type: 'message', text, textFormat: 'plain' }, how),
      presses(label, how) {
        const action = fake.shown
          .toReversed()
          .flatMap(({ options }) => options)
          .find(({ title }) => title === label);
        if (action === undefined) throw new Error(`nothing shows «${label}»`);
        const { says: text, value } = action;
        const activity = { type: 'message', text, ...(value === undefined ? {} : { value }) };
        return does({ from: 'person', kind: 'text', text }, activity, how);
      },
      acts(id, _words, how) {
        switch (id) {
          case 'install':
            return does(
              { from: 'app', kind: 'text', text: '已安装应用' },
              { type: 'installationUpdate', action: 'add' },
              how,
            );
          case 'picture': {
            const contentUrl = `${fake.serviceUrl}v3/attachments/1/views/original`;
            const attachments = [{ contentType: 'image/jpeg', contentUrl, name: 'licence.jpg' }];
            return does({ from: 'person', kind: 'picture', text: '图片' }, { type: 'message', attachments }, how);
          }
          case 'file': {
            const content = { downloadUrl: `${fake.serviceUrl}f/1?tempauth=x`, uniqueId: 'file-1', fileType: 'pdf' };
            const contentType = 'application/vnd.microsoft.teams.file.download.info';
            const attachments = [{ contentType, content, name: 'plan.pdf' }];
            return does(
              { from: 'person', kind: 'text', text: '[文件] plan.pdf' },
              { type: 'message', attachments },
              how,
            );
          }
          default:
            throw new Error(`nobody can do «${id}» here`);
        }
      },
      shown: () => fake.shown.map(lineOf),
      isTyping: () => fake.isTyping(PERSON),
      menu: () => [],
      facts: () => [{ label: '规则', value: '没有时限，不限条数；访客屏蔽或移除应用后不能再发' }],
      env: fake.env,
      deliverTo: (appUrl) => fake.deliverTo(`${appUrl}/api/messages`),
      close: () => fake.close(),
    },
    clock,
  );
}

function lineOf({ text, options, at, activity }: AzureShown): PhoneLine {
  const titles = options.map(({ title }) => title);
  const parts = cardParts(activity);
  return { from: 'desk', kind: 'text', text, parts, options: titles, tail: '', opener: null, at, note: '' };
}

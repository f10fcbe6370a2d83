import { z } from 'zod';
import type { Log } from '../../domain/log.ts';
import type { MoveLink } from '../messenger/channel.ts';
import type { TencentApi } from '../tencent/create-api.ts';
import { WECHAT_POLICY } from './policy.ts';

const createdSchema = z.object({ url: z.string().startsWith('http').max(512) });

/**
 * A QR code of the account that carries the code as its scene: whoever follows us already is recognised as well. Accounts
 * without the right to make one, and a WeChat that does not answer, leave the name, to which the code is sent by hand.
 * https://developers.weixin.qq.com/doc/offiaccount/Account_Management/Generating_a_Parametric_QR_Code.html
 */
export function createMoveLink(
  api: TencentApi | null,
  { name, log }: { readonly name: string | undefined; readonly log: Log },
): (code: string) => Promise<MoveLink> {
  return async (code) => {
    const byHand = { url: null, qr: null, account: name ?? null };
    if (api === null) return byHand;
    const asked = {
      expire_seconds: WECHAT_POLICY.moveQrSeconds,
      action_name: 'QR_STR_SCENE',
      action_info: { scene: { scene_str: code } },
    };
    const answer = await api.post('/cgi-bin/qrcode/create', asked, WECHAT_POLICY.moveQrTimeoutMs);
    const created = answer.kind === 'answered' ? createdSchema.safeParse(answer.body) : undefined;
    // The address that WeChat's own picture of the code holds: the page draws it itself.
    if (created?.success === true) return { ...byHand, qr: created.data.url };
    const fault = answer.kind === 'answered' ? answer.errcode : answer.code;
    log.warn({ messenger: 'wechat', code: fault }, 'WeChat made no QR code; the code is sent by hand');
    return byHand;
  };
}

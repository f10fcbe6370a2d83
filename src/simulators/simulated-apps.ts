import type { Clock } from '../domain/clock.ts';
import { startTeamsPhone } from './azure/start-teams-phone.ts';
import type { SimulatedPhone } from './phone/phone.ts';
import { startWechatPhone } from './wechat/start-wechat-phone.ts';
import { startWecomPhone } from './wecom/start-wecom-phone.ts';
import { startWhatsAppPhone } from './whatsapp/start-whatsapp-phone.ts';

/** The apps that can be played, by the app's own name: one line for each. The page, the story and its test take all of them. */
export const SIMULATED_APPS = {
  wechat: startWechatPhone,
  wecom: startWecomPhone,
  whatsapp: startWhatsAppPhone,
  teams: startTeamsPhone,
} as const satisfies Readonly<Record<string, (clock: Clock) => Promise<SimulatedPhone>>>;
export type SimulatedApp = keyof typeof SIMULATED_APPS;

export function isSimulatedApp(id: string): id is SimulatedApp {
  return Object.hasOwn(SIMULATED_APPS, id);
}

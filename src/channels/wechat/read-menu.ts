import { z } from 'zod';
import { WECHAT_POLICY } from './policy.ts';

const { buttons, subButtons, nameBytes, subNameBytes, keyBytes, urlBytes } = WECHAT_POLICY.menu;

const within = (most: number, what: string) =>
  z
    .string()
    .min(1)
    .refine(
      (text) => Buffer.byteLength(text, 'utf8') <= most,
      `${what}: at most ${most} bytes, a Chinese character has 3`,
    );
const link = within(urlBytes, 'an address').refine(
  (text) => URL.parse(text)?.protocol === 'https:',
  'must be an https address',
);
const says = (name: z.ZodString) =>
  z.strictObject({ name, key: within(keyBytes, 'a key'), says: z.string().min(1).max(300) });
const opens = (name: z.ZodString) => z.strictObject({ name, url: link });
const leaf = (name: z.ZodString) => z.union([says(name), opens(name)]);
const top = within(nameBytes, 'a name on the bar');
const sub = within(subNameBytes, 'a name in a list');
const menuSchema = z.strictObject({
  buttons: z
    .array(z.union([leaf(top), z.strictObject({ name: top, items: z.array(leaf(sub)).min(1).max(subButtons) })]))
    .min(1)
    .max(buttons),
});
type Leaf = z.infer<ReturnType<typeof leaf>>;

/** dialogs/wechat-menu.yaml as it is needed: for the vendor, and for a tap on it. */
export interface WechatMenu {
  /** Body of menu/create. */
  readonly body: { readonly button: readonly unknown[] };
  /** What a visitor says by a key. */
  readonly says: ReadonlyMap<string, string>;
}

/** Throws one sentence per fault: too many buttons, names too long, a key that stands twice. */
export function readMenu(content: unknown): WechatMenu {
  const parsed = menuSchema.safeParse(content);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const leaves = parsed.data.buttons.flatMap((button): Leaf[] => ('items' in button ? button.items : [button]));
  const said = leaves.flatMap((one) => ('key' in one ? [[one.key, one.says] as const] : []));
  const keys = said.map(([key]) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new Error(`the key «${twice}» stands twice`);
  return {
    body: {
      button: parsed.data.buttons.map((button) =>
        'items' in button ? { name: button.name, sub_button: button.items.map(buttonOf) } : buttonOf(button),
      ),
    },
    says: new Map(said),
  };
}

function buttonOf(one: Leaf) {
  return 'key' in one
    ? { type: 'click', name: one.name, key: one.key }
    : { type: 'view', name: one.name, url: one.url };
}

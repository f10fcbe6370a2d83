import { z } from 'zod';

interface Button {
  readonly name: string;
  readonly type?: string | undefined;
  readonly key?: string | undefined;
  readonly url?: string | undefined;
  readonly sub_button?: readonly Button[] | undefined;
}

const buttonSchema: z.ZodType<Button> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.string().optional(),
    key: z.string().optional(),
    url: z.string().optional(),
    sub_button: z.array(buttonSchema).optional(),
  }),
);

/** The errcode with which menu/create refuses a menu; 0: it is taken. */
export function faultOfMenu(json: unknown): number {
  const parsed = z.object({ button: z.array(buttonSchema) }).safeParse(json);
  if (!parsed.success) return 40016;
  const { button: buttons } = parsed.data;
  if (buttons.length < 1 || buttons.length > 3) return 40016;
  return buttons.map((one) => faultOf(one, 16)).find((code) => code !== 0) ?? 0;
}

function faultOf({ name, type, key, url, sub_button: inner }: Button, nameBytes: number): number {
  if (name === '' || Buffer.byteLength(name) > nameBytes) return nameBytes === 16 ? 40018 : 40025;
  if (inner !== undefined) {
    if (nameBytes !== 16 || inner.length < 1 || inner.length > 5) return 40023;
    return inner.map((one) => faultOf(one, 60)).find((code) => code !== 0) ?? 0;
  }
  if (type === 'click') return key !== undefined && key !== '' && Buffer.byteLength(key) <= 128 ? 0 : 40019;
  if (type === 'view') return url !== undefined && URL.canParse(url) && Buffer.byteLength(url) <= 1024 ? 0 : 40020;
  return 40017;
}

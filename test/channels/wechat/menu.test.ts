import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadMenu } from '../../../src/channels/wechat/load-menu.ts';
import { readMenu } from '../../../src/channels/wechat/read-menu.ts';
import { createReadYaml } from '../../../src/dialogs/read-yaml.ts';
import { faultOfMenu } from '../../../src/simulators/wechat/fault-of-menu.ts';

const click = (name: string, key = name) => ({ name, key, says: '问' });

describe('dialogs/wechat-menu.yaml', () => {
  it('is a menu that WeChat takes, each tap with words of its own', async () => {
    const menu = await loadMenu(createReadYaml('./dialogs'));
    expect(faultOfMenu(menu?.body)).toBe(0);
    expect(menu?.says.get('profits-tax')).toBe('两级制利得税率是多少？');
    expect(new Set(menu?.says.values()).size).toBe(menu?.says.size);
    expect(await readFile('./dialogs/wechat-menu.yaml', 'utf8')).not.toMatch(/[「」臺灣網絡]/u);
  });

  it('may be missing', async () => {
    expect(await loadMenu(createReadYaml('./test'))).toBeNull();
  });
});

describe('readMenu', () => {
  it('makes what the vendor wants', () => {
    const menu = readMenu({
      buttons: [
        { name: '查询', items: [click('税率', 'tax'), { name: '网站', url: 'https://a.hk/' }] },
        click('帮助', 'help'),
      ],
    });
    expect(menu.body).toEqual({
      button: [
        {
          name: '查询',
          sub_button: [
            { type: 'click', name: '税率', key: 'tax' },
            { type: 'view', name: '网站', url: 'https://a.hk/' },
          ],
        },
        { type: 'click', name: '帮助', key: 'help' },
      ],
    });
    expect([...menu.says]).toEqual([
      ['tax', '问'],
      ['help', '问'],
    ]);
  });

  it.each([
    ['four buttons', { buttons: ['一', '二', '三', '四'].map((name) => click(name)) }],
    [
      'six entries',
      { buttons: [{ name: '查询', items: ['一', '二', '三', '四', '五', '六'].map((name) => click(name)) }] },
    ],
    ['no entries', { buttons: [{ name: '查询', items: [] }] }],
    ['a name of 18 bytes on the bar', { buttons: [click('六个汉字太长')] }],
    ['a name of 63 bytes in a list', { buttons: [{ name: '查询', items: [click('字'.repeat(21), 'k')] }] }],
    ['a key that stands twice', { buttons: [click('一', 'k'), click('二', 'k')] }],
    ['an address without TLS', { buttons: [{ name: '网站', url: 'http://a.hk' }] }],
    ['a misspelt field', { buttons: [{ ...click('一'), say: 'x' }] }],
    ['nothing', parse('')],
  ])('refuses %s', (_, content) => {
    expect(() => readMenu(content)).toThrow();
  });
});

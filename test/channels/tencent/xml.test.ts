import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../../src/channels/tencent/read-xml.ts';
import { writeXml } from '../../../src/channels/tencent/write-xml.ts';

describe('readXml', () => {
  it('reads a push as it stands in their documentation', () => {
    expect(
      readXml(`<xml><ToUserName><![CDATA[gh_1]]></ToUserName>
        <CreateTime>1700000000</CreateTime>
        <Content><![CDATA[ hi ]]></Content><MsgId>6054768590064713729</MsgId></xml>`),
    ).toEqual({ ToUserName: 'gh_1', CreateTime: '1700000000', Content: ' hi ', MsgId: '6054768590064713729' });
  });

  it.each([
    '007',
    '1e3',
    '0x10',
    'true',
    'null',
    '9007199254740993',
    '-0',
    '+852',
    '  12  ',
  ])('leaves the text «%s» as the visitor wrote it', (text) => {
    expect(readXml(`<xml><Content><![CDATA[${text}]]></Content></xml>`)).toEqual({ Content: text });
    expect(readXml(`<xml><Content>${text}</Content></xml>`)).toEqual({ Content: text });
  });

  it('expands the five entities outside CDATA and none inside', () => {
    expect(readXml('<xml><A>1 &lt; 2 &amp;amp; 3</A><B><![CDATA[1 &lt; 2]]></B></xml>')).toEqual({
      A: '1 < 2 &amp; 3',
      B: '1 &lt; 2',
    });
  });

  const bomb = `<!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}">]><xml><Content>&c;</Content></xml>`;
  it.each([
    ['nothing', ''],
    ['no XML', '{"xml":1}'],
    ['a truncated body', '<xml><Content><![CDATA[hi'],
    ['a truncated element', '<xml><Content>hi</Content>'],
    ['another root', '<html><Content>hi</Content></html>'],
    ['two roots', '<xml><A>1</A></xml><xml><A>1</A></xml>'],
    ['a bomb of entities', bomb],
    ['a foreign file', '<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><A>&f;</A></xml>'],
    ['a lower-case document type', '<!doctype xml><xml><A>1</A></xml>'],
    ['elements too deep', `<xml>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</xml>`],
    ['too many elements', `<xml>${'<a>1</a>'.repeat(5000)}</xml>`],
    ['a name that changes objects', '<xml><__proto__><polluted>1</polluted></__proto__></xml>'],
    ['a text instead of elements', '<xml>hi</xml>'],
  ])('refuses %s', (_, text) => {
    expect(readXml(text)).toBeNull();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('leaves out what stands twice', () => {
    expect(readXml('<xml><A>1</A><A>2</A><B>3</B></xml>')).toEqual({ B: '3' });
  });

  it('never throws, and never gives what is no text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>/!?[]&;xmlCDATA"= a\n') }), (text) => {
        const read = readXml(text);
        expect(read === null || typeof read === 'object').toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('writeXml', () => {
  it('cannot be broken out of, by any text', () => {
    const parser = new XMLParser({ parseTagValue: false, processEntities: false, trimValues: false });
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(']', '>', '<', '&', ']]>', '<![CDATA[', 'a', '中') }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const written = writeXml({ Content: text, MsgType: 'text', CreateTime: 1_700_000_001 });
        expect(readXml(written)).toEqual({
          // What XML cannot hold is left out.
          Content: text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''),
          MsgType: 'text',
          CreateTime: '1700000001',
        });
        expect(parser.parse(written).xml.MsgType).toBe('text');
      }),
      { numRuns: 300 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/server/parse-json.ts';

const parse = (text: string) => parseJson(Buffer.from(text));

describe('parseJson', () => {
  it.each([
    ['{"a":[1,null,"x"]}', { a: [1, null, 'x'] }],
    ['', undefined],
    [' \n', undefined],
    ['"𠮷 \\ud83d\\udea2"', '𠮷 🚢'],
    ['["a\\ud800", {"\\udc00": "\\uD83D"}]', ['a\uFFFD', { '\uFFFD': '\uFFFD' }]],
    [`"${'['.repeat(500)}"`, '['.repeat(500)],
    [`"\\"${'{'.repeat(500)}"`, `"${'{'.repeat(500)}`],
    [`${'['.repeat(64)}${']'.repeat(64)}`, expect.anything()],
  ])('reads %s', (text, value) => {
    expect(parse(text)).toEqual({ kind: 'parsed', value });
  });

  it.each([
    '{',
    '{"a":}',
    "{'a':1}",
    'undefined',
    'NaN',
    `${'['.repeat(65)}${']'.repeat(65)}`,
    '{"a":1}x',
  ])('refuses %s', (text) => {
    expect(parse(text)).toEqual({ kind: 'malformed' });
  });

  it('does not let a body reach into prototypes', () => {
    const parsed = parse('{"__proto__":{"isAdmin":true},"x":"\\ud800"}');
    expect(parsed.kind === 'parsed' && ({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });
});

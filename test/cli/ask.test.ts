import { describe, expect, it } from 'vitest';
import type { Assistant } from '../../src/assistant.ts';
import { runAsk } from '../../src/cli/ask.ts';
import { answerTo } from '../fakes/fake-core.ts';

/** Runs the command against an assistant that repeats what it was asked. */
async function run(...args: string[]) {
  const lines: string[] = [];
  const asked: { text: string; history: readonly string[] }[] = [];
  const assistant: Pick<Assistant, 'ask'> = {
    ask: async (text, history = []) => {
      asked.push({ text, history });
      return answerTo({ text });
    },
  };
  const code = await runAsk(args, assistant as Assistant, (line) => lines.push(line)); // only ask is used
  return { code, asked, output: lines.join('\n') };
}

describe('npm run ask', () => {
  it('prints the answer with its sources', async () => {
    const { code, asked, output } = await run('两级制利得税率是多少?');
    expect(asked).toEqual([{ text: '两级制利得税率是多少?', history: [] }]);
    expect(output).toContain('You said: 两级制利得税率是多少? [1]');
    expect(output).toMatch(/\[1\] .+\n\s+https?:\/\//u);
    expect(code).toBe(0);
  });

  it('takes a question of several words, and what was said before', async () => {
    const { asked } = await run(
      'what',
      'about',
      'dividends?',
      '--history',
      'treaty with Vietnam',
      '--history',
      'thanks',
    );
    expect(asked).toEqual([{ text: 'what about dividends?', history: ['treaty with Vietnam', 'thanks'] }]);
  });

  it('prints the whole answer as JSON', async () => {
    const { output } = await run('tax?', '--json');
    expect(JSON.parse(output)).toEqual(answerTo({ text: 'tax?' }));
  });

  it('tells why, only when asked', async () => {
    const { reason } = answerTo({ text: 'tax?' }).evidence;
    expect((await run('tax?')).output).not.toContain(`${reason};`);
    expect((await run('tax?', '--why')).output).toContain(`${reason};`);
  });

  it('explains itself when nothing is asked', async () => {
    expect(await run('--why')).toMatchObject({ code: 2, asked: [], output: expect.stringContaining('npm run ask') });
  });
});

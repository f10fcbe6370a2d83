import { expect, it } from 'vitest';
import { runChaos } from '../../src/bench/chaos/run-chaos.ts';

const FOLDERS = { knowledgeDir: 'knowledge', dialogsDir: 'dialogs', modelsDir: '' };
/** Each start loads the whole program in a process of its own, on a machine that may be busy. */
const LIMIT_MS = 240_000;

it(
  'loses, doubles and mixes up nothing while the server is killed in the middle of cases',
  async () => {
    const lines: string[] = [];
    const holds = await runChaos({ kills: 4, seed: 3, database: 'sqlite' }, FOLDERS, (line) => lines.push(line));
    expect(lines.filter((line) => line.startsWith('FAULT'))).toEqual([]);
    expect(holds).toBe(true);
    // Nothing is proved by a run in which nothing happened.
    expect(lines.join('\n')).toMatch(/officer messages: accepted [1-9]/u);
    expect(lines.join('\n')).toMatch(/mails: written [1-9]/u);
  },
  LIMIT_MS,
);

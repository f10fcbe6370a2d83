import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isGoodStory } from '../../src/bench/story/audit-stories.ts';
import { tellStories } from '../../src/bench/story/run-story.ts';
import { SIMULATED_APPS, type SimulatedApp } from '../../src/simulators/simulated-apps.ts';
import { DIALOGS_DIR } from '../support/folders.ts';
import { copyKnowledge } from '../support/knowledge-folder.ts';

const APPS = Object.keys(SIMULATED_APPS) as SimulatedApp[];
let knowledge: Awaited<ReturnType<typeof copyKnowledge>>;
beforeAll(async () => {
  knowledge = await copyKnowledge(['tax/profits-tax-two-tier', 'setup/incorporate-company']);
});
afterAll(() => knowledge.dispose());

it('loses nothing, says nothing twice and hides no fault, in every messaging app', { timeout: 300_000 }, async () => {
  const folders = {
    knowledgeDir: knowledge.root,
    dialogsDir: DIALOGS_DIR,
    modelsDir: join(knowledge.root, 'no-models'),
  };
  const results = await tellStories({ apps: APPS, seed: 7, rounds: 1 }, folders);
  expect(results.map(({ app }) => app)).toEqual(APPS);
  expect(results.filter((result) => !isGoodStory(result))).toEqual([]);
  for (const { faults, officer } of results) {
    expect(faults).toBeGreaterThanOrEqual(6);
    expect(officer.said).toBeGreaterThanOrEqual(5);
  }
});

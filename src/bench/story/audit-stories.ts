import { createStorage } from '../../adapters/storage/create-storage.ts';
import type { SimulatedPhone } from '../../simulators/phone/phone.ts';
import type { SimulatedApp } from '../../simulators/simulated-apps.ts';
import { PLACES } from './operator.ts';
import type { Told } from './tell-story.ts';

/** What of one kind was said, got there, came twice and never came. */
export interface Passage {
  readonly said: number;
  readonly arrived: number;
  readonly twice: number;
  readonly lost: number;
}

export interface StoryResult {
  readonly app: SimulatedApp;
  /** Into the transcript, where officers read. */
  readonly visitor: Passage;
  /** Onto the phone. */
  readonly officer: Passage;
  /** Messages that came again because their vendor took them, did not answer, and knows no ids of ours: of no fault here. */
  readonly cameAgain: number;
  /** Other lines of the desk that stand on the phone more often than they were said. */
  readonly linesTwice: readonly string[];
  readonly faults: number;
  /** Faults that could be seen, by place and at all. */
  readonly seen: Readonly<Record<(typeof PLACES)[number] | 'anywhere', number>>;
  /** Names of faults that no operator could have seen. */
  readonly unseen: readonly string[];
}

const EVERYTHING = 100_000;

/** Holds what the program has kept, and the phones show, against what was said. The program has stopped. */
export async function auditStories(
  told: ReadonlyMap<SimulatedApp, Told>,
  phones: ReadonlyMap<SimulatedApp, SimulatedPhone>,
  dataDir: string,
): Promise<readonly StoryResult[]> {
  const storage = await createStorage({ dataDir });
  try {
    const results: StoryResult[] = [];
    for (const [app, story] of told) {
      const ticket = await storage.tickets.find(story.case);
      const lines = await storage.conversations.transcript(ticket?.conversation ?? '', EVERYTHING);
      const saidByDesk = lines.filter(({ author }) => author !== 'visitor').map(({ text }) => text);
      const heard = lines.filter(({ author }) => author === 'visitor').map(({ text }) => text);
      const ofDesk = (phones.get(app)?.screen().lines ?? []).filter(({ from }) => from === 'desk');
      const shown = ofDesk.map(({ text }) => text);
      // The same few words may stand above the options of one answer and of another.
      const drawn = ofDesk.map(({ text, options }) => [text, ...options].join('\n'));
      const { faults } = story;
      const isOfNoFault = (line: string) => story.mayComeAgain.includes(line);
      const timesOf = (list: readonly string[], line: string) => list.filter((other) => other === line).length;
      const at = (place: (typeof PLACES)[number]) => faults.filter(({ seen }) => seen[place]).length;
      const unseen = faults.filter(({ seen }) => !PLACES.some((place) => seen[place]));
      results.push({
        app,
        visitor: passageOf(story.saidByVisitor, (text) => heard.filter((one) => one === text).length),
        // Signed, so more than the words stand there.
        officer: passageOf(story.writtenByOfficer, (text) => {
          const found = shown.filter((line) => line.split('\n').includes(text));
          return found.some(isOfNoFault) ? 1 : found.length;
        }),
        cameAgain: [...new Set(story.mayComeAgain)].filter((line) => timesOf(shown, line) > 1).length,
        linesTwice: [...new Set(drawn)].filter(
          (line) =>
            timesOf(drawn, line) > Math.max(1, timesSaid(line, saidByDesk)) &&
            !story.mayComeAgain.some((text) => line.startsWith(text)),
        ),
        faults: faults.length,
        seen: {
          metrics: at('metrics'),
          notices: at('notices'),
          log: at('log'),
          anywhere: faults.length - unseen.length,
        },
        unseen: unseen.map(({ fault }) => fault),
      });
    }
    return results;
  } finally {
    await storage.close();
  }
}

export function isGoodStory({ visitor, officer, linesTwice, unseen }: StoryResult): boolean {
  const isWhole = ({ said, arrived, lost }: Passage) => said === arrived && lost === 0;
  const isOnce = officer.twice === 0 && linesTwice.length === 0;
  return isWhole(visitor) && visitor.twice === 0 && isWhole(officer) && isOnce && unseen.length === 0;
}

/** How often the transcript says it: two questions out of reach get the same words. Apps draw more around them. */
function timesSaid(line: string, transcript: readonly string[]): number {
  return transcript.filter((text) => line.startsWith(text.split('\n')[0] ?? text)).length;
}

function passageOf(said: readonly string[], timesOf: (text: string) => number): Passage {
  const times = said.map(timesOf);
  return {
    said: said.length,
    arrived: times.filter((count) => count > 0).length,
    twice: times.filter((count) => count > 1).length,
    lost: times.filter((count) => count === 0).length,
  };
}

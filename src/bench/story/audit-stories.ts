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
  /** Of this vendor, what it took without an answer in time is shown twice: on a busy machine, also without a fault of ours. */
  readonly mayRepeat: boolean;
  /** Into the transcript, where officers read. */
  readonly visitor: Passage;
  /** Onto the phone. */
  readonly officer: Passage;
  /** Lines of the desk that stand on the phone more than once. */
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
      const heard = lines.filter(({ author }) => author === 'visitor').map(({ text }) => text);
      const ofDesk = (phones.get(app)?.screen().lines ?? []).filter(({ from }) => from === 'desk');
      const shown = ofDesk.map(({ text }) => text);
      // The same few words may stand above the options of one answer and of another.
      const drawn = ofDesk.map(({ text, options }) => [text, ...options].join('\n'));
      const { faults } = story;
      const at = (place: (typeof PLACES)[number]) => faults.filter(({ seen }) => seen[place]).length;
      const unseen = faults.filter(({ seen }) => !PLACES.some((place) => seen[place]));
      results.push({
        app,
        mayRepeat: phones.get(app)?.mayRepeat ?? false,
        visitor: passageOf(story.saidByVisitor, (text) => heard.filter((one) => one === text).length),
        // Signed, so more than the words stand there.
        officer: passageOf(
          story.writtenByOfficer,
          (text) => shown.filter((one) => one.split('\n').includes(text)).length,
        ),
        linesTwice: drawn.filter((line, index) => drawn.indexOf(line) !== index),
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

export function isGoodStory({ visitor, officer, linesTwice, unseen, mayRepeat }: StoryResult): boolean {
  const isWhole = ({ said, arrived, lost }: Passage) => said === arrived && lost === 0;
  const isOnce = mayRepeat || (officer.twice === 0 && linesTwice.length === 0);
  return isWhole(visitor) && visitor.twice === 0 && isWhole(officer) && isOnce && unseen.length === 0;
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

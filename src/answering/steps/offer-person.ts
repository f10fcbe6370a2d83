import type { Agency, Office } from '../../domain/tables.ts';
import { type AnsweringParts, type AnsweringTurn, type DraftBlock, goOn, type Step } from '../answering-turn.ts';
import { digestOf } from '../digest-of.ts';
import { rowCitation } from '../tables/row-citation.ts';

/** Bodies that take enquiries from enterprises, in the order in which they are named. */
const FIRST_STOPS = ['investhk', 'hktdc'];

/** «Talk to a person»: who takes enquiries, with the Mainland office of a province that was named before. */
export const offerPerson: Step = {
  name: 'offer-person',
  run: (turn, parts) => {
    if (turn.understanding.intent.kind !== 'person') return goOn(turn);
    const { language } = turn.understanding;
    const { tables } = parts.knowledge();
    const bodies: (Agency | Office)[] = [
      ...FIRST_STOPS.flatMap((id) => tables.agencies.filter((agency) => agency.id === id)),
      ...officesOfNamedProvinces(turn, parts),
    ].filter((body) => body.confidence !== 'unverified');
    const blocks: DraftBlock[] = bodies.map((body) => ({
      markdown: `- ${[body.name[language], body.phone, body.email, body.website].filter((part) => part !== null).join(' · ')}`,
      cites: rowCitation(body, body.id, body.name[language], tables.agencies, language, turn.today),
    }));
    return {
      kind: 'stop',
      draft: {
        status: 'handoff',
        completeness: 'none',
        blocks: [{ markdown: parts.wording('handoff.contacts', language), cites: [] }, ...blocks],
        suggestions: [],
        quoted: Object.fromEntries(bodies.map((body) => [`row:${body.id}`, digestOf(body.name[language])])),
        articles: [],
        more: null,
        reason: 'asked for a person',
      },
    };
  },
};

function officesOfNamedProvinces(turn: AnsweringTurn, parts: AnsweringParts): Office[] {
  const { provinces, mainlandOffices } = parts.knowledge().tables;
  const said = turn.state.turns.map((past) => past.standalone).join('\n');
  const named = provinces.find((province) => Object.values(province.name).some((name) => said.includes(name)));
  return mainlandOffices.filter((office) => office.id === named?.office);
}

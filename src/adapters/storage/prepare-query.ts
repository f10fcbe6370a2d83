import type { Compilable, Kysely } from 'kysely';
import type { Tables } from './tables.ts';

type Values = Readonly<Record<string, string | number | null>>;

/** Stands in a query for a value that is only known when it runs. */
class Place {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

interface Places {
  text(name: string): string;
  integer(name: string): number;
}

/**
 * Builds a query once and runs it with new values: Kysely's building and compiling would cost more than SQLite's
 * work. `build` gets makers of named places; the values are bound to them by name.
 */
export function prepareQuery<Row>(
  build: (place: Places) => Compilable<Row>,
): (db: Kysely<Tables>, values: Values) => Promise<Row[]> {
  const compiled = build(places).compile();
  return async (db, values) => {
    const parameters = compiled.parameters.map((parameter) => valueOf(parameter, values));
    return (await db.executeQuery<Row>({ ...compiled, parameters })).rows;
  };
}

/** A place pretends to be a value of its column, so that Kysely's types still check the query around it. */
const places: Places = {
  text: (name) => new Place(name) as unknown as string,
  integer: (name) => new Place(name) as unknown as number,
};

function valueOf(parameter: unknown, values: Values): unknown {
  if (!(parameter instanceof Place)) return parameter;
  const value = values[parameter.name];
  if (value === undefined) throw new TypeError(`query value "${parameter.name}" is missing`);
  return value;
}

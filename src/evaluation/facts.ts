/**
 * How many facts a text holds; a fact is a list of alternatives. Compared after NFKC, without letter case, spaces,
 * citation marks, and commas inside numbers, so that "HK$2,000,000" meets "HK$ 2 000 000".
 */
export function countFacts(text: string, facts: readonly (readonly string[])[]): number {
  const said = comparable(text);
  return facts.filter((alternatives) => alternatives.some((fact) => said.includes(comparable(fact)))).length;
}

function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\[\d{1,2}\]|[\s*_`]+/gu, '')
    .replace(/(?<=\d),(?=\d)/gu, '');
}

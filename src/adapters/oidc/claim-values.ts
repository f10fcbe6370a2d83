/**
 * The texts of a claim: "a", ["a", "b"], or of a claim within one ("realm_access.roles"). A claim of exactly this name
 * comes first, for names of claims may be web addresses. undefined when there is no such claim.
 */
export function claimValues(claims: Readonly<Record<string, unknown>>, name: string): readonly string[] | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : valueWithin(claims, name.split('.'));
  if (value === undefined) return undefined;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'string');
}

function valueWithin(claims: unknown, path: readonly string[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return claims;
  if (typeof claims !== 'object' || claims === null || !Object.hasOwn(claims, first)) return undefined;
  return valueWithin(Object.entries(claims).find(([key]) => key === first)?.[1], rest);
}

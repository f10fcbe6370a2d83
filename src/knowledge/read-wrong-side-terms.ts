import type { z } from 'zod';
import type { Fault } from './fault.ts';
import type { KnowledgeFiles } from './knowledge-files.ts';
import type { ParseCache } from './parse-cache.ts';
import { parseYaml } from './parse-yaml.ts';
import { wrongSideTermsSchema } from './table-schemas.ts';

export type WrongSideTerms = z.infer<typeof wrongSideTermsSchema>;

/** knowledge/wrong-side-terms.yaml; no terms when the file has a fault, so that the articles stay. */
export function readWrongSideTerms(
  files: KnowledgeFiles,
  cache: ParseCache,
): { readonly terms: WrongSideTerms; readonly faults: readonly Fault[] } {
  const file = 'wrong-side-terms.yaml';
  const none = { inSimplified: [], inTraditional: [] };
  const found = files.get(file) ?? null;
  if (found === null)
    return { terms: none, faults: [{ file, line: 1, message: 'The file is missing or cannot be read.' }] };
  const parsed = cache.parse(file, found.digest, () => parseYaml(found.text, wrongSideTermsSchema, file));
  return parsed.ok ? { terms: parsed.value, faults: [] } : { terms: none, faults: parsed.faults };
}

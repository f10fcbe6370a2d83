import { createHash } from 'node:crypto';
import { centre, meanOf } from './centre.ts';
import { TextEncoder } from './encoder/text-encoder.ts';
import { LanguageIndex, type Search, type SearchResult } from './language-index.ts';
import type { LexicalIndex } from './lexical/lexical-index.ts';
import { indexTerms } from './lexical/terms.ts';
import type { ModelSource } from './model-source.ts';
import { createExpander } from './synonyms.ts';
import { type RetrievalModel, type TrainingInput, textsOf } from './train-model.ts';
import type { ExternalVectors, VectorIndex, VectorIndexMaker } from './vector-index.ts';
import { RETRIEVAL_WEIGHTS } from './weights.ts';

/** What answers in one language. Each index has thresholds of its own: those of one do not fit the other's scores. */
export interface LanguageArms {
  /** With the encoder that was trained here. */
  readonly own: OwnArm;
  /** With a configured model; null when there is none, or when its vectors could not be had. */
  readonly configured: Arm | null;
}

interface Arm {
  readonly index: LanguageIndex;
  /** Digest of what the index was made from; '' while a former model serves and it has to be made again. */
  readonly key: string;
}

interface OwnArm extends Arm {
  /** Vector of every text by the encoder of `index`. */
  readonly encoded: ReadonlyMap<string, Float32Array>;
}

/** What is searched in one language, without vectors. */
export type IndexTexts = Omit<TrainingInput, 'embedded'>;

export interface ArmSources {
  readonly models: ModelSource;
  readonly makeVectorIndex: VectorIndexMaker;
  readonly external: ExternalVectors | null;
  readonly onVectorFault: (error: unknown) => void;
}

/**
 * Indexes for these texts; what did not change is taken from `former`. With `quick` a former model serves where the
 * new one would have to be trained first; then `isComplete` is false.
 */
export async function buildArms(
  texts: IndexTexts,
  former: LanguageArms | null,
  quick: boolean,
  sources: ArmSources,
): Promise<LanguageArms & { readonly isComplete: boolean }> {
  const own = await buildOwn(texts, former, quick, sources);
  const centred = await embedTexts(texts, sources);
  if (centred === null) return { own, configured: null, isComplete: own.key !== '' };
  const configured = await buildConfigured(texts, centred, own.index.lexical, former, quick, sources);
  return { own, configured, isComplete: own.key !== '' && configured !== null && configured.key !== '' };
}

/** Trains what has not been trained for these texts. */
export async function trainArms(texts: IndexTexts, sources: ArmSources): Promise<void> {
  const centred = await embedTexts(texts, sources);
  const inputs: TrainingInput[] = [{ ...texts, embedded: null }];
  if (centred !== null) inputs.push({ ...texts, embedded: centred.embedded });
  for (const input of inputs) {
    if ((await sources.models.cached(input)) === null) await sources.models.train(input);
  }
}

/** The configured model's index answers; when the question cannot be embedded now, the one with the own encoder does. */
export async function searchArms({ own, configured }: LanguageArms, search: Search): Promise<SearchResult> {
  const result = await configured?.index.search(search);
  return result === undefined || result.arms === 'lexical' ? own.index.search(search) : result;
}

async function buildOwn(
  texts: IndexTexts,
  former: LanguageArms | null,
  quick: boolean,
  sources: ArmSources,
): Promise<OwnArm> {
  const input = { ...texts, embedded: null };
  const key = keyOf(input);
  if (former?.own.key === key) return former.own;
  const kept = await sources.models.cached(input);
  const stopgap = quick ? (former?.own.index.model ?? null) : null;
  const model = kept ?? stopgap ?? (await sources.models.train(input));
  const encoder = model.encoder === null ? null : new TextEncoder(model.encoder);
  // After an edit the former encoder still serves, and nearly all texts are the same: their vectors are kept.
  const known = former?.own.index.model?.encoder === model.encoder ? former.own.encoded : undefined;
  const encoded = new Map<string, Float32Array>();
  if (encoder !== null) {
    for (const { text } of textsOf(texts.collection))
      encoded.set(text, known?.get(text) ?? encoder.encode(indexTerms(text)));
  }
  const vectors =
    encoder === null
      ? null
      : await sources.makeVectorIndex(
          (text) => encoder.encode(indexTerms(text)),
          textsOf(texts.collection).map(({ text }) => encoded.get(text) ?? new Float32Array()),
        );
  const index = toIndex(texts, { model, vectors, vectorShare: RETRIEVAL_WEIGHTS.encoder }, undefined, sources);
  return { index, encoded, key: kept === null && stopgap !== null ? '' : key };
}

async function buildConfigured(
  texts: IndexTexts,
  { embedded, mean }: Centred,
  lexical: LexicalIndex,
  former: LanguageArms | null,
  quick: boolean,
  sources: ArmSources,
): Promise<Arm | null> {
  const input = { ...texts, embedded };
  const key = keyOf(input);
  if (former?.configured?.key === key) return former.configured;
  const kept = await sources.models.cached(input);
  const stopgap = quick ? (former?.configured?.index.model ?? null) : null;
  if (quick && kept === null && stopgap === null) return null;
  const model = kept ?? stopgap ?? (await sources.models.train(input));
  const vectors = await vectorsOf(texts, { embedded, mean }, sources);
  const index = toIndex(texts, { model, vectors, vectorShare: RETRIEVAL_WEIGHTS.configuredVectors }, lexical, sources);
  return { index, key: kept === null && stopgap !== null ? '' : key };
}

function toIndex(
  { language, collection, lexicon, outOfScope }: IndexTexts,
  arm: { readonly model: RetrievalModel; readonly vectors: VectorIndex | null; readonly vectorShare: number },
  lexical: LexicalIndex | undefined,
  { onVectorFault }: ArmSources,
): LanguageIndex {
  return new LanguageIndex({
    language,
    collection,
    outOfScope,
    expand: createExpander(lexicon),
    onVectorFault,
    lexical,
    ...arm,
  });
}

/** Vectors of every text without their mean, as the index takes them. */
interface Centred {
  readonly embedded: ReadonlyMap<string, Float32Array>;
  readonly mean: Float32Array;
}

/** null when no model is configured, or none answers. */
async function embedTexts(
  { collection, outOfScope }: IndexTexts,
  { external, onVectorFault }: ArmSources,
): Promise<Centred | null> {
  if (external === null) return null;
  const texts = textsOf(collection).map(({ text }) => text);
  try {
    const embedded = await external.embed([...texts, ...outOfScope]);
    const mean = meanOf(texts.map((text) => embedded.get(text) ?? new Float32Array()));
    return { mean, embedded: new Map([...embedded].map(([text, vector]) => [text, centre(vector, mean)])) };
  } catch (error) {
    onVectorFault(error);
    return null;
  }
}

async function vectorsOf(
  { collection }: IndexTexts,
  { embedded, mean }: Centred,
  { external }: ArmSources,
): Promise<VectorIndex | null> {
  const vectors = textsOf(collection).map(({ text }) => embedded.get(text) ?? new Float32Array(mean.length));
  return external === null ? null : external.index(vectors, mean);
}

/** Everything an index is made from, as one digest. */
function keyOf({ collection, outOfScope, lexicon, embedded }: TrainingInput): string {
  const hash = createHash('sha256').update(JSON.stringify([collection, outOfScope, lexicon]));
  for (const vector of embedded?.values() ?? [])
    hash.update(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
  return hash.digest('hex');
}

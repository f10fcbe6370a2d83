import { centre, meanOf } from './centre.ts';
import { type EncoderData, TextEncoder } from './encoder/text-encoder.ts';
import { inputDigest } from './input-digest.ts';
import { LanguageIndex, type Search, type SearchResult } from './language-index.ts';
import { LexicalIndex } from './lexical/lexical-index.ts';
import { rememberedIndexTerms } from './lexical/remembered-terms.ts';
import { readTermTable, type TermTable } from './lexical/term-table.ts';
import { indexTerms } from './lexical/terms.ts';
import type { ModelSource } from './model-source.ts';
import { patchVectorIndex } from './patched-vector-index.ts';
import { textsOf } from './searchable.ts';
import { createExpander } from './synonyms.ts';
import type { RetrievalModel, TrainingInput } from './train-model.ts';
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
  /** Texts of the collection, in order. */
  readonly texts: readonly string[];
  readonly encoded: Encoded | null;
}

/** The texts of an own arm by its encoder. */
interface Encoded {
  readonly encoder: TextEncoder;
  /** Of every text, row-major. */
  readonly vectors: Float32Array;
  /** The vector index that was made last, and the texts in it; after an edit it is patched, until the next model. */
  readonly base: { readonly index: VectorIndex; readonly texts: readonly string[] };
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
  const key = inputDigest(input);
  if (former?.own.key === key) return former.own;
  const kept = await sources.models.cached(input);
  const stopgap = quick && kept === null && former !== null && former.own.index.model !== null ? former.own : null;
  if (stopgap !== null) return patchOwn(texts, stopgap, sources);
  const model = kept ?? (await sources.models.train(input));
  const own = textsIn(texts);
  const terms = model.prepared?.terms ?? readTermTable(own);
  const encoded = model.encoder === null ? null : await encode(texts, model.encoder, { terms, model }, sources);
  const arm = { model, vectors: encoded?.base.index ?? null, vectorShare: RETRIEVAL_WEIGHTS.encoder };
  const lexical = new LexicalIndex(texts.collection, terms, null, model.prepared?.lexical ?? null);
  return { index: toIndex(texts, arm, lexical, sources), texts: own, encoded, key };
}

async function encode(
  texts: IndexTexts,
  data: EncoderData,
  { terms, model }: { readonly terms: TermTable; readonly model: RetrievalModel },
  sources: ArmSources,
): Promise<Encoded> {
  const encoder = new TextEncoder(data);
  const vectors = model.prepared?.vectors ?? encoder.encodeTable(terms);
  const index = await sources.makeVectorIndex(
    (text) => encoder.encode(rememberedIndexTerms(text)),
    textsIn(texts).map((_, item) => rowOf(vectors, item, data.dimensions)),
    `own-${texts.language}`,
  );
  return { encoder, vectors, base: { index, texts: textsIn(texts) } };
}

/** After an edit the former model still serves, and nearly all texts are the same: what was made of them is kept. */
function patchOwn(texts: IndexTexts, former: OwnArm, sources: ArmSources): OwnArm {
  const own = textsIn(texts);
  const positionOf = new Map(former.texts.map((text, position) => [text, position]));
  const { terms: table, vocabulary } = former.index.lexical;
  const terms = readTermTable(own, { table, positionOf, vocabulary });
  const encoded = former.encoded === null ? null : patchEncoded(own, former.encoded, positionOf);
  const vectors =
    encoded === null
      ? null
      : patchVectorIndex(
          encoded.base.index,
          encoded.base.texts,
          own,
          (item) => rowOf(encoded.vectors, item, encoded.encoder.data.dimensions),
          (question) => encoded.encoder.encode(rememberedIndexTerms(question)),
        );
  const arm = { model: former.index.model, vectors, vectorShare: RETRIEVAL_WEIGHTS.encoder };
  return {
    index: toIndex(texts, arm, new LexicalIndex(texts.collection, terms, vocabulary), sources),
    texts: own,
    encoded,
    key: '',
  };
}

function patchEncoded(
  texts: readonly string[],
  { encoder, vectors: former, base }: Encoded,
  positionOf: ReadonlyMap<string, number>,
): Encoded {
  const { dimensions } = encoder.data;
  const vectors = new Float32Array(texts.length * dimensions);
  texts.forEach((text, item) => {
    const position = positionOf.get(text);
    const vector = position === undefined ? encoder.encode(indexTerms(text)) : rowOf(former, position, dimensions);
    vectors.set(vector, item * dimensions);
  });
  return { encoder, vectors, base };
}

function rowOf(vectors: Float32Array, item: number, dimensions: number): Float32Array {
  return vectors.subarray(item * dimensions, (item + 1) * dimensions);
}

function textsIn({ collection }: IndexTexts): string[] {
  return textsOf(collection).map(({ text }) => text);
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
  const key = inputDigest(input);
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
  { language, collection, lexicon }: IndexTexts,
  arm: { readonly model: RetrievalModel | null; readonly vectors: VectorIndex | null; readonly vectorShare: number },
  lexical: LexicalIndex | undefined,
  { onVectorFault }: ArmSources,
): LanguageIndex {
  return new LanguageIndex({
    language,
    collection,
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
async function embedTexts(searched: IndexTexts, { external, onVectorFault }: ArmSources): Promise<Centred | null> {
  if (external === null) return null;
  const texts = textsIn(searched);
  try {
    const embedded = await external.embed([...texts, ...searched.outOfScope]);
    const mean = meanOf(texts.map((text) => embedded.get(text) ?? new Float32Array()));
    return { mean, embedded: new Map([...embedded].map(([text, vector]) => [text, centre(vector, mean)])) };
  } catch (error) {
    onVectorFault(error);
    return null;
  }
}

async function vectorsOf(
  texts: IndexTexts,
  { embedded, mean }: Centred,
  { external }: ArmSources,
): Promise<VectorIndex | null> {
  const vectors = textsIn(texts).map((text) => embedded.get(text) ?? new Float32Array(mean.length));
  return external === null ? null : external.index(vectors, mean);
}

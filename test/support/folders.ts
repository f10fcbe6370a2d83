import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const REPOSITORY = at('');
export const KNOWLEDGE_DIR = at('knowledge');
export const DIALOGS_DIR = at('dialogs');
/** Models of the real knowledge: trained once by train-models.ts, then loaded by every test file. */
export const MODELS_DIR = at('node_modules/.cache/goglobal/models');

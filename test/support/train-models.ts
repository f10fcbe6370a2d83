import { createRealAssistant } from './real-assistant.ts';

/** Trains the models of the real knowledge once, before any test file, so that each of them loads them in a moment. */
export default async function trainModels(): Promise<void> {
  await createRealAssistant();
}

import type { GapCluster } from '../../../console/api.ts';
import type { Language } from '../../languages.ts';

/** The wording that a form begins with: the most frequent. */
export function firstWording(cluster: GapCluster): { readonly text: string; readonly language: Language } {
  return cluster.questions[0] ?? { text: '', language: 'zh-Hans' };
}

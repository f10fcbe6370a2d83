/** Where a benchmark finds what it measures. */
export interface BenchFolders {
  readonly knowledgeDir: string;
  readonly dialogsDir: string;
  /** Trained models; benchmarks of a cold start use folders of their own. */
  readonly modelsDir: string;
}

export type Print = (line: string) => void;

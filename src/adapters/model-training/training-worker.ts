import { parentPort, workerData } from 'node:worker_threads';
import { type TrainingInput, trainModel } from '../../retrieval/train-model.ts';

// workerData is what createModelSource put there: a TrainingInput sent by structured clone.
parentPort?.postMessage(trainModel(workerData as TrainingInput));

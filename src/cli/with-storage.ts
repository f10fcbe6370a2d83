import type { Storage } from '../adapters/storage/create-storage.ts';

/** What `read` makes of the storage, which is closed afterwards in any case. */
export async function withStorage<T>(open: () => Promise<Storage>, read: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await open();
  try {
    return await read(storage);
  } finally {
    await storage.close();
  }
}

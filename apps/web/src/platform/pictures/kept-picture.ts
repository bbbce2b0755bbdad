/** A picture that is not saved yet, with whose it is: another member at the same browser neither sees nor sends it. */
export interface KeptPicture {
  readonly memberId: string;
  readonly blob: Blob;
  readonly colour: string;
}

/** Where the one picture that is on its way is kept until it is saved or put back. */
export interface PictureKeeper {
  read(): Promise<KeptPicture | null>;
  keep(picture: KeptPicture): Promise<void>;
  forget(): Promise<void>;
}

const storeName = 'pictures';
const key = 'unsaved';

/** Keeps it in IndexedDB, which outlives the page. A browser that refuses costs the memory of it, never the saving. */
export function createPictureKeeper(factory: IDBFactory): PictureKeeper {
  const within = async <Result>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result | null> => {
    try {
      const database = await answerOf(openDatabase(factory));
      try {
        return await answerOf(work(database.transaction(storeName, mode).objectStore(storeName)));
      } finally {
        database.close();
      }
    } catch {
      return null;
    }
  };
  return {
    read: async () => ((await within('readonly', (store) => store.get(key))) as KeptPicture | null | undefined) ?? null,
    keep: async (picture) => void (await within('readwrite', (store) => store.put(picture, key))),
    forget: async () => void (await within('readwrite', (store) => store.delete(key))),
  };
}

function openDatabase(factory: IDBFactory): IDBOpenDBRequest {
  const request = factory.open('countersign', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName);
  return request;
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser keeps nothing.'));
  });
}

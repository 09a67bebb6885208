const storeName = "device";
const key = "session";

/** The linked device's session, in the browser profile as the real one is: LocalAuth is really tried. */
export const session = {
  read: () => withStore<string | undefined>("readonly", (store) => store.get(key)),
  write: (value: string) => withStore("readwrite", (store) => store.put(value, key)),
  forget: () => withStore("readwrite", (store) => store.delete(key)),
};

function withStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("standin", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(storeName, mode, { durability: "strict" });
      const request = act(transaction.objectStore(storeName));
      transaction.onabort = () => reject(transaction.error);
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(request.result);
      };
    };
  });
}

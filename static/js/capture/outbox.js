/* What is typed and not yet acknowledged, on this device: encrypted, filed per person and per tab.
   IndexedDB, since localStorage reaches the disk late: a killed browser would lose up to a minute. */

const STORE = "saves";
let opening;

function database() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("outbox", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.onversionchange = () => { request.result.close(); opening = undefined; };
      request.result.onclose = () => { opening = undefined; };
      resolve(request.result);
    };
  }).catch((error) => { opening = undefined; throw error; });
  return opening;
}

async function within(mode, work) {
  const transaction = (await database()).transaction(STORE, mode);
  return new Promise((resolve, reject) => {
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

const digest = (words) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/* Of whom every entry is; nothing of it can be read with the key of somebody else. */
export class Outbox {
  static async of(deviceKey) {
    const outbox = new Outbox();
    if (!crypto.subtle) throw new Error("no secure context");
    outbox.owner = hex(await digest(`owner ${deviceKey}`)).slice(0, 24);
    outbox.key = await crypto.subtle.importKey("raw", await digest(`outbox ${deviceKey}`), "AES-GCM", false, ["encrypt", "decrypt"]);
    return outbox;
  }

  async put(id, tab, save) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, new TextEncoder().encode(JSON.stringify(save)));
    await within("readwrite", (store) => store.put({ id, owner: this.owner, tab, at: save.at, iv, sealed }));
  }

  remove(id) { return within("readwrite", (store) => store.delete(id)); }

  /* This person's, the first typed first. */
  async all() {
    const rows = (await within("readonly", (store) => store.getAll())).filter((row) => row.owner === this.owner);
    const opened = await Promise.all(rows.map((row) => this.opened(row)));
    return opened.filter(Boolean).sort((a, b) => a.save.at - b.save.at);
  }

  async opened({ id, tab, iv, sealed }) {
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, this.key, sealed);
      return { id, tab, save: JSON.parse(new TextDecoder().decode(plain)) };
    } catch {
      return null;
    }
  }
}

/* How many are kept here, whosever they are: a signed-out page may say no more. */
export async function countKept() {
  return (await within("readonly", (store) => store.getAll())).length;
}

/* What every answer of a page shares: the outbox, the tab, the way to the server, and adoption of what tabs
   that are gone have left behind. */

import { Outbox } from "./outbox.js";
import { newId, newer, post } from "./slot.js";

export class Site {
  constructor({ save, newer: newerAddress, deviceKey }) {
    Object.assign(this, { saveAddress: save, newerAddress, deviceKey, tab: newId() });
    this.writes = Promise.resolve();
    this.onchange = () => {};
  }

  changed(slot) { this.onchange(slot); }

  /* A tab holds its lock while it lives; what a dead one has left is adopted. */
  async open() {
    navigator.locks?.request(`tab ${this.tab}`, () => new Promise(() => {}));
    try {
      this.outbox = await Outbox.of(this.deviceKey);
      await this.outbox.all();
    } catch {
      this.outbox = undefined;
    }
  }

  /* One after the other, so that a text is never written after it was taken out. */
  write(work) {
    this.writes = this.writes.then(work).then(() => true, () => false);
    return this.writes;
  }

  keep(save) { return this.outbox ? this.write(() => this.outbox.put(save.id, this.tab, save)) : Promise.resolve(false); }
  forget(id) { if (this.outbox) this.write(() => this.outbox.remove(id)); }
  refresh() { return newer(this, new Date().toISOString()); }

  async settle(address) {
    if (!address) return;
    const token = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] ?? "";
    await fetch(address, { method: "POST", redirect: "manual", headers: { "X-CSRFToken": token } }).catch(() => {});
  }

  async kept() { return this.outbox ? this.outbox.all() : []; }

  /* Entries of tabs that are gone, the first typed first, by one tab at a time. Answers what was delivered. */
  async adopt() {
    if (!this.outbox || !navigator.locks) return [];
    return navigator.locks.request(`outbox ${this.outbox.owner}`, { ifAvailable: true }, async (lock) => {
      if (!lock) return [];
      const held = (await navigator.locks.query()).held.map((one) => one.name);
      const orphans = (await this.outbox.all()).filter((entry) => !held.includes(`tab ${entry.tab}`));
      return this.deliver(orphans);
    });
  }

  /* Also what was refused, for whoever asks. */
  async deliver(entries, { tell = false } = {}) {
    const delivered = [];
    for (const entry of entries) {
      const { status, body } = await post(this, entry.save);
      if (status === 200 || status === 409) {
        await this.write(() => this.outbox.remove(entry.id));
        if (status === 200) await this.rebase(entries, entry, body.revision);
        delivered.push({ save: entry.save, status, body });
      } else if (status === 403) {
        await this.refresh();
        break;
      } else if ([400, 404, 410, 413, 422].includes(status)) {
        if (tell) delivered.push({ id: entry.id, refused: true, body });
      } else break;
    }
    return delivered;
  }

  /* What the same tab typed after it, on the same version, was typed on what the server has now. */
  async rebase(entries, done, revision) {
    const sameAnswer = (entry) => entry.tab === done.tab && entry.save.sent.client_id === done.save.sent.client_id;
    for (const entry of entries.filter((one) => sameAnswer(one) && one.save.at >= done.save.at && one !== done)) {
      if (entry.save.base !== done.save.base) continue;
      entry.save.base = revision;
      await this.write(() => this.outbox.put(entry.id, entry.tab, entry.save));
    }
  }
}

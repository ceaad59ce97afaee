/* Interview mode. Works to its end without a network once it is open. */

import { CameUp, Find } from "./dialogs.js";
import { Keys } from "./keys.js";
import { Page } from "./page.js";
import { Site } from "./site.js";
import { newer } from "./slot.js";
import { Clock, Status } from "./status.js";

class Interview {
  constructor(root) {
    this.root = root;
    this.site = new Site(root.dataset);
    this.page = new Page(root, this.site);
    this.since = root.dataset.since;
    this.site.onchange = (slot) => this.draw(slot);
    this.site.leaveFor = (address) => this.leaveFor(address);
  }

  async start() {
    if (!this.page.form) return;
    this.dialogs = Object.fromEntries([...document.querySelectorAll("dialog[data-dialog]")].map((one) => [one.dataset.dialog, one]));
    this.cameUp = new CameUp(this.page, this.dialogs.cameUp);
    new Find(this.page, this.dialogs.find);
    new Keys(this.page, this.dialogs);
    this.listen();
    await this.site.open();
    for (const slot of this.slots) if (slot.isPending) slot.keep();  /* typed before there was an outbox */
    this.status = new Status(document.getElementById("save-status"), { canKeep: isSecureContext });
    this.root.addEventListener("shown", () => this.draw(this.page.slot));
    this.page.showAddress({ remember: true });
    await this.adopt();
    for (const wait of [1000, 5000]) setTimeout(() => this.adopt(), wait);  /* of a page before this one, that was not quite gone */
    navigator.serviceWorker?.register("/sw.js").catch(() => {});
  }

  listen() {
    for (const name of ["online", "focus", "pageshow"]) addEventListener(name, () => this.wake());
    document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? this.wake() : this.goodbye()));
    addEventListener("pagehide", () => this.goodbye());
    addEventListener("beforeunload", (event) => { if (this.slots.some((slot) => !slot.isSafe)) event.preventDefault(); });
    document.addEventListener("click", (event) => this.clicked(event));
    for (const form of document.querySelectorAll("form[data-leave]")) form.addEventListener("submit", (event) => { if (this.isPending) { event.preventDefault(); this.leaveFor(() => form.submit()); } });
  }

  get slots() { return [...this.page.slots.values()]; }
  get isPending() { return this.slots.some((slot) => slot.isPending); }

  clicked(event) {
    const opener = event.target.closest("[data-open]"), decision = event.target.closest("[data-decide]"), leave = event.target.closest("a[data-leave]");
    if (opener) { event.preventDefault(); this.dialogs[opener.dataset.open].showModal(); }
    else if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    else if (decision) this.decide(decision.dataset.decide);
    else if (event.target.closest("[data-both-said]")) this.copyToOthers();
    else if (leave && this.isPending && !event.defaultPrevented && !event.ctrlKey && !event.metaKey) { event.preventDefault(); this.leaveFor(leave.href); }
  }

  decide(choice) {
    this.page.slot.decide(choice);
    this.page.fill();
    this.page.focus();
  }

  /* In a panel, what all of them said: the same for everybody who has said nothing to it yet. */
  copyToOthers() {
    const { question, person, people, slot } = this.page;
    for (const other of people.filter((one) => one && one !== person)) {
      const theirs = this.page.slotFor(question, other);
      if (!theirs.fields.said) theirs.typed({ ...slot.fields }, { atOnce: true });
    }
    this.draw(slot);
  }

  wake() {
    for (const slot of this.slots) slot.wake();
    this.adopt();
    this.refresh();
  }

  goodbye() { for (const slot of this.slots) slot.send({ leaving: true }); }

  /* What other devices have brought meanwhile replaces nothing that is pending here. */
  async refresh() {
    const { status, body } = await newer(this.site, this.since);
    if (status !== 200 || !body) return;
    this.since = body.until;
    this.page.learn(body.answers);
  }

  async adopt() {
    const delivered = await this.site.adopt();
    const ofThis = delivered.filter(({ save }) => String(save.sent.interview) === this.root.dataset.interview);
    if (!ofThis.length) return;
    this.page.learn(ofThis.filter(({ status }) => status === 200).map(({ save, body }) => ({ ...body, person: save.sent.person || null, listed_question: body.listed_question, fields: save.fields })), "saved");
    const line = document.querySelector("[data-restored]");
    line.hidden = false;
    this.page.fill();
  }

  /* First the words, then the way; without a network they are safe on the device, and the way is open. */
  async leaveFor(target) {
    const go = typeof target === "function" ? target : () => { location.href = target; };
    for (const slot of this.slots) slot.wake();
    const until = Date.now() + 4000;
    while (this.isPending && Date.now() < until) await new Promise((next) => setTimeout(next, 50));
    go();
  }

  draw(slot) {
    if (!this.status) return;
    this.status.show(this.page.slot, this.slots);
    if (slot === this.page.slot) {
      const box = this.root.querySelector("[data-other-version]");
      box.hidden = !slot.conflict;
      if (slot.conflict) box.querySelector("[data-other-text]").textContent = slot.conflict.fields.said;
      if (slot.state === "elsewhere") this.page.fill();
    }
    this.mark();
  }

  /* The agenda's dots: answered, flagged, or open. */
  mark() {
    const answered = new Map();
    for (const [key, slot] of this.page.slots) {
      const question = key.slice(0, key.lastIndexOf(" "));
      if (Object.values(slot.fields).some(Boolean)) answered.set(question, answered.get(question) === "red" || slot.fields.flag === "red flag" ? "red" : "done");
    }
    for (const link of this.root.querySelectorAll("a[data-question]")) {
      const state = answered.get(link.dataset.question) ?? "open";
      if (link.dataset.state === state) continue;
      link.dataset.state = state;
      link.querySelector("[data-said]").textContent = this.root.dataset[`said${state[0].toUpperCase()}${state.slice(1)}`];
    }
    const others = this.page.people.filter((one) => one && one !== this.page.person);
    this.root.querySelector("[data-both-said]")?.toggleAttribute("disabled", !others.length || !this.page.slot.fields.said);
  }
}

for (const shown of document.querySelectorAll("[data-clock]")) new Clock(shown);
const root = document.querySelector("[data-interview]");
const interview = root && new Interview(root);
export const page = interview?.page;
interview?.start();

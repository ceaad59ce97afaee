/* Interview mode: saves while typing, and says the truth about it.
   One rule: a text counts as saved only after the server has said, in JSON, that it has this very save. */
import { Clock } from "./clock.js";
import { post } from "./save.js";

const DEBOUNCE = 600, LONGEST_WAIT = 4000, BACKOFF = [1, 2, 4, 8, 16, 30];
const RECORDED = ["said", "impression", "quality", "rating", "flag", "come_back", "promise", "refer_to"];

class Capture {
  constructor(form) {
    this.form = form;
    this.base = Number(form.elements.base.value);
    this.tab = crypto.randomUUID ? crypto.randomUUID() : String(Math.random());
    this.status = document.getElementById("save-status");
    this.tries = 0;
    this.acknowledged = JSON.stringify(this.fields());
    form.addEventListener("input", (event) => this.typed(event.target));
    form.addEventListener("submit", (event) => this.submitted(event));
    for (const link of document.querySelectorAll("[data-leave]")) link.addEventListener(link.tagName === "FORM" ? "submit" : "click", (event) => this.leave(event, link));
    document.querySelector("[data-keep-mine]").addEventListener("click", () => this.keepMine());
    document.querySelector("[data-take-theirs]").addEventListener("click", () => { this.lost = true; });
    addEventListener("beforeunload", (event) => { if ((this.isDirty() || this.wasRefused) && !this.lost) event.preventDefault(); });
    addEventListener("pagehide", () => this.send(true));
    for (const name of ["online", "focus", "pageshow"]) addEventListener(name, () => { if (this.isDirty()) this.send(); });
  }

  fields() {
    const data = new FormData(this.form);
    return Object.fromEntries(RECORDED.map((name) => [name, data.get(name) ?? ""]));
  }

  isDirty() { return this.sent !== undefined || JSON.stringify(this.fields()) !== this.acknowledged; }

  say(state, tone, detail = "") {
    const words = this.status.dataset[state] + (detail ? ` ${detail}` : "");
    if (this.status.textContent !== words) this.status.textContent = words;
    this.status.className = `tag live-status ${tone}`;
  }

  typed(element) {
    if (!this.halted) this.say("typing", "");
    this.go = undefined; /* whoever types on stays, however late the save comes through */
    this.since ??= Date.now();
    const wait = element.matches("textarea, [type=text], .ghost") ? Math.min(DEBOUNCE, this.since + LONGEST_WAIT - Date.now()) : 0;
    this.plan(Math.max(wait, 0));
  }

  plan(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), milliseconds);
  }

  /* One request in flight; what was sent is frozen, so that a retry is the same save. */
  async send(leaving = false) {
    clearTimeout(this.timer);
    if (this.inFlight || this.halted || !this.isDirty()) return;
    if (!this.sent) {
      this.sent = { ...this.envelope(), ...this.fields() };
      this.typedAt = this.since ?? Date.now();
      this.since = undefined;
    }
    const save = this.sent;
    this.inFlight = true;
    const reply = await post(this.form.dataset.capture, { ...save, age: Date.now() - this.typedAt }, this.form.dataset.deviceKey, leaving);
    this.inFlight = false;
    this.answered(save, reply);
  }

  envelope() {
    const value = (name) => this.form.elements[name].value;
    return {
      op: crypto.randomUUID ? crypto.randomUUID() : value("op"), base: this.base, client_id: value("client_id"), tab: this.tab,
      listed_question: value("listed_question"), interview: new URL(this.form.action).pathname.match(/\d+/)[0], person: value("person"),
    };
  }

  answered(save, { status, body }) {
    if (status === 200) return this.saved(save, body);
    if (status === 409) return this.conflicted(save, body);
    if (status === 401 || status === 403) this.say("signedOut", "flag-warn");
    else if (status === 412) return this.halt("other");
    else if (status === 404 || status === 410) return this.halt("gone");
    else if (status === 422 || status === 400) return this.refused(save, body);
    else this.say("waiting", "flag-mid");
    this.plan(BACKOFF[Math.min(this.tries++, BACKOFF.length - 1)] * (800 + Math.random() * 400));
  }

  saved(save, body) {
    this.sent = undefined;
    this.wasRefused = false;
    this.tries = 0;
    this.base = body.revision;
    this.form.elements.base.value = body.revision;
    this.form.elements.client_id.value = body.client_id;
    this.acknowledged = JSON.stringify(Object.fromEntries(RECORDED.map((name) => [name, save[name]])));
    if (this.isDirty()) this.send();
    else this.say("saved", "flag-good", new Date(body.saved_at).toLocaleTimeString([], { hour12: false }));
    this.go?.();
  }

  conflicted(save, body) {
    this.sent = undefined;
    this.acknowledged = JSON.stringify(Object.fromEntries(RECORDED.map((name) => [name, save[name]])));
    this.newest = body.revision;
    const box = document.querySelector("[data-other-version]");
    box.querySelector("[data-other-text]").textContent = body.current.said;
    box.hidden = false;
    this.say("two", "flag-mid");
  }

  keepMine() {
    document.querySelector("[data-other-version]").hidden = true;
    this.base = this.newest;
    this.acknowledged = "";
    this.send();
  }

  /* This very save can never be taken; a later text may be. */
  refused(save, body) {
    this.sent = undefined;
    this.acknowledged = JSON.stringify(Object.fromEntries(RECORDED.map((name) => [name, save[name]])));
    this.wasRefused = true;
    this.say("refused", "flag-warn", body?.error ?? "");
  }

  halt(state) {
    this.halted = true;
    this.say(state, "flag-warn");
  }

  /* Next, previous, save: first the text, then the way. */
  submitted(event) {
    const go = event.submitter?.value ?? "";
    event.preventDefault();
    this.leaveFor(go ? this.addressOf(go) : null);
  }

  addressOf(go) {
    const base = this.form.action.replace(/live\/save\/$/, "");
    return go === "finish" ? `${base}finish/` : `${base}live/?question=${go}`;
  }

  leave(event, element) {
    if (!this.isDirty() || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.leaveFor(element.tagName === "FORM" ? () => element.submit() : element.href);
  }

  leaveFor(target) {
    const go = target === null ? undefined : typeof target === "function" ? target : () => { location.href = target; };
    if (!this.isDirty()) return go?.();
    this.go = go && (() => { if (!this.isDirty()) go(); });
    this.tries = 0;
    this.send();
  }
}

const form = document.querySelector("form[data-capture]");
const capture = form && new Capture(form);
for (const shown of document.querySelectorAll("[data-clock]")) new Clock(shown);

addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey && capture) {
    event.preventDefault();
    form.querySelector("[data-next]").click();
  }
});

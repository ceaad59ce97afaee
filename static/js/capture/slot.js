/* One answer: what its fields hold, what of it is on its way, and what the server has.
   One rule: text leaves the outbox only after the server has said, in JSON, that it has this very save. */

const DEBOUNCE = 600, LONGEST_WAIT = 4000, SIGNED_OUT_WAIT = 15, BACKOFF = [1, 2, 4, 8, 16, 30];
export const FIELDS = ["said", "impression", "quality", "rating", "flag", "come_back", "promise", "refer_to"];
export const NOTHING_TYPED = Object.fromEntries(FIELDS.map((name) => [name, ""]));
export const newId = () => crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte, place) => (place === 6 ? (byte & 15) | 64 : place === 8 ? (byte & 63) | 128 : byte).toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
const LASTING = new Set(["signedOut", "two", "other", "gone"]);  /* typing on does not end these */
/* Both texts, theirs first; of what there is only one of, ours, or theirs where ours is empty. */
const apart = (one, other, between) => (one === other ? one : [one, other].filter(Boolean).join(between));
const joined = (ours, theirs) => ({
  ...Object.fromEntries(FIELDS.map((name) => [name, ours[name] || theirs[name]])),
  said: apart(theirs.said, ours.said, "\n\n"), impression: apart(theirs.impression, ours.impression, " · "),
});
const same = (one, other) => FIELDS.every((name) => one[name] === other[name]);

export class Slot {
  /* `site` is the page's: addresses, outbox, tab, and `changed(slot)` to draw what became of it. */
  constructor(site, { sent, fields = NOTHING_TYPED, revision = 0, savedAt = "" }) {
    Object.assign(this, { site, sent, revision, savedAt, tries: 0, state: revision ? "saved" : "empty" });
    this.fields = { ...fields };
    this.acknowledged = { ...fields };
  }

  get isPending() { return Boolean(this.latest || this.frozen); }
  get isSafe() { return this.isKept || !(this.isPending || this.state === "refused"); }

  typed(fields, { atOnce = false } = {}) {
    this.fields = { ...fields };
    const before = this.latest ?? this.frozen;
    if (same(fields, before ? before.fields : this.acknowledged)) return;
    const at = this.moment();
    this.latest = { ...(this.latest ?? { op: newId(), id: `${this.site.tab} ${newId()}` }), fields: this.fields, sent: this.sent, base: this.revision, at };
    if (!LASTING.has(this.state)) this.is("typing");
    this.keep();
    this.firstTyped ??= at;
    const wait = this.conflict ? LONGEST_WAIT : DEBOUNCE;
    this.plan(atOnce ? 0 : Math.max(0, Math.min(wait, this.firstTyped + LONGEST_WAIT - at)));
  }

  /* A question of the moment goes out though nobody has answered it yet. */
  announce() {
    this.latest ??= { op: newId(), id: `${this.site.tab} ${newId()}`, fields: this.fields, sent: this.sent, base: this.revision, at: this.moment() };
    this.keep();
    this.plan(0);
  }

  /* Never back, though the device's clock may be turned back: what was typed first is adopted first. */
  moment() {
    this.lastMoment = Math.max(Date.now(), (this.lastMoment ?? 0) + 1);
    return this.lastMoment;
  }

  /* On the device at once; while one write runs, only the newest of those that follow is written. */
  async keep() {
    this.isKept = false;
    if (this.isKeeping) { this.keepAgain = true; return; }
    this.isKeeping = true;
    do {
      this.keepAgain = false;
      const isKept = await this.site.keep(this.latest ?? this.frozen);
      this.isKept = isKept && !this.keepAgain;
    } while (this.keepAgain && this.latest);
    this.isKeeping = false;
    this.site.changed(this);
  }

  plan(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), milliseconds);
  }

  /* One request in flight; what was sent is frozen, so that its retry is the same save. */
  async send({ leaving = false } = {}) {
    clearTimeout(this.timer);
    this.firstTyped = undefined;
    if (leaving && this.inFlight && this.latest && !this.isKept) return this.lastWord();
    if (this.inFlight || !(this.frozen ?? this.latest)) return;
    if (!this.frozen) await this.freeze(leaving);
    if (this.inFlight || !this.frozen) return;
    const save = this.frozen;
    this.inFlight = true;
    const reply = await post(this.site, save, leaving);
    this.inFlight = false;
    this.answered(save, reply);
  }

  /* The page is leaving, with one save on its way and the next not on the device yet: it goes after the other,
     on the revision that the other makes. Whatever comes of it is kept, if need be beside. */
  lastWord() { post(this.site, { ...this.latest, sent: this.sent, base: this.revision + 1 }, true); }

  /* The base is what the server has now; kept again before it goes, so that a retry after a crash is the same. */
  async freeze(leaving) {
    const isKeptAsSent = this.isKept && this.latest.base === this.revision;
    this.frozen = { ...this.latest, sent: this.sent, base: this.revision };
    this.latest = undefined;
    if (!leaving && !isKeptAsSent) this.isKept = await this.site.keep(this.frozen);
  }

  answered(save, { status, body }) {
    const becomes = { 200: () => this.saved(save, body), 409: () => this.conflicted(save, body), 401: () => this.waitSignedOut(), 403: () => this.waitForCookie(), 412: () => this.is("other"), 404: () => this.is("gone"), 410: () => this.is("gone") }[status];
    if (becomes) return becomes();
    if ([400, 413, 422].includes(status) && (body || status === 413)) return this.refused(save, body);
    this.is("waiting");
    this.retry();
  }

  retry(seconds = BACKOFF[Math.min(this.tries++, BACKOFF.length - 1)]) { this.plan(seconds * (800 + Math.random() * 400)); }
  waitSignedOut() { this.is("signedOut"); this.retry(SIGNED_OUT_WAIT); }
  waitForCookie() { this.is("waiting"); this.site.refresh(); this.retry(); }

  /* The world may have changed: a network, a sign-in. */
  wake() {
    if (!this.isPending || this.inFlight) return;
    this.tries = 0;
    this.send();
  }

  saved(save, body) {
    this.settle(save);
    this.revision = body.revision;
    this.savedAt = body.saved_at;
    this.acknowledged = save.fields;
    this.sent = { ...this.sent, client_id: body.client_id, listed_question: body.listed_question ?? this.sent.listed_question };
    if (this.latest) return this.goOn();
    this.conflict = undefined;
    this.is("saved");
  }

  /* Ours is kept beside theirs: nothing is lost, and the person decides. */
  conflicted(save, body) {
    this.settle(save);
    this.acknowledged = save.fields;
    this.sent = { ...this.sent, client_id: body.client_id };
    this.conflict = { revision: body.revision, fields: { ...NOTHING_TYPED, ...asTyped(body.current) }, settleAddress: body.settle_address, savedAt: body.saved_at };
    this.is("two");
    if (this.latest) this.plan(LONGEST_WAIT);
  }

  settle(save) {
    this.site.forget(save.id);
    if (this.refusedId) { this.site.forget(this.refusedId); this.refusedId = undefined; }
    this.frozen = undefined;
    this.tries = 0;
  }

  goOn() {
    if (this.latest.base !== this.revision) { this.latest = { ...this.latest, base: this.revision }; this.keep(); }
    this.send();
  }

  /* This very save can never be taken; a later text may be. It stays on the device until one is. */
  refused(save, body) {
    if (this.refusedId && this.refusedId !== save.id) this.site.forget(this.refusedId);
    this.refusedId = save.id;
    this.frozen = undefined;
    this.refusal = body?.error ?? "";
    this.is("refused");
    if (this.latest) this.send();
  }

  /* "mine", "theirs" or "both". */
  decide(choice) {
    const { revision, fields: theirs, settleAddress, savedAt } = this.conflict;
    this.conflict = undefined;
    this.site.settle(settleAddress);
    this.revision = revision;
    if (choice === "theirs") {
      if (this.latest) this.site.forget(this.latest.id);
      this.latest = undefined;
      this.fields = { ...theirs };
      this.acknowledged = { ...theirs };
      this.savedAt = savedAt;
      return this.is("saved");
    }
    this.acknowledged = theirs;
    this.typed(choice === "both" ? joined(this.fields, theirs) : this.fields, { atOnce: true });
  }

  /* What another device, or another tab that is gone, has brought to the server meanwhile. */
  learn({ client_id, revision, saved_at, fields }, state = "elsewhere") {
    if (this.isPending || this.conflict || revision <= this.revision) return false;
    Object.assign(this, { revision, savedAt: saved_at });
    this.sent = { ...this.sent, client_id };
    const told = { ...NOTHING_TYPED, ...asTyped(fields) };
    const isNew = !same(told, this.fields);
    this.fields = told;
    this.acknowledged = { ...told };
    this.is(isNew ? state : "saved");
    return isNew;
  }

  is(state) {
    this.state = state;
    if (state === "waiting") this.waitingSince ??= new Date();
    else if (state !== "typing") this.waitingSince = undefined;
    this.site.changed(this);
  }
}

/* As the form's fields say it: a switch is "true" or "". */
export const asTyped = (fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value === true ? "true" : value === false || value === null ? "" : String(value)]));

/* One save over the wire. Answers {status, body}; status 0 stands for anything that is not the server's own word. */

const TIMEOUT = 10000, KEEPALIVE_LIMIT = 60000;
const NOTHING = { status: 0, body: null };

/* Read at every send: it changes at sign-in. */
const csrfToken = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] ?? "";

export async function post(site, save, leaving = false) {
  const body = JSON.stringify({ ...save.sent, ...save.fields, op: save.op, base: save.base, age: Date.now() - save.at });
  const reply = await ask(site.saveAddress, {
    method: "POST", body, redirect: "error", keepalive: leaving && new Blob([body]).size < KEEPALIVE_LIMIT,
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrfToken(), "X-Device-Key": site.deviceKey },
  });
  /* A captive portal answers 200 too. */
  const isEcho = reply.body?.op === save.op;
  return [200, 409].includes(reply.status) && !isEcho ? NOTHING : reply;
}

/* Asking for what is new also brings a CSRF cookie where it was lost. */
export const newer = (site, since) => ask(`${site.newerAddress}?since=${encodeURIComponent(since)}`, { headers: { Accept: "application/json", "X-Device-Key": site.deviceKey }, cache: "no-store", redirect: "error" });

async function ask(address, options) {
  try {
    const response = await fetch(address, { credentials: "same-origin", signal: AbortSignal.timeout(TIMEOUT), ...options });
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    return { status: response.status, body: isJson ? await response.json() : null };
  } catch {
    return NOTHING;
  }
}

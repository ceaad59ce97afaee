/* The only status line: it says where the words are, and nothing it does not know. */

const TONES = { saved: "flag-good", elsewhere: "flag-good", waiting: "flag-mid", two: "flag-mid", refused: "flag-warn", signedOut: "flag-warn", other: "flag-warn", gone: "flag-warn", unkept: "flag-warn", open: "flag-mid" };
const clock = (moment) => new Date(moment).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

export class Status {
  constructor(line, { canKeep }) {
    Object.assign(this, { line, canKeep });
  }

  /* The slot on screen, unless another one is in trouble. */
  show(current, slots) {
    const troubled = [current, ...slots].find((slot) => ["signedOut", "other", "waiting", "refused", "gone", "two"].includes(slot.state) && (slot === current || slot.isPending || slot.state === "refused"));
    const [state, detail] = this.said(troubled ?? current);
    const words = detail ? `${this.line.dataset[state]} ${detail}` : this.line.dataset[state];
    if (this.line.textContent !== words) this.line.textContent = words;
    this.line.className = `tag live-status ${TONES[state] ?? ""}`;
    this.line.dataset.state = state;
    document.querySelector("[data-signed-out-help]")?.toggleAttribute("hidden", state !== "signedOut");
  }

  said(slot) {
    if (slot.isPending && !slot.isKept && !slot.isKeeping && ["waiting", "signedOut", "other"].includes(slot.state)) return [this.canKeep ? "unkept" : "open", ""];
    if (slot.state === "waiting") return ["waiting", clock(slot.waitingSince)];
    if (slot.state === "saved" || slot.state === "elsewhere") return [slot.state, slot.savedAt ? clock(slot.savedAt) : ""];
    return [slot.state, slot.state === "refused" ? slot.refusal : ""];
  }
}

/* Minutes and seconds since the clock was started. It only counts. */
export class Clock {
  constructor(element) {
    this.element = element;
    this.from = Number(element.dataset.clock);
    this.until = Number(element.dataset.until) || null;
    this.show();
    if (!this.until) setInterval(() => this.show(), 1000);
  }

  show() {
    const seconds = Math.max(0, Math.floor((this.until ?? Date.now() / 1000) - this.from));
    const parts = [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0"));
    this.element.textContent = parts.join(":");
  }
}

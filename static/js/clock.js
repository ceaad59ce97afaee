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

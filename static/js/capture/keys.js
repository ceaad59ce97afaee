/* The whole interview by keyboard. With Alt while typing, without it elsewhere. */

const PLAIN = "input:not([type=radio]):not([type=checkbox]), textarea, select, dialog *";

export class Keys {
  constructor(page, dialogs) {
    Object.assign(this, { page, dialogs, lastEscape: -Infinity });
    addEventListener("keydown", (event) => this.pressed(event));
  }

  pressed(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") return this.escape(event);
    this.lastEscape = -Infinity;
    if (document.body.classList.contains("veiled")) return event.preventDefault();
    const act = this.meant(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  meant(event) {
    const isTyping = event.target.matches?.(PLAIN);
    if (event.ctrlKey || event.metaKey) return isTyping && event.target.closest("dialog") ? undefined : this.withControl(event.key);
    if (!isTyping && !event.altKey && event.key === "?") return () => this.dialogs.keys.showModal();
    if (!isTyping && !event.altKey && event.key === "/") return () => this.dialogs.find.showModal();
    if (event.target.closest?.("dialog") || (isTyping && !event.altKey)) return undefined;
    return this.withAlt(/^[a-z0-9]$/i.test(event.key) ? event.key.toUpperCase() : event.code.replace(/^(Key|Digit|Numpad)/, ""));
  }

  withControl(key) {
    return { Enter: () => this.page.step(1), ArrowDown: () => this.page.step(1), ArrowUp: () => this.page.step(-1) }[key];
  }

  withAlt(key) {
    if (/^[1-4]$/.test(key)) return () => this.toggle("rating", key);
    return {
      Q: () => this.cycle("quality"), G: () => this.toggle("flag", "good sign"), R: () => this.toggle("flag", "red flag"),
      B: () => this.toggle("come_back", "true"), P: () => this.toggle("promise", "true"), I: () => this.page.nextPerson(),
      N: () => this.dialogs.cameUp.showModal(),
    }[key];
  }

  fields(name) { return [...this.page.form.querySelectorAll(`[name="${name}"]`)]; }

  choose(field, isChecked = true) {
    field.checked = isChecked;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* The same key again takes it back. */
  toggle(name, value) {
    const field = this.fields(name).find((one) => one.value === value);
    if (field.type === "checkbox") return this.choose(field, !field.checked);
    return this.choose(field.checked ? this.fields(name).find((one) => !one.value) : field);
  }

  cycle(name) {
    const fields = this.fields(name);
    this.choose(fields[(fields.findIndex((one) => one.checked) + 1) % fields.length]);
  }

  /* Twice in a moment hides everything from whoever walks by; twice again brings it back. */
  escape(event) {
    const isSecond = event.timeStamp - this.lastEscape < 600;
    this.lastEscape = isSecond ? -Infinity : event.timeStamp;
    if (!isSecond) return;
    const isVeiled = document.body.classList.toggle("veiled");
    for (const dialog of Object.values(this.dialogs)) dialog.close();
    if (!isVeiled) this.page.focus();
    else document.activeElement?.blur();
  }
}

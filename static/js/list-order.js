/* A list put in order by its handles, by pointer or keyboard; and the place one was at, kept when the list is swapped. */
const EDGE = 70, STEP = 14, HEARD = "click keydown focusout change pointerdown pointermove pointerup pointercancel";
const FAILED = ["htmx:responseError", "htmx:sendError", "htmx:timeout"];
const rowsOf = (row) => [...row.parentElement.children];
const handleOf = (row) => row.querySelector(".handle");
const numberOf = (row) => row.querySelector(".pick")?.value;
const stopsOf = (row) => [...row.querySelectorAll("a, button, input, summary")];

customElements.define("list-order", class extends HTMLElement {
  connectedCallback() {
    for (const type of HEARD.split(" ")) this.addEventListener(type, (event) => this[type](event));
    for (const type of FAILED) this.addEventListener(type, () => this.failed());
    this.addEventListener("htmx:beforeSwap", () => this.remember());
    this.addEventListener("htmx:afterSettle", () => this.recall());
    this.ready();
  }

  ready() {
    this.querySelector(".pick-all")?.removeAttribute("hidden");
  }

  say(sentence, row = this.row) {
    const list = row.parentElement, place = list.start + rowsOf(row).indexOf(row);
    this.lastElementChild.textContent = this.dataset[sentence].replace("{place}", place).replace("{length}", list.dataset.length);
  }

  /* One row at a time is picked up; `next` is what it stood before. */

  lift(row) {
    this.row = row;
    this.next = row.nextElementSibling;
    row.classList.add("lifted");
  }

  letGo() {
    const { row } = this;
    row.classList.remove("lifted", "dragged");
    row.style.transform = "";
    cancelAnimationFrame(this.frame);
    this.line?.classList.remove("drop-before", "drop-after");
    this.row = this.line = this.pointer = null;
    return row;
  }

  putBack() {
    const hadFocus = this.row.contains(document.activeElement), row = this.letGo();
    row.parentElement.insertBefore(row, this.next);
    if (hadFocus) handleOf(row).focus();
    this.say("back", row);
  }

  drop() {
    const row = this.letGo(), next = row.nextElementSibling;
    if (next === this.next) return this.say("back", row);
    this.sent = { row, next: this.next };
    const address = this.dataset.place.replace("/0/", `/${numberOf(row)}/`);
    const before = next ? numberOf(next) : row.parentElement.dataset.next ?? "";
    htmx.ajax("POST", address, { source: handleOf(row), values: { before } }).catch(() => {});
  }

  failed() {
    const { row, next } = this.sent ?? {};
    this.sent = null;
    if (row?.isConnected) {
      row.parentElement.insertBefore(row, next);
      handleOf(row).focus();
    }
    const alert = Object.assign(document.createElement("div"), { className: "alert alert-danger", textContent: this.dataset.failed });
    document.querySelector("#messages").replaceChildren(alert);
  }

  /* By keyboard. The neighbour moves past the row, so that the focus stays where it is. */

  click(event) {
    const handle = event.target.closest(".handle");
    if (!handle || event.detail) return;
    if (this.row) return this.drop();
    this.lift(handle.closest("li"));
    this.say("lifted");
  }

  keydown(event) {
    if (!this.row) return;
    if (event.key === "Escape") this.putBack();
    else if (!this.pointer && this.step(event.key)) this.say("moved");
    else return;
    event.preventDefault();
  }

  step(key) {
    const { row } = this, rows = rowsOf(row), at = rows.indexOf(row);
    if (key === "ArrowUp") row.after(...rows.slice(at - 1, at));
    else if (key === "ArrowDown") row.before(...rows.slice(at + 1, at + 2));
    else if (key === "Home") row.after(...rows.slice(0, at));
    else if (key === "End") row.before(...rows.slice(at + 1));
    else return false;
    row.scrollIntoView({ block: "nearest" });
    return true;
  }

  focusout() {
    if (this.row && !this.pointer) this.putBack();
  }

  /* By mouse, pen or finger. */

  pointerdown(event) {
    const handle = event.target.closest(".handle");
    if (!handle || event.button || this.row) return;
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    this.pointer = { id: event.pointerId, y: event.clientY, from: event.clientY + scrollY };
    this.lift(handle.closest("li"));
    this.follow();
  }

  pointermove(event) {
    if (event.pointerId === this.pointer?.id) this.pointer.y = event.clientY;
  }

  follow() {
    const { row, pointer: { y, from } } = this, others = rowsOf(row).filter((one) => one !== row);
    if (y < EDGE) scrollBy(0, -STEP);
    else if (y > innerHeight - EDGE) scrollBy(0, STEP);
    const way = y + scrollY - from;
    row.style.transform = `translateY(${way}px)`;
    if (Math.abs(way) > 3) row.classList.add("dragged");
    const next = others.find((one) => { const { top, height } = one.getBoundingClientRect(); return top + height / 2 > y; });
    this.line?.classList.remove("drop-before", "drop-after");
    this.line = row.classList.contains("dragged") ? next ?? others.at(-1) : null;
    if (this.line) this.line.classList.add(next ? "drop-before" : "drop-after");
    this.frame = requestAnimationFrame(() => this.follow());
  }

  pointerup(event) {
    if (event.pointerId !== this.pointer?.id) return;
    const { row, line } = this;
    if (!line) return this.letGo();
    line[line.classList.contains("drop-before") ? "before" : "after"](row);
    handleOf(row).focus();
    this.drop();
  }

  pointercancel(event) {
    if (event.pointerId === this.pointer?.id) this.putBack();
  }

  /* Several at once. */

  change(event) {
    if (event.target.id === "pick-all") for (const box of this.querySelectorAll(".pick")) box.checked = event.target.checked;
  }

  /* What was open stays open, and the focus stays in the row, or where the row was. */

  linesOf(found) {
    return [...this.querySelectorAll(`${found ? "#found" : "#your-list"} .rows > li`)];
  }

  remember() {
    const focused = document.activeElement, row = this.contains(focused) && focused.closest(".rows > li"), found = row && row.closest("#found");
    const open = [...this.querySelectorAll("#coverage[open], #picking:checked")].map((one) => `#${one.id}`);
    this.was = { open, found, number: row && numberOf(row), place: row ? this.linesOf(found).indexOf(row) : -1, nth: row && stopsOf(row).indexOf(focused), more: row && row.querySelector(".more[open]") };
  }

  recall() {
    const { open = [], found, number, place = -1, nth, more } = this.was ?? {};
    this.was = this.sent = null;
    this.ready();
    for (const id of open) Object.assign(this.querySelector(id) ?? {}, { open: true, checked: true });
    if (place < 0) return;
    const same = number && this.querySelector(`.pick[value="${number}"]`)?.closest("li"), lines = this.linesOf(found);
    const line = same || lines[Math.min(place, lines.length - 1)];
    if (same && more) same.querySelector(".more").open = true;
    const stop = line && stopsOf(line).at(same || found ? nth : 1);
    (stop ?? (found && this.querySelector("#library-search")))?.focus();
  }
});

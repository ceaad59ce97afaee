/* The open interview: which question and whose answer the one form shows. */

import { FIELDS, NOTHING_TYPED, Slot, asTyped, newId } from "./slot.js";

const isThumb = matchMedia("(pointer: coarse)").matches;
const AT_ONCE = "[type=radio], [type=checkbox]";
/* Not through FormData, which would put another character in the place of half a one. */
const valueOf = (field) => (field.type === "checkbox" && !field.checked ? "" : field.value);
const isTouched = (field) => (field.matches(AT_ONCE) ? field.checked !== field.defaultChecked : field.value !== (field.matches("input") ? field.defaultValue.replace(/[\r\n]/g, "") : field.defaultValue));

export class Page {
  constructor(root, site) {
    Object.assign(this, { root, site, form: root.querySelector("form[data-capture]"), slots: new Map() });
    this.told = JSON.parse(document.getElementById("answers").textContent);
    this.people = [...root.querySelectorAll("[data-person]")].map((link) => link.dataset.person);
    for (const answer of this.told) this.slots.set(`${answer.listed_question} ${answer.person ?? ""}`, this.slotOf(answer));
    this.question = root.dataset.question;
    this.person = root.dataset.person;
    if (!this.form) return;
    this.restoreTyped();
    this.form.addEventListener("input", (event) => this.typed(event.target));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    root.addEventListener("click", (event) => this.clicked(event));
    addEventListener("popstate", () => this.showAddress());
  }

  /* A form that came back with an error, or that was typed into before this script was here, counts as typing. */
  restoreTyped() {
    const fields = FIELDS.flatMap((name) => [...this.form.querySelectorAll(`[name="${name}"]`)]);
    if (this.form.hasAttribute("data-unsaved") || fields.some(isTouched)) this.slot.typed(this.read());
    else if (isThumb) document.activeElement.blur();
  }

  slotOf({ listed_question, person, client_id, revision, saved_at, fields }, more = {}) {
    const sent = { client_id: client_id ?? newId(), listed_question, interview: this.root.dataset.interview, person: person ?? "", tab: this.site.tab, ...more };
    return new Slot(this.site, { sent, fields: { ...NOTHING_TYPED, ...asTyped(fields ?? {}) }, revision, savedAt: saved_at });
  }

  slotFor(question, person) {
    const key = `${question} ${person}`;
    if (!this.slots.has(key)) this.slots.set(key, this.slotOf({ listed_question: question, person }, this.cameUp?.(question)));
    return this.slots.get(key);
  }

  get slot() { return this.slotFor(this.question, this.person); }
  get sections() { return [...this.root.querySelectorAll("section[data-question]")]; }
  get agenda() { return [...this.root.querySelectorAll(".live-list a[data-question]")]; }
  section(question) { return this.root.querySelector(`section[data-question="${CSS.escape(question)}"]`); }

  read() {
    return Object.fromEntries(FIELDS.map((name) => [name, valueOf(this.form.elements[name])]));
  }

  typed(element) {
    this.slot.typed(this.read(), { atOnce: element.matches(AT_ONCE) });
  }

  /* The slot's text into the form; the caret stays where it is when the text is the same. */
  fill() {
    const { fields, sent, revision } = this.slot;
    for (const name of FIELDS) {
      for (const field of [this.form.elements[name]].flatMap((one) => (one instanceof RadioNodeList ? [...one] : [one]))) {
        if (field.matches(AT_ONCE)) field.checked = field.value === fields[name] || (field.type === "radio" && field.value === "" && !fields[name]);
        else if (field.value !== fields[name]) field.value = fields[name];
      }
    }
    Object.assign(this.form.elements.base, { value: revision });
    Object.assign(this.form.elements.client_id, { value: sent.client_id });
    Object.assign(this.form.elements.listed_question, { value: sent.listed_question });
    Object.assign(this.form.elements.person, { value: sent.person });
  }

  show(question, person = this.person, { remember = true } = {}) {
    const section = this.section(question);
    if (!section) return false;
    Object.assign(this, { question, person });
    if ("brief" in section.dataset) this.complete(section);
    for (const other of this.root.querySelectorAll("section[data-question], [data-hint]")) other.hidden = (other.dataset.question ?? other.dataset.hint) !== question;
    for (const [place, value] of [[1, "low"], [4, "high"]]) {
      const words = this.form.querySelector(`[data-anchor="${place}"]`);
      words.textContent = section.dataset[value] || words.dataset.usual;
    }
    for (const link of this.root.querySelectorAll("a[data-question], a[data-person]")) {
      const isCurrent = link.dataset.question === question || link.dataset.person === person;
      link.classList.toggle("current", isCurrent && "question" in link.dataset);
      if (isCurrent) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
      if (isCurrent && this.agenda.includes(link)) (this.lastOfAgenda = link).scrollIntoView({ block: "nearest" });
    }
    this.fill();
    this.keepPlace(`question=${encodeURIComponent(this.slot.sent.listed_question)}`);
    if (remember) history.replaceState(null, "", `?question=${encodeURIComponent(question)}&person=${person || "none"}`);
    this.root.dispatchEvent(new CustomEvent("shown"));
    return true;
  }

  /* Probes and hints of a question off the agenda come from the server, where there is one; while somebody
     types to it, nothing moves. */
  async complete(section) {
    const { question } = section.dataset, asked = `?question=${encodeURIComponent(question)}`;
    const text = await fetch(asked, { redirect: "error" }).then((reply) => (reply.ok ? reply.text() : "")).catch(() => "");
    const whole = new DOMParser().parseFromString(text, "text/html").querySelector(`section[data-question="${CSS.escape(question)}"]`);
    if (!whole || this.slotFor(question, this.person).isPending) return;
    delete section.dataset.brief;
    section.replaceChildren(...whole.childNodes);
    const hint = whole.ownerDocument.querySelector(`[data-hint="${CSS.escape(question)}"]`);
    if (!hint) return;
    hint.hidden = this.question !== question;
    this.root.querySelector("main").insertBefore(hint, this.root.querySelector("[data-hint]"));
  }

  /* What leads away and back again leads back to this question. */
  keepPlace(asked) {
    for (const link of this.root.querySelectorAll("a[data-person]")) link.search = `${asked}&person=${link.dataset.person || "none"}`;
    for (const link of this.root.querySelectorAll("a[data-back-to-question]")) link.search = asked;
    for (const field of document.querySelectorAll("[data-now]")) field.value = this.slot.sent[field.dataset.now] || (field.dataset.now === "person" ? "none" : "");
  }

  /* `remember`: whoever loads the page again comes back to this question, answered or not. */
  showAddress({ remember = false } = {}) {
    const asked = new URLSearchParams(location.search);
    const person = asked.get("person");
    this.show(asked.get("question") ?? this.question, person === "none" ? "" : person ?? this.person, { remember });
  }

  clicked(event) {
    const link = event.target.closest("a[data-question], a[data-person]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { question = this.question, person = this.person } = link.dataset;
    if (!this.show(question, person)) return;
    event.preventDefault();
    this.focus();
  }

  submitted(event) {
    event.preventDefault();
    this.slot.typed(this.read(), { atOnce: true });
    this.slot.wake();
    const go = event.submitter?.dataset.go;
    if (go) this.step(go === "next" ? 1 : -1);
  }

  /* Along the agenda; past its end lies the end of the interview. */
  step(by) {
    if (this.typeUp && by > 0) return this.typeUp.next();
    const place = this.agenda.findIndex((link) => link.dataset.question === this.question);
    const target = place < 0 ? this.lastOfAgenda ?? this.agenda[0] : this.agenda[place + by];
    if (target) { this.show(target.dataset.question, this.person); this.focus(); }
    else if (by > 0) this.site.leaveFor(this.root.dataset.finish);
  }

  nextPerson() {
    if (this.people.length < 2) return;
    const place = (this.people.indexOf(this.person) + 1) % this.people.length;
    this.show(this.question, this.people[place]);
    this.focus();
  }

  /* A thumb first reads the question and what to ask after it; a keyboard types on. */
  focus() {
    scrollTo({ top: 0 });
    if (isThumb) return document.getElementById("main").focus({ preventScroll: true });
    const note = this.form.elements.said;
    note.focus({ preventScroll: true });
    note.setSelectionRange(note.value.length, note.value.length);
  }

  learn(answers, state) {
    let isShownNew = false;
    for (const answer of answers) {
      const slot = this.slotFor(String(answer.listed_question), String(answer.person ?? ""));
      isShownNew = slot.learn(answer, state) && slot === this.slot || isShownNew;
    }
    if (isShownNew) this.fill();
  }
}

/* What opens over interview mode: what came up, and any question by its number or its words. */

import { newId } from "./slot.js";

/* A question of the moment with its answer, though there may be no network to say so. */
export class CameUp {
  constructor(page, dialog) {
    Object.assign(this, { page, dialog, questions: new Map() });
    page.cameUp = (question) => this.questions.get(question);
    dialog.querySelector("form").addEventListener("submit", (event) => this.add(event));
  }

  add(event) {
    const text = this.dialog.querySelector("[name=text]").value.trim();
    if (!text) return;
    event.preventDefault();
    const id = newId(), question = `new ${id}`;
    this.questions.set(question, { question_client_id: id, question_text: text, listed_question: "" });
    this.draw(question, text);
    this.dialog.querySelector("[name=text]").value = "";
    this.dialog.close();
    this.page.show(question, this.page.person, { remember: false });
    this.page.focus();
    this.page.slot.announce();
  }

  /* Out of the page's own templates, so that it looks as the server would draw it. */
  draw(question, text) {
    const section = this.drawn("came-up-question", question, text);
    this.page.root.querySelector("[data-questions]").append(section);
    this.page.find.add(section);
    for (const list of this.page.root.querySelectorAll("[data-came-up]")) { list.hidden = false; list.append(this.drawn("came-up-line", question, text)); }
  }

  drawn(template, question, text) {
    const element = document.getElementById(template).content.firstElementChild.cloneNode(true);
    for (const one of [element, ...element.querySelectorAll("[data-question]")]) if ("question" in one.dataset) one.dataset.question = question;
    for (const place of element.querySelectorAll("bdi")) place.textContent = text;
    return element;
  }
}

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/* They answered question 7 while you were on 2. */
export class Find {
  constructor(page, dialog) {
    Object.assign(this, { page, dialog, words: dialog.querySelector("input"), lines: [] });
    page.find = this;
    for (const section of page.sections) this.add(section);
    this.words.addEventListener("input", () => this.narrow());
    dialog.addEventListener("close", () => { this.words.value = ""; this.narrow(); });
    dialog.addEventListener("click", (event) => this.take(event.target.closest("[data-question]"), event));
    dialog.addEventListener("keydown", (event) => this.pressed(event));
  }

  /* The page says each question once; this list is made of them. */
  add(section) {
    const { question, number = "" } = section.dataset, line = document.getElementById("find-line").content.firstElementChild.cloneNode(true), button = line.firstElementChild;
    Object.assign(button.dataset, { question, number });
    button.querySelector(".numbers").textContent = `${number} `;
    button.querySelector("bdi").textContent = section.querySelector("bdi").textContent;
    this.dialog.querySelector("ul").append(line);
    this.lines.push(button);
  }

  get shown() { return this.lines.filter((line) => !line.hidden); }

  narrow() {
    const wanted = plain(this.words.value.trim()).split(/\s+/);
    for (const line of this.lines) {
      const text = plain(line.textContent);
      line.hidden = !wanted.every((word) => (/^\d+$/.test(word) ? line.dataset.number === word || text.includes(` ${word} `) : text.includes(word)));
    }
    this.dialog.querySelector("[data-none]").hidden = this.shown.length > 0;
  }

  pressed(event) {
    if (event.key === "Enter" && event.target === this.words) return this.take(this.shown[0], event);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const place = this.shown.indexOf(document.activeElement) + step;
    (this.shown[place] ?? this.words).focus();
  }

  take(line, event) {
    if (!line) return;
    event.preventDefault();
    this.dialog.close();
    this.page.show(line.dataset.question);
    this.page.focus();
  }
}

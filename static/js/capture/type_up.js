/* Typing up a paper interview: the sheet's number, Enter, the answer, Ctrl+Enter, the next number. */

import { page } from "./interview.js";

class TypeUp {
  constructor(page, form) {
    Object.assign(this, { page, number: form.querySelector("input"), words: form.querySelector("[data-words]") });
    form.addEventListener("submit", (event) => this.go(event));
    this.next();
  }

  /* A number there is not stays, selected, to be typed over. */
  go(event) {
    event.preventDefault();
    const asked = String(Number(this.number.value));
    const line = this.page.find.lines.find((one) => one.dataset.number === asked);
    this.words.textContent = line ? line.textContent.trim() : this.words.dataset.words;
    this.words.classList.toggle("text-warn", !line);
    this.words.classList.toggle("text-secondary", Boolean(line));
    this.number.setAttribute("aria-invalid", String(!line));
    if (!line) return this.next();
    this.number.value = "";
    this.page.show(line.dataset.question);
    this.page.focus();
  }

  /* In place of the next question: nobody writes on paper in the order of the agenda. */
  next() {
    this.number.focus();
    this.number.select();
    scrollTo({ top: 0 });
  }
}

const sheet = document.querySelector("[data-type-up]");
if (sheet && page?.form) page.typeUp = new TypeUp(page, sheet);

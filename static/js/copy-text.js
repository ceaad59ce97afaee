/* A mail to edit: copied whole, and handed to the mail program as it stands in the fields. */
class CopyText extends HTMLElement {
  connectedCallback() {
    this.subject = this.querySelector("[data-subject]");
    this.text = this.querySelector("[data-text]");
    this.said = this.querySelector("[data-said]");
    const copy = this.querySelector("[data-copy]");
    copy.hidden = false;
    copy.addEventListener("click", () => this.copy());
    this.addEventListener("input", () => this.change());
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.text.value);
      this.said.textContent = this.said.dataset.copied;
    } catch {
      this.text.select(); // no clipboard without a secure address
      this.said.textContent = this.said.dataset.selected;
    }
  }

  change() {
    const body = this.text.value.replace(/\n/g, "\r\n");
    const query = `subject=${encodeURIComponent(this.subject.value)}&body=${encodeURIComponent(body)}`;
    this.querySelector("[data-mail]").href = `mailto:?${query}`;
    this.said.textContent = "";
  }
}

customElements.define("copy-text", CopyText);

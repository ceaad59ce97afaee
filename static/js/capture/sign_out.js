/* Signing out sends what is not sent yet, says so where it cannot, and then leaves nothing on this device. */

import { Site } from "./site.js";

const form = document.querySelector("form[data-sign-out]");
const warning = document.querySelector("[data-unsent]");
const site = new Site(form.dataset);

async function left() {
  const entries = await site.kept();
  await site.deliver(entries);
  return site.kept();
}

form.addEventListener("submit", async (event) => {
  if (form.dataset.sure) return;
  event.preventDefault();
  const entries = await left().catch(() => []);
  if (entries.length && warning.hidden) {
    warning.hidden = false;
    warning.querySelector("[data-n]").textContent = entries.length;
    warning.focus();
    return;
  }
  await Promise.all(entries.map((entry) => site.outbox.remove(entry.id)));
  form.dataset.sure = "yes";
  form.submit();
});
await site.open();

/* Everything this device keeps of the one who is signed in. */

import { countKept } from "./outbox.js";
import { Site } from "./site.js";

const root = document.querySelector("[data-not-sent]");
const site = new Site(root.dataset);
const said = root.querySelector("[data-said]"), list = root.querySelector("[data-list]"), send = root.querySelector("[data-send]"), others = root.querySelector("[data-others]");
const why = new Map();

function drawn({ id, save }) {
  const line = root.querySelector("template").content.firstElementChild.cloneNode(true);
  const text = [save.sent.question_text, save.fields.said, save.fields.impression].filter(Boolean).join("\n");
  line.querySelector("[data-when]").textContent = new Date(save.at).toLocaleString();
  line.querySelector("[data-text]").textContent = text;
  line.querySelector("[data-why]").textContent = why.get(id) ?? "";
  line.querySelector("[data-copy]").addEventListener("click", () => navigator.clipboard?.writeText(text));
  line.querySelector("[data-drop]").addEventListener("click", async () => { await site.outbox.remove(id); draw(); });
  return line;
}

async function draw(words = "") {
  if (!site.outbox) { said.textContent = said.dataset.blocked; return; }
  const entries = await site.kept(), more = (await countKept()) - entries.length;
  list.replaceChildren(...entries.map(drawn));
  list.hidden = send.hidden = !entries.length;
  said.textContent = words || (entries.length ? "" : said.dataset.none);
  others.hidden = !more;
  others.textContent = others.dataset.words.replace("{n}", more);
}

send.addEventListener("click", async () => {
  const entries = await site.kept();
  for (const { id, body } of (await site.deliver(entries, { tell: true })).filter((one) => one.refused)) why.set(id, body?.error ?? "");
  draw((await site.kept()).length ? said.dataset.left : said.dataset.sent);
});

await site.open();
await draw();

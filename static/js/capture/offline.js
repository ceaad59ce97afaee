/* How many texts are kept here; what they say is nobody's business on a page that anybody may see. */

import { countKept } from "./outbox.js";

const line = document.querySelector("[data-count]");
const count = await countKept().catch(() => 0);
line.textContent = count > 1 ? line.dataset.many.replace("{n}", count) : count ? line.dataset.one : line.dataset.none;
document.querySelector("[data-again]").addEventListener("click", () => location.reload());
/* A browser may be told late, or never, that the site can be reached again. */
const look = () => fetch("/healthz", { cache: "no-store" }).then((reply) => reply.ok && open(), () => {});
const looking = setInterval(look, 5000);
let isOpening = false;
addEventListener("online", look);

function open() {
  clearInterval(looking);
  if (!isOpening) location.reload();
  isOpening = true;
}

/* A page that follows interview mode: what was typed without a network, and kept here, goes now. */

import { Site } from "./site.js";

const site = new Site(document.querySelector("[data-deliver]").dataset);

async function deliver() {
  const delivered = await site.adopt();
  if (delivered.length) location.reload();
}

await site.open();
addEventListener("online", deliver);
await deliver();

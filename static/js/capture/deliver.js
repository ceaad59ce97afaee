/* A page that one may come to after interview mode: what was typed without a network, and kept here, goes now. */

import { Site } from "./site.js";

const { dataset } = document.querySelector("[data-deliver]");
const site = new Site(dataset);

/* Only a page that is about these answers is read again: nobody else's way on is cut off. */
async function deliver() {
  const delivered = await site.adopt();
  if (delivered.length && dataset.deliver === "reload") location.reload();
}

await site.open();
addEventListener("online", deliver);
await deliver();

/* Keeps the few files of the offline page, which hold nobody's data. Signed-in pages are never stored. */
const FILES = [{% for file in files %}"{{ file|escapejs }}", {% endfor %}"{{ offline }}"];
const CACHE = "offline " + FILES.join(" ");

/* As nobody: the copy is the signed-out one. */
async function fill() {
  const cache = await caches.open(CACHE);
  for (const file of FILES) {
    const response = await fetch(file, { credentials: "omit", cache: "no-store" });
    if (!response.ok) throw new Error(file);
    await cache.put(file, response);
  }
  await self.skipWaiting();
}

async function tidy() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await self.clients.claim();
}

const kept = async (address) => (await caches.open(CACHE)).match(address);

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => kept("{{ offline }}")));
  else if (FILES.includes(pathname)) event.respondWith(fetch(request).catch(() => kept(pathname)));
});

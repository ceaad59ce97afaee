/* A new interview starts in the browser's own zone while the profile still says UTC. */
const form = document.querySelector("[data-browser-time-zone]");
const zones = form && form.elements.time_zone;
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zones && zones.value === "UTC" && [...zones.options].some((option) => option.value === here)) zones.value = here;

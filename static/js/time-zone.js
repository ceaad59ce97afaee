/* Tells the site the browser's time zone once, while the candidate has not said theirs; a form that asks for
   one starts from it. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const token = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
if (zone && token) {
  const headers = { "X-CSRFToken": token[1] };
  const address = document.getElementById("time-zone").dataset.post;
  fetch(address, { method: "POST", headers, body: new URLSearchParams({ time_zone: zone }) }).catch(() => {});
}
for (const select of document.querySelectorAll("[data-browser-time-zone] [name=time_zone]")) {
  if ([...select.options].some((option) => option.value === zone)) select.value = zone;
}

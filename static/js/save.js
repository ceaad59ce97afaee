/* One save over the wire. Answers {status, body}; status 0 stands for anything that is not the server's own word. */
const TIMEOUT = 10000, KEEPALIVE_LIMIT = 60000;

/* Read at every send: it changes at sign-in. */
const csrfToken = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] ?? "";

export async function post(address, save, deviceKey, leaving) {
  const body = JSON.stringify(save);
  try {
    const response = await fetch(address, {
      method: "POST", credentials: "same-origin", redirect: "error", body, signal: AbortSignal.timeout(TIMEOUT),
      keepalive: leaving && body.length < KEEPALIVE_LIMIT,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrfToken(), "X-Device-Key": deviceKey },
    });
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    const reply = isJson ? await response.json() : null;
    /* A captive portal answers 200 too. */
    if ((response.status === 200 || response.status === 409) && reply?.op !== save.op) return { status: 0, body: null };
    return { status: response.status, body: reply };
  } catch {
    return { status: 0, body: null };
  }
}

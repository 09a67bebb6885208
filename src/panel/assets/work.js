// Keeps the parts of a page that are marked with `data-live` up to date: loads the page again and replaces these parts.
const everyMs = 5000;
const live = () => document.querySelectorAll("[data-live]");

async function refreshParts() {
  if (document.hidden || live().length === 0) return;
  const response = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!response.ok || response.redirected) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of live()) {
    const next = fresh.getElementById(part.id);
    if (next && next.innerHTML !== part.innerHTML) part.replaceWith(next);
  }
}

// One refresh at a time. If it fails, the next one tries again.
let queue = Promise.resolve();
const refresh = () => {
  queue = queue.then(refreshParts).catch(() => {});
};

// If the page has server-sent events, polling only updates elapsed times, and helps while the connection is lost. A
// page that is hidden closes its stream, because browsers allow few connections to one server.
let changes;
const listen = () => {
  const address = document.querySelector("[data-events]")?.dataset.events;
  if (document.hidden || address === undefined) {
    changes?.close();
    changes = undefined;
  } else if (!changes) {
    changes = new EventSource(address);
    changes.addEventListener("message", refresh);
  }
};
listen();
addEventListener("pagehide", () => changes?.close());
document.addEventListener("visibilitychange", () => {
  listen();
  refresh();
});
let ticks = 0;
setInterval(() => {
  if (changes?.readyState === EventSource.OPEN && ++ticks % 6 !== 0) return;
  refresh();
}, everyMs);

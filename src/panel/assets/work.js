// What waits and what is said comes by itself: the parts of a page that say so are looked at again and replaced.
const everyMs = 5000;
const live = () => document.querySelectorAll("[data-live]");

async function lookAgain() {
  if (document.hidden || live().length === 0) return;
  const response = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!response.ok || response.redirected) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of live()) {
    const next = fresh.getElementById(part.id);
    if (next && next.innerHTML !== part.innerHTML) part.replaceWith(next);
  }
}

// One after the other; a page that cannot be fetched now is looked at again the next time.
let looking = Promise.resolve();
const again = () => {
  looking = looking.then(lookAgain).catch(() => {});
};

// Where the server tells of changes, looking by the clock is for what grows older, and for when it tells nothing. A page
// that nobody sees listens to nothing: a browser has few connections to one place.
let changes;
const listen = () => {
  const address = document.querySelector("[data-events]")?.dataset.events;
  if (document.hidden || address === undefined) {
    changes?.close();
    changes = undefined;
  } else if (!changes) {
    changes = new EventSource(address);
    changes.addEventListener("message", again);
  }
};
listen();
addEventListener("pagehide", () => changes?.close());
document.addEventListener("visibilitychange", () => {
  listen();
  again();
});
let ticks = 0;
setInterval(() => {
  if (changes?.readyState === EventSource.OPEN && ++ticks % 6 !== 0) return;
  again();
}, everyMs);

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

// A page that cannot be fetched now is looked at again the next time.
setInterval(() => lookAgain().catch(() => {}), everyMs);

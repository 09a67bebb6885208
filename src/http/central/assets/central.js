// This script is optional: the pages work without JavaScript. It shows a boleto as soon as it is ready, and makes the
// copy buttons work.
const box = document.querySelector("#boleto");

/** Shows the remaining time, corrected by the difference between the clocks of the browser and the server. */
const tick = () => {
  const clock = document.querySelector(".clock");
  if (!clock) return;
  clock.drift ??= Date.parse(clock.dataset.now) - Date.now();
  const seconds = Math.max(0, Math.round((Date.parse(clock.dataset.until) - Date.now() - clock.drift) / 1000));
  const two = (number) => String(number).padStart(2, "0");
  clock.textContent =
    seconds > 0 ? `Faltam ${two(Math.floor(seconds / 60))}:${two(seconds % 60)}` : "Já deve estar saindo…";
};

if (box?.dataset.events) {
  const { events: address, pulse } = box.dataset;
  const events = new EventSource(`${address}?${new URLSearchParams({ pulse })}`);
  events.addEventListener("message", ({ data }) => {
    box.innerHTML = JSON.parse(data).html;
    tick();
  });
  events.addEventListener("over", () => {
    events.close();
    location.assign("/central/entrar");
  });
  addEventListener("pagehide", () => events.close());
  setInterval(tick, 1000);
  tick();
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy], [data-print]");
  if (!button) return;
  if (button.dataset.copy === undefined) return print();
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copiado";
  } catch {
    getSelection().selectAllChildren(document.getElementById(button.getAttribute("aria-describedby")));
    button.textContent = "Copie o código marcado";
  }
});

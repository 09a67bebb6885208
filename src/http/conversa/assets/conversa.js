// The page works without this: with it, messages arrive by themselves and nothing reloads.
const talk = document.querySelector("#talk");
const form = document.querySelector("#write");

if (talk && form) {
  const input = form.querySelector("input");
  const toEnd = () => talk.lastElementChild?.scrollIntoView({ block: "end" });

  const send = async (fields) => {
    const response = await fetch("/conversa/mensagens", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(fields),
    });
    if (response.redirected) location.assign(response.url);
    return response.ok;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = input.value;
    if (!text.trim()) return;
    input.value = "";
    input.focus();
    if (!(await send({ text }).catch(() => false))) input.value = text;
  });

  talk.addEventListener("submit", (event) => {
    event.preventDefault();
    const { list } = event.target.elements;
    send({ text: event.submitter.value, list: list.value });
    input.focus();
  });

  talk.addEventListener("click", async (event) => {
    const { copy } = event.target.dataset;
    if (!copy) return;
    await navigator.clipboard.writeText(copy);
    event.target.textContent = "Copiado";
  });

  const events = new EventSource(`/conversa/eventos?after=${encodeURIComponent(talk.dataset.last)}`);
  events.addEventListener("message", ({ data, lastEventId }) => {
    if (document.getElementById(lastEventId)) return;
    talk.insertAdjacentHTML("beforeend", JSON.parse(data));
    toEnd();
  });
  toEnd();
  input.focus();
}

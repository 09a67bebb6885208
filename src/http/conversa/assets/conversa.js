// This script is optional: the page works without JavaScript. It shows new messages without a reload.
const talk = document.querySelector("#talk");
const form = document.querySelector("#write");

if (talk && form) {
  const input = form.querySelector("#text");
  const trouble = form.querySelector("#trouble");
  const { thread, last } = talk.dataset;
  const offline = "Sem conexão com o atendimento. Tentando de novo…";

  const scrollToEnd = () => window.scrollTo(0, document.documentElement.scrollHeight);
  const isAtEnd = () => window.innerHeight + window.scrollY > document.documentElement.scrollHeight - 120;
  const showTrouble = (sentence) => {
    const follows = isAtEnd();
    trouble.textContent = sentence;
    trouble.hidden = sentence === "";
    if (follows) scrollToEnd();
  };
  // Not done on touch devices, where the keyboard would cover the newest message.
  const focusInput = () => matchMedia("(hover: hover)").matches && input.focus();

  /** Sends a message of this thread, and shows an error if that fails. Returns true if the message arrived. */
  const send = async (fields) => {
    const request = {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...fields, thread }),
    };
    const response = await fetch("/conversa/mensagens", request).catch(() => undefined);
    if (response?.ok) showTrouble("");
    else if (!response) showTrouble("Sem conexão: a mensagem não foi enviada. Tente de novo.");
    else {
      const { message } = await response.json().catch(() => ({}));
      showTrouble(message ?? "A mensagem não foi enviada. Tente de novo.");
    }
    return response?.ok === true;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = input.value;
    if (!text.trim()) return;
    input.value = "";
    input.focus();
    // Puts the text that was not sent back, in front of anything that was typed meanwhile.
    if (!(await send({ text }))) input.value = [text, input.value].filter(Boolean).join(" ");
  });

  talk.addEventListener("submit", async (event) => {
    event.preventDefault();
    await send({ text: event.submitter.value, list: event.target.elements.list.value });
    focusInput();
  });

  talk.addEventListener("click", async ({ target }) => {
    const { copy } = target.dataset;
    if (!copy) return;
    try {
      await navigator.clipboard.writeText(copy);
      target.textContent = "Copiado";
    } catch {
      getSelection().selectAllChildren(target.closest(".bubble").querySelector(".line"));
      target.textContent = "Copie o código marcado";
    }
  });

  const events = new EventSource(`/conversa/eventos?${new URLSearchParams({ after: last, thread })}`);
  events.addEventListener("open", () => trouble.textContent === offline && showTrouble(""));
  events.addEventListener("error", () => trouble.hidden && showTrouble(offline));
  events.addEventListener("over", () => {
    events.close();
    showTrouble("Esta conversa terminou: outra foi aberta neste navegador. Atualize a página.");
  });
  events.addEventListener("message", ({ data, lastEventId }) => {
    if (document.getElementById(lastEventId)) return;
    document.querySelector("#hint")?.remove();
    const follows = isAtEnd();
    talk.insertAdjacentHTML("beforeend", JSON.parse(data));
    if (follows || talk.lastElementChild.classList.contains("person")) scrollToEnd();
  });
  scrollToEnd();
  focusInput();
}

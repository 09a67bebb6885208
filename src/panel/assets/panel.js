// The panel works without this: with it, what is wrong is reached at once, and pages tell what goes on by themselves.
document.querySelector("[data-focus]")?.focus();

const told = document.querySelector("[data-progress]");
if (told) {
  const bar = document.querySelector("progress");
  const events = new EventSource(told.dataset.progress);
  events.addEventListener("message", ({ data }) => {
    const { done, total, words } = JSON.parse(data);
    told.textContent = words;
    bar.max = Math.max(total, 1);
    bar.value = done;
  });
  // What the server says at the end stands in the page.
  events.addEventListener("over", () => {
    events.close();
    location.reload();
  });
}

const judged = document.querySelector("[data-check]");
if (judged) {
  const touched = new Set();
  let wait;
  let asked = 0;
  const judge = async () => {
    const number = ++asked;
    const request = { method: "POST", body: new URLSearchParams(new FormData(judged)) };
    const response = await fetch(judged.dataset.check, request).catch(() => undefined);
    // The newest answer counts; where none comes, the form says it when it is sent.
    if (!response?.ok || number !== asked) return;
    const { faults, sample } = await response.json();
    for (const name of touched) {
      const field = judged.elements[name];
      const place = document.getElementById(`${field?.id}-fault`);
      const message = faults.find(({ path }) => path === name)?.message ?? "";
      if (!place) continue;
      place.textContent = message;
      field.toggleAttribute("aria-invalid", message !== "");
      if (message) field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", `${field.id}-hint ${field.id}-fault`);
    }
    document.querySelector("#exemplo").innerHTML =
      sample ?? '<p class="quiet">O boleto de exemplo aparece aqui quando tudo estiver certo.</p>';
  };
  judged.addEventListener("change", ({ target }) => touched.add(target.name) && judge());
  judged.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(judge, 400);
  });
}

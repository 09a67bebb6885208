// This script is optional: the panel works without JavaScript. It moves the focus to errors, validates forms while
// somebody fills them in, and shows progress.
document.querySelector("[data-focus]")?.focus();

const progressText = document.querySelector("[data-progress]");
if (progressText) {
  const bar = document.querySelector("progress");
  const events = new EventSource(progressText.dataset.progress);
  events.addEventListener("message", ({ data }) => {
    const { done, total, words } = JSON.parse(data);
    progressText.textContent = words;
    bar.max = Math.max(total, 1);
    bar.value = done;
  });
  // The page is loaded again: it then contains the final message.
  events.addEventListener("over", () => {
    events.close();
    location.reload();
  });
}

const checkedForm = document.querySelector("[data-check]");
if (checkedForm) {
  const touched = new Set();
  let wait;
  let latest = 0;
  const checkForm = async () => {
    const number = ++latest;
    const request = { method: "POST", body: new URLSearchParams(new FormData(checkedForm)) };
    const response = await fetch(checkedForm.dataset.check, request).catch(() => undefined);
    // Failed and outdated responses are ignored, because the server validates the form again when it is sent.
    if (!response?.ok || number !== latest) return;
    const { faults, sample } = await response.json();
    for (const name of touched) {
      const field = checkedForm.elements[name];
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
  checkedForm.addEventListener("change", ({ target }) => touched.add(target.name) && checkForm());
  checkedForm.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(checkForm, 400);
  });
}

/* Forms: saving as you go, live preview, selecting every row. */

const clock = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

function later(run, milliseconds) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  };
}

async function send(url, form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) {
    if (value instanceof File) body.delete(name);
  }
  const response = await fetch(url, {
    method: "POST",
    body,
    credentials: "same-origin",
    headers: { "X-Requested-With": "fetch" },
  });
  if (!response.ok || response.redirected) throw new Error("not saved");
  return response;
}

/* <form data-autosave="address"> posts the whole form after each change; [data-autosave-status] says so. */
function autosave(form) {
  const status = form.querySelector("[data-autosave-status]");
  const say = (words) => {
    if (status) status.textContent = words;
  };
  let running = false;
  let again = false;
  const save = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await send(form.dataset.autosave || form.action, form);
      say(`Saved at ${clock()}`);
    } catch {
      say("Not saved yet. Your words are still here: use the button to save them.");
    }
    running = false;
    if (again) {
      again = false;
      save();
    }
  };
  form.addEventListener("change", later(save, 400));
  form.addEventListener("input", later(save, 4000));
}

/* <form data-preview-url="address" data-preview-target="#id"> shows the server's reading of what is typed. */
function preview(form) {
  const target = document.querySelector(form.dataset.previewTarget || "[data-preview]");
  if (!target) return;
  const show = async () => {
    try {
      const response = await send(form.dataset.previewUrl, form);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      target.replaceChildren(...page.body.childNodes);
    } catch {
      /* The preview stays as it was; the page works without it. */
    }
  };
  form.addEventListener("input", later(show, 500));
  form.addEventListener("change", later(show, 100));
}

/* <input type="checkbox" data-select-all="name"> ticks every box of that name in its form. */
function selectAll(box) {
  box.addEventListener("change", () => {
    const boxes = box.form.querySelectorAll(`input[type=checkbox][name="${box.dataset.selectAll}"]`);
    for (const one of boxes) one.checked = box.checked;
  });
}

/* <input data-reveals="id"> opens its further question while it is chosen. The question follows it in
   reading order, so nothing needs announcing; without this file it is simply always open. */
function reveal(group) {
  const inputs = [...group.querySelectorAll("input[data-reveals]")];
  if (!inputs.length) return;
  const update = () => {
    for (const input of inputs) {
      const question = document.getElementById(input.dataset.reveals);
      for (const kind of ["radios", "checkboxes"]) {
        if (question.classList.contains(`govuk-${kind}__conditional`)) {
          question.classList.toggle(`govuk-${kind}__conditional--hidden`, !input.checked);
        }
      }
    }
  };
  group.addEventListener("change", update);
  window.addEventListener("pageshow", update);
  update();
}

export function startForms(root) {
  root.querySelectorAll(".govuk-radios, .govuk-checkboxes").forEach(reveal);
  root.querySelectorAll("form[data-autosave]").forEach(autosave);
  root.querySelectorAll("form[data-preview-url]").forEach(preview);
  root.querySelectorAll("input[data-select-all]").forEach(selectAll);
  root.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}

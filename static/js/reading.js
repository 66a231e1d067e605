/* Reading: identities hide themselves again, two panes scroll together, keys rule on doubtful words. */

/* <section data-hide-after="120">: after so many seconds the names leave the page. */
function hideAgain(panel) {
  const hide = () => {
    panel.querySelectorAll("[data-hide-body]").forEach((body) => body.remove());
    panel.querySelectorAll("[data-hide-note]").forEach((note) => {
      note.textContent = "Identity hidden again. The showing is in the history.";
    });
    const link = panel.querySelector("[data-hide-link]");
    if (link) window.location.replace(link.href);
  };
  setTimeout(hide, 1000 * Number(panel.dataset.hideAfter || 120));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) hide();
  });
}

/* <div data-scroll-sync> holds panes marked data-pane; they move in proportion. */
function together(group) {
  const panes = [...group.querySelectorAll("[data-pane]")];
  let leader = null;
  for (const pane of panes) {
    pane.addEventListener("scroll", () => {
      if (leader && leader !== pane) return;
      leader = pane;
      const share = pane.scrollTop / Math.max(1, pane.scrollHeight - pane.clientHeight);
      for (const other of panes) {
        if (other !== pane) other.scrollTop = share * (other.scrollHeight - other.clientHeight);
      }
      window.requestAnimationFrame(() => window.requestAnimationFrame(() => (leader = null)));
    });
  }
}

/* <ol data-keys> of <li data-key-item>: while the focus is inside, j and k move between items and a
   key named by data-key presses that button. Keys do nothing elsewhere or while somebody types. */
function keys(queue) {
  const items = () => [...queue.querySelectorAll("[data-key-item]")];
  const go = (step) => {
    const all = items();
    const at = all.findIndex((item) => item.contains(document.activeElement));
    const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "nearest" });
      point(next);
    }
  };
  queue.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches("input, textarea, select")) return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      go(event.key === "j" ? 1 : -1);
      return;
    }
    const item = document.activeElement.closest("[data-key-item]");
    const button = item && item.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
  queue.addEventListener("focusin", (event) => point(event.target.closest("[data-key-item]")));
}

/* Shows in both texts where the word at hand stands: data-mark on the item names the marks' data-mark. Only the
   panes scroll, never the page: a page that moves between pressing a button and letting go loses the click. */
function point(item) {
  document.querySelectorAll("mark.is-current").forEach((mark) => mark.classList.remove("is-current"));
  if (!item || !item.dataset.mark) return;
  const marks = document.querySelectorAll(`mark[data-mark="${CSS.escape(item.dataset.mark)}"]`);
  marks.forEach((mark) => mark.classList.add("is-current"));
  if (!marks[0]) return;
  const pane = marks[0].closest("[data-pane]");
  if (pane) {
    pane.scrollTop += marks[0].getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  }
}

export function startReading(root) {
  root.querySelectorAll("[data-hide-after]").forEach(hideAgain);
  root.querySelectorAll("[data-scroll-sync]").forEach(together);
  root.querySelectorAll("[data-keys]").forEach(keys);
}

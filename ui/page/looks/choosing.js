// Panels that open and close, and the keys that work everywhere.
{
  const opener = {};
  const opened = () => document.querySelector("[data-open]");

  const show = (name) => {
    const was = opened();
    was?.removeAttribute("data-open");
    const panel = document.getElementById(name);
    if (panel && panel !== was) {
      panel.setAttribute("data-open", "");
      panel.querySelector("button, input, [tabindex]")?.focus();
    } else if (was) (opener[was.id] ?? document.querySelector("#box textarea"))?.focus();
  };

  window.addEventListener("click", (event) => {
    const way = event.target.closest?.("[data-does=panel]");
    if (way) {
      if (way.dataset.value) opener[way.dataset.value] = way;
      show(way.dataset.value);
    } else if (opened() && document.contains(event.target) && !event.target.closest("[data-open], [role=listbox]")) {
      show("");
    }
  });

  window.calendarAssistantPanels = { close: () => opened()?.removeAttribute("data-open") };

  // Into the zone's field: what stands there is marked, so that what is typed replaces it, and the browser knows cities.
  window.addEventListener("focusin", (event) => {
    if (!event.target.matches?.("#zone input")) return;
    event.target.setAttribute("list", "zones");
    event.target.select();
  });

  // Outside every field: Escape leaves everything as it is, a digit picks what is offered under that number.
  window.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest?.("input, textarea, [contenteditable]");
    if (event.key === "Escape") {
      const isBox = field && field.closest("#box") && !field.value;
      if (opened()) show("");
      else if (!field || isBox) document.querySelector("#chat .card.open .options .quiet")?.click();
    } else if (!field && /^[1-9]$/.test(event.key)) {
      document.querySelector(`#chat .options [data-does=pick][data-value="${event.key}"]`)?.click();
    }
  });
}

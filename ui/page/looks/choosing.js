// Panels that open and close, and the keys that work everywhere. A click into a field with a list marks what stands
// there, so that what is typed replaces it and searches the list.
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
    if (event.target.matches?.("#settings input[role=combobox]")) event.target.select();
    const way = event.target.closest?.("[data-does=panel]");
    if (way) {
      if (way.dataset.value) opener[way.dataset.value] = way;
      show(way.dataset.value);
    } else if (opened() && document.contains(event.target) && !event.target.closest("[data-open], [role=listbox]")) {
      show("");
    }
  });

  window.calendarAssistantPanels = { close: () => opened()?.removeAttribute("data-open") };

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

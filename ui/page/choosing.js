// A click into a field with a list marks what stands there, so that what is typed replaces it and searches the list.
window.addEventListener("click", (event) => {
  if (event.target.matches?.("#side input[role=combobox]")) event.target.select();
});

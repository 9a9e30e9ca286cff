// Gradio labels each message with its source, which is full of entities; without the label a screen reader reads the
// text itself.
{
  const unlabel = () => {
    for (const message of document.querySelectorAll("#chat [data-testid][aria-label]")) {
      message.removeAttribute("aria-label");
    }
  };
  const changes = { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] };
  new MutationObserver(unlabel).observe(document.documentElement, changes);
}

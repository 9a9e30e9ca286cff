// One turn at a time: from the moment something is sent until the trace says that its turn has ended, nothing else can
// be sent. The room carries data-busy meanwhile, for the style sheet; text typed in the box stays there.
{
  const CLICKED = "#chat .options button, #chat .example, #box .submit-button";
  const room = () => document.getElementById("room");
  const isBusy = () => room().hasAttribute("data-busy");
  const hold = () => room().setAttribute("data-busy", "");
  const free = () => room().removeAttribute("data-busy");

  const isClick = (event) => event.type === "click" && event.target.closest(CLICKED);
  const isEnter = (event) => event.key === "Enter" && !event.shiftKey && event.target.closest("#box textarea");
  const isEmpty = (event) => event.target.closest("#box") && !document.querySelector("#box textarea").value.trim();

  const onlyOne = (event) => {
    if (event.isComposing || !(isClick(event) || isEnter(event))) return;
    if (isBusy() || isEmpty(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      hold();
    }
  };
  window.addEventListener("click", onlyOne, true);
  window.addEventListener("keydown", onlyOne, true);

  // An observer is told in the moment the page changes, before anybody else can act on it.
  const follow = (changes) => {
    if (!changes.some((change) => change.target.closest?.("#trace"))) return;
    document.querySelector("#trace [data-status=running]") ? hold() : free();
  };
  new MutationObserver(follow).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["data-status", "data-turn"],
  });
  window.calendarAssistant = { free };
}

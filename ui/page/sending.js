// One gesture, one turn: from the key or click on, until the trace says that the turn it began has ended, nothing else
// can be sent. The room carries data-busy meanwhile, for the style sheet; what is typed in the box stays there. With
// each gesture goes an id of its own and the card and the conversation that were on the page, so that the server can
// tell a second delivery, a yes that was meant for another card, and what another tab has left behind.
{
  const CLICKED = "#chat .options button, #chat .example, #box .submit-button";
  const LOST = "calendarAssistant.unsent";
  const DRAFT = "calendarAssistant.draft";
  const room = () => document.getElementById("room");
  const trace = () => document.querySelector("#trace .trace");
  const box = () => document.querySelector("#box textarea");
  const shown = () => ({ card: trace()?.dataset.card ?? "", talk: trace()?.dataset.talk ?? "" });
  const isBusy = () => room().hasAttribute("data-busy");
  const hold = () => room().setAttribute("data-busy", "");
  let gesture = null; // the one whose turn has not ended yet

  const free = () => {
    gesture = null;
    room().removeAttribute("data-busy");
  };

  const write = (text) => {
    box().value = text;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };

  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");

  const begin = (target) => {
    const button = target.closest("#chat .options button, #chat .example");
    const words = (button ? button.innerText : box().value).trim();
    gesture = { id: newId(), words, text: button ? "" : box().value, ...shown() };
    if (!button) {
      sessionStorage.setItem(LOST, JSON.stringify(gesture));
      write(""); // at once: what is typed from now on is the next message
    }
    hold();
    const mine = gesture;
    setTimeout(() => mine === gesture && !mine.isSent && giveBack(mine), 1000);
  };

  // Nothing came of the key or click.
  const giveBack = (mine) => {
    if (mine.text) write(mine.text + box().value);
    free();
  };

  const isClick = (event) => event.type === "click" && event.target.closest(CLICKED);
  const isEnter = (event) => event.key === "Enter" && !event.shiftKey && event.target.closest("#box textarea");
  const isHeldKey = (event) => event.repeat && event.key === "Enter" && event.target.closest(`#box textarea, ${CLICKED}`);
  const isEmpty = (event) => event.target.closest("#box") && !box().value.trim();

  const onlyOne = (event) => {
    if (event.isComposing || !(isClick(event) || isEnter(event) || isHeldKey(event))) return;
    const isSecondClick = event.type === "click" && event.detail > 1;
    if (isBusy() || event.repeat || isSecondClick || isEmpty(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      begin(event.target);
    }
  };
  window.addEventListener("click", onlyOne, true);
  window.addEventListener("keydown", onlyOne, true);

  // What the server is told: with a click it learns from Gradio what was clicked.
  const sent = () => {
    if (gesture) gesture.isSent = true;
    const { text, card, talk, id } = gesture ?? { text: box().value, ...shown(), id: newId() };
    return [JSON.stringify({ text, card, talk, gesture: id })];
  };

  // What is seen at once, before the server has said anything: the person's own words in the chat. They are encoded as
  // in ui/rendering.py: nothing in them is ever markup, a link or an address.
  const encoded = (line) =>
    line.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, "").replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  const echo = (chat) => {
    if (!gesture) return [chat];
    const content = gesture.words.split("\n").map(encoded).join("\n");
    const past = chat.map((message) => ({ ...message, options: null }));
    return [[...past, { role: "user", metadata: {}, options: null, content: [{ type: "text", text: content }] }]];
  };

  // An observer is told in the moment the page changes, before anybody else can act on it.
  const follow = (changes) => {
    if (!changes.some((change) => change.target.closest?.("#trace")) || !trace()) return;
    const { status, gesture: of } = trace().dataset;
    if (gesture && of === gesture.id) sessionStorage.removeItem(LOST);
    if (status === "running") hold();
    else if (!gesture || of === gesture.id) free();
  };
  new MutationObserver(follow).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["data-status", "data-turn", "data-gesture"],
  });

  // A page that lost its server loads itself anew: what never arrived, and what stood in the box, stand there again.
  window.addEventListener("input", (event) => {
    if (event.target.closest?.("#box textarea")) sessionStorage.setItem(DRAFT, event.target.value);
  });
  const unsent = () => {
    const lost = JSON.parse(sessionStorage.getItem(LOST) ?? "{}").text;
    sessionStorage.removeItem(LOST);
    const kept = [lost, sessionStorage.getItem(DRAFT)].filter(Boolean).join("\n");
    sessionStorage.setItem(DRAFT, box()?.value || kept);
    return sessionStorage.getItem(DRAFT);
  };
  window.calendarAssistant = { sent, echo, free, unsent };
}

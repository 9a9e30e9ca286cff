// One gesture, one turn: from the key or click on, until the trace says that the turn it began has ended, nothing else
// can be sent. The room carries data-busy meanwhile, for the style sheet; what is typed in the box stays there. With
// each gesture goes an id of its own and the card and the conversation that were on the page, so that the server can
// tell a second delivery, a yes that was meant for another card, and which conversation it is of.
{
  const ACTS = "[data-does]:not([data-does=panel]), #box .submit-button";
  const TURNS = ["", "say", "pick", "press"]; // what begins a turn; all else arranges what stands around the chat
  const LONGEST = 2000; // characters that are read; more stays in the box, to be made shorter
  const LOST = "calendarAssistant.unsent";
  const DRAFT = "calendarAssistant.draft";
  const TALK = "calendarAssistant.talk";
  const room = () => document.getElementById("room");
  const trace = () => document.querySelector("#trace .trace");
  const box = () => document.querySelector("#box textarea");
  const chat = () => document.getElementById("chat");
  const shown = () => ({ card: trace()?.dataset.card ?? "", talk: trace()?.dataset.talk ?? "" });
  const isBusy = () => room().hasAttribute("data-busy");
  const hold = () => room().setAttribute("data-busy", "");
  let gesture = null; // the one whose turn has not ended yet
  let told = null; // what the next call of a button behind the page sends

  const free = () => {
    gesture = null;
    room().removeAttribute("data-busy");
  };

  const doing = (words) => {
    document.getElementById("doing").textContent = words;
  };

  const write = (text) => {
    box().value = text;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };

  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");

  const call = (name, what) => {
    told = { ...shown(), ...what };
    document.getElementById(name).click();
  };

  const begin = (does, value, words) => {
    gesture = { id: newId(), does, value, words, text: does ? "" : box().value, ...shown() };
    if (!does) {
      sessionStorage.setItem(LOST, JSON.stringify(gesture));
      write(""); // at once: what is typed from now on is the next message
    }
    hold();
    echo(words);
    const mine = gesture;
    call("go", { text: mine.text, does, value, gesture: mine.id });
    setTimeout(() => mine === gesture && !mine.isSent && giveBack(mine), 1000);
  };

  // Nothing came of the key or click.
  const giveBack = (mine) => {
    if (mine.text) write(mine.text + box().value);
    free();
  };

  // What is seen at once, before the server has said anything: the person's own words, as text and nothing else.
  const echo = (words) => {
    const line = Object.assign(document.createElement("div"), { className: "said user", textContent: words });
    line.dataset.testid = "user";
    let lines = chat().querySelector(".lines");
    if (!lines) {
      lines = Object.assign(document.createElement("div"), { className: "lines" });
      chat().querySelector(".welcome")?.replaceWith(lines);
    }
    lines.append(line);
    doing("…");
    chat().scrollTop = chat().scrollHeight;
  };

  const isClick = (event) => event.type === "click" && event.target.closest?.(ACTS);
  const isEnter = (event) => event.key === "Enter" && !event.shiftKey && event.target.closest?.("#box textarea");
  const isHeldKey = (event) => event.repeat && event.key === "Enter" && event.target.closest?.(`#box textarea, ${ACTS}`);

  const onlyOne = (event) => {
    if (event.isComposing || !(isClick(event) || isEnter(event) || isHeldKey(event))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = isClick(event) || null;
    const does = button?.dataset.does ?? "";
    if (event.repeat || (event.type === "click" && event.detail > 1)) return;
    if (!TURNS.includes(does)) arrange(button);
    else if (isBusy() || (!does && !box().value.trim())) return;
    else if (!does && isTooLong()) return;
    else if (!does) begin("", "", box().value.trim());
    else said(button);
  };
  const isTooLong = () => {
    const length = box().value.length;
    if (length <= LONGEST) return false;
    doing(`That is ${length.toLocaleString("en")} characters; I read at most ${LONGEST.toLocaleString("en")}.`);
    return true;
  };
  const said = (button) => {
    const { does, value } = button.dataset;
    window.calendarAssistantPanels.close();
    begin(does, value, does === "say" ? value : (button.getAttribute("aria-label") ?? button.innerText).trim());
  };
  // In an empty box the arrow brings back what was said last.
  const lastSaid = (event) => {
    if (event.key !== "ArrowUp" || !event.target.closest?.("#box textarea") || box().value) return;
    const mine = document.querySelectorAll("#chat .said.user");
    write(mine[mine.length - 1]?.innerText ?? "");
  };
  window.addEventListener("keydown", lastSaid);
  window.addEventListener("click", onlyOne, true);
  window.addEventListener("keydown", onlyOne, true);

  // What stands around the chat: the week turned, conversations begun, opened, renamed and deleted.
  const arrange = (button) => {
    const { does, value } = button.dataset;
    if (does === "week") call("look", { value });
    else if (does === "stop") document.getElementById("halt").click();
    else if (does === "rename") rename(button.closest("li"), value);
    else if (does === "delete" && !button.hasAttribute("data-sure")) sure(button);
    else {
      window.calendarAssistantPanels.close();
      change(does, value);
    }
  };

  // Until the other conversation is there nothing can be sent: it would go to the one before.
  const change = (does, value, text = "") => {
    gesture = { id: newId(), isSent: true };
    hold();
    call("arrange", { does, value, text, gesture: gesture.id });
  };

  const sure = (button) => {
    button.setAttribute("data-sure", "");
    button.textContent = "Delete?";
    setTimeout(() => Object.assign(button, { textContent: "✕" }).removeAttribute("data-sure"), 4000);
  };

  const rename = (row, value) => {
    const field = Object.assign(document.createElement("input"), { value: row.dataset.title, maxLength: 60 });
    field.setAttribute("aria-label", "New name");
    row.querySelector(".talk").replaceWith(field);
    field.focus();
    field.select();
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter") change("rename", value, field.value);
      else if (event.key === "Escape") call("look", {});
    });
  };

  // What the server is told: by a click or key, and by what follows of itself.
  const sent = () => {
    if (gesture && told?.gesture === gesture.id) gesture.isSent = true;
    return [JSON.stringify(told ?? shown())];
  };
  const here = () => [JSON.stringify(shown())];

  // An observer is told in the moment the page changes, before anybody else can act on it.
  const follow = (changes) => {
    if (changes.some((change) => change.target.closest?.("#chat"))) shownAnew();
    if (!changes.some((change) => change.target.closest?.("#trace")) || !trace()) return;
    const { status, gesture: of, doing: now, talk } = trace().dataset;
    if (!document.getElementById("doing")) return; // the page is not yet all there
    if (talk) sessionStorage.setItem(TALK, talk);
    if (gesture && of === gesture.id) sessionStorage.removeItem(LOST);
    doing(status === "running" ? now : "");
    if (status === "running") hold();
    else if (!gesture || of === gesture.id) {
      const isMine = gesture !== null;
      free();
      if (isMine && status === "done") finished();
    }
  };

  const shownAnew = () => {
    chat().scrollTop = chat().scrollHeight;
  };

  // Once a turn: it is read out, and who has lost their place finds it in the box again. On a phone that would bring up
  // the keyboard, over the answer.
  const finished = () => {
    const answers = document.querySelectorAll("#chat [data-testid=bot]");
    document.getElementById("live").textContent = answers[answers.length - 1]?.innerText ?? "";
    const isLost = document.activeElement === document.body || document.activeElement === null;
    if (isLost && matchMedia("(hover: hover)").matches) box().focus({ preventScroll: true });
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
  window.calendarAssistant = { sent, here, free, unsent };
}

"""The offline interpreter: dialogue state first, words second; no network, no chance, a few milliseconds."""

import re

from graph.understanding.dialogue import Dialogue, Pending, Stage
from graph.understanding.form import before_labels, labelled
from graph.understanding.interpreter import Reading
from graph.understanding.mail import Mail, asked_by, mail_in, with_mail
from graph.understanding.offline import when_words
from graph.understanding.offline.cues.lexicon import lexicon
from graph.understanding.offline.fill import fill
from graph.understanding.offline.frames.places import with_its_place
from graph.understanding.offline.frames.reader import framed
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.merge import Said, merged
from graph.understanding.offline.people import named_elsewhere
from graph.understanding.offline.places import with_their_zone
from graph.understanding.offline.questions import title_in
from graph.understanding.offline.reasons import cause_in, takes_text, with_told
from graph.understanding.offline.refused import refusing
from graph.understanding.offline.rules import books, intent_of, needs_another_time
from graph.understanding.offline.spans.instead import in_ones_place
from graph.understanding.offline.spans.lists import people_and_times
from graph.understanding.offline.spans.reader import read
from graph.understanding.offline.spans.sets import sets_in
from graph.understanding.offline.spans.steps import steps_in
from graph.understanding.offline.split import clauses_of
from graph.understanding.offline.typos import mended, spelt_out
from graph.understanding.plain import kind_of_talk
from graph.understanding.schema import Act, BookingWords, Intent, Pronoun, Series, Understanding
from graph.understanding.stand_ins import StandIns, as_oneself, found_again, with_owners
from graph.understanding.taking_off import taken_off, with_taken_off
from graph.understanding.text import tidy
from graph.understanding.told import Marked, Told, ToldKind
from graph.understanding.yes.approval_grammar import is_approval
from graph.when import count_in, is_only_a_count

_ARROW = re.compile(r"\s*(?:-+>|=+>|→)\s*(?=\w)")  # "nina -> friday 2pm"


class OfflineInterpreter:
    """Reads a message with rules."""

    name = "offline"

    async def interpret(self, message: str, dialogue: Dialogue) -> Reading:
        """Read one message; never fails, costs no tokens."""
        return Reading(understanding=understand(message, dialogue))


def understand(message: str, dialogue: Dialogue) -> Understanding:
    """The acts of a message; UNCLEAR when the rules find nothing in it. What is taken away is cut out first.

    Of a pasted mail only what is not quoted is a wish.
    """
    if (mail := mail_in(message)) is not None:
        return _with_a_mail(mail, dialogue)
    own = spelt_out(with_owners(tidy(message), dialogue.people))
    own = as_oneself(own, dialogue.own_name, (person.at for person in found_again(own, dialogue.people)))
    if own != tidy(message):
        message = own
        dialogue = dialogue.model_copy(update={"people": found_again(own, dialogue.people)})
    if (edited := _edited_answers(message, dialogue)) is not None:
        return Understanding(acts=(edited,))
    if (several := _of_several(message, dialogue)) is not None:
        return Understanding(acts=several)
    if (by_shape := framed(message, dialogue, understand)) is not None:
        return Understanding(acts=by_shape)
    if (somewhere := with_its_place(message, dialogue, understand)) is not None:
        return Understanding(acts=somewhere)
    if (by_spans := read(message, dialogue)) is not None:
        return Understanding(acts=by_spans)
    marked = _marked(message, dialogue)
    rest, told = marked.taken(marked.text)
    if told and not re.search(r"\w", rest):
        return Understanding(acts=(_told_alone(message, told, dialogue),))
    off = taken_off(message, dialogue)
    if told or not off.removes:
        return _with_names(marked, dialogue)
    if not off.rest:
        return Understanding(acts=(Act(intent=Intent.CHANGE, removes=off.removes),))
    of_the_rest = dialogue.model_copy(update={"people": found_again(off.rest, dialogue.people)})
    act_of_rest = with_taken_off(off, _with_names(_marked(off.rest, of_the_rest), of_the_rest), dialogue.pending)
    return act_of_rest if any(act.removes for act in act_of_rest.acts) else _with_names(marked, dialogue)


def _of_several(message: str, dialogue: Dialogue) -> tuple[Act, ...] | None:
    """What is said of several steps, or asks for several by a set, a list or one in another's place."""

    def alone(said: str) -> tuple[Act, ...]:
        people = found_again(said, dialogue.people)
        pending = dialogue.pending and _first_of(dialogue.pending)
        return understand(said, dialogue.model_copy(update={"people": people, "pending": pending})).acts

    if dialogue.pending is None and (replaced := in_ones_place(message, alone)) is not None:
        return replaced
    return (
        steps_in(message, dialogue, alone) or sets_in(message, dialogue) or people_and_times(message, dialogue, alone)
    )


def _first_of(pending: Pending) -> Pending:
    """One step of several, as it would be pending alone."""
    return pending.steps[0] if pending.steps else pending


def _marked(message: str, dialogue: Dialogue) -> Marked:
    """The message with its free text set apart; an answer to the form is read whole."""
    is_answer = dialogue.stage is Stage.QUESTION and bool(dialogue.fields)
    return Marked(message, ()) if is_answer else Marked.of(message)


def _with_names(marked: Marked, dialogue: Dialogue) -> Understanding:
    """Free text is taken out first; then known names are read as names."""
    people = tuple(
        person.model_copy(update={"at": at})
        for person in dialogue.people
        if (at := marked.place(person.at)) is not None
    )
    known = StandIns(marked.text, people)
    acts = _read(marked._replace(text=known.text), known.talk(dialogue))
    if people:
        acts = known.placed(acts)
        heard = Heard.of(marked.taken(known.text)[0])
        if dialogue.pending is None and not books(heard, dialogue):
            acts = tuple(known.about_theirs(act, heard.marked) for act in acts)
    return Understanding(acts=tuple(map(known.taken_back, acts)))


def _with_a_mail(mail: Mail, dialogue: Dialogue) -> Understanding:
    """The wish, with who and when as the mail has them; a mail without one says nothing that could be done."""
    end = mail.at + len(mail.wish)
    people = tuple(p.model_copy(update={"at": p.at - mail.at}) for p in dialogue.people if mail.at <= p.at < end)
    if not re.search(r"\w", mail.wish):
        return Understanding(acts=(Act(intent=Intent.UNCLEAR),))
    times = _proposed(mail.text) or _proposed(mail.subject)
    if (asked := asked_by(mail)) is not None:
        acts: tuple[Act, ...] = (Act(intent=asked),)
    else:
        acts = understand(_THAT_IS_WHY.sub("", mail.wish), dialogue.model_copy(update={"people": people})).acts
    wishes = tuple(act for act in acts if act.intent is not Intent.YES) or acts
    if wishes[0].intent is Intent.PICK and len(times) > 1 and _FIRST.search(mail.wish):
        wishes = (Act(intent=Intent.BOOK, when=times[0], alternatives=times[1:]),)
    elif wishes == (Act(intent=Intent.BOOK),) and not books(Heard(mail.wish), dialogue) and asked is None:
        wishes = (Act(intent=Intent.UNCLEAR),)  # "for your information" orders nothing
    elif wishes[0].intent in (Intent.OUT_OF_SCOPE, Intent.UNCLEAR) and mail.wish.endswith("?"):
        wishes = (Act(intent=Intent.LIST),)  # "are we?", of what the mail is about
    elif wishes[0].intent in (Intent.UNCLEAR, Intent.YES) and _puts_in(mail.wish):
        wishes = (Act(intent=Intent.BOOK, event_type=title_in(Heard.of(mail.wish), dialogue)),)
    length = next((span.text for text in (mail.text, mail.subject) for span in Heard.of(text).lengths), None)
    kind = title_in(Heard.of(f"{mail.subject} {mail.text}"), dialogue)
    if _THAT_IS_WHY.search(mail.wish) and not any(act.reason for act in wishes):
        wishes = tuple(act.model_copy(update={"reason": cause_in(mail.text)}) for act in wishes)
    wishes = tuple(
        act.model_copy(update={"event_type": kind}) if act.intent is Intent.BOOK and not act.event_type else act
        for act in wishes
    )
    return Understanding(acts=tuple(with_mail(act, mail, next(iter(times), None), length) for act in wishes))


def _puts_in(wish: str) -> bool:
    """ "Put this one in": a verb of arranging, of what the mail is about."""
    return any(lexicon().classes.get(word, frozenset()) & {"book", "put"} for word in wish.lower().split())


_THAT_IS_WHY = re.compile(
    r",?(?: and)? (?:with|give|mention|put|use|state|as) (?:that|this|it|his|her|their)\b[^.]*\breason\b", re.I
)
_ASKS = r"\?|\binstead\b"
_FIRST = re.compile(r"\b(?:first|earliest|any|one)\b", re.IGNORECASE)
_NOT_THAT = re.compile(r"\b(?:than|instead of|rather than)\b.*|\byour time\b", re.IGNORECASE)


def _proposed(text: str) -> tuple[str, ...]:
    """The times the other side proposes, those of a question first: that is the one that was asked."""
    sentences = [one for line in text.splitlines() for one in re.split(r"(?<=[.!?])\s+", line)]
    timed = [(one, when) for one in sentences if (when := when_words.moved(Heard.of(_NOT_THAT.sub("", one))).wanted)]
    return tuple(when for _, when in sorted(timed, key=lambda pair: re.search(_ASKS, pair[0]) is None))


_SETS = re.compile(r"(?:(?:no|actually|please|and|change|make|set|the|it)\b[\s,]*)*", re.IGNORECASE)


def _edited_answers(message: str, dialogue: Dialogue) -> Act | None:
    """ "Company: Acme", "change the company to Acme", at a card that has such a row."""
    text = tidy(message)
    answers = labelled(text, dialogue.fields) if dialogue.stage is Stage.PROPOSAL else ()
    if not answers or not _SETS.fullmatch(before_labels(text, dialogue.fields)):
        return None
    return Act(intent=Intent.CHANGE, answers=answers)


def _told_alone(message: str, told: tuple[Told, ...], dialogue: Dialogue) -> Act:
    """Nothing but free text: it goes with what is being arranged; with nothing arranged it is what it says."""
    if dialogue.pending is not None:
        return with_told(Act(intent=Intent.CHANGE), told, dialogue.pending)
    if any(piece.kind is ToldKind.MESSAGE for piece in told):
        return Act(intent=Intent.OUT_OF_SCOPE)
    return _act(Heard.of(message), dialogue)


def _read(marked: Marked, dialogue: Dialogue) -> tuple[Act, ...]:
    message = with_their_zone(_ARROW.sub(" to ", mended(marked.text)))
    rest, told = marked.taken(message)
    whole = Heard.of(rest)
    act = _act(whole, dialogue)
    parts = [] if _is_one_act(act.intent, whole, dialogue) else list(map(marked.taken, clauses_of(message)))
    clauses = [clause for clause, its in parts if not its or re.search(r"\w", clause)]
    acts: tuple[Act, ...] = (act,)
    said: list[Said] = []
    if len(clauses) > 1:
        said = list(zip(_acts_of(clauses, dialogue), clauses, strict=True))
        acts = merged(said, whole=act, dialogue=dialogue)
    if len(acts) == 1 or not told:
        acts = tuple(with_told(act, told, dialogue.pending) for act in acts)
    else:
        acts = merged(_each_with_its_own(said, parts, dialogue.pending), whole=act, dialogue=dialogue)
    return tuple(_of_the_whole(_with_full_names(act, whole), whole) for act in acts)


def _each_with_its_own(
    said: list[Said], parts: list[tuple[str, tuple[Told, ...]]], pending: Pending | None
) -> list[Said]:
    """Free text goes with the request it stands in, or else with the one before, or the first."""
    takers = [n for n, (act, _) in enumerate(said) if takes_text(act)]
    own: dict[int, tuple[Told, ...]] = {}
    n = -1
    for clause, told in parts:
        n += not told or re.search(r"\w", clause) is not None
        taker = max((taker for taker in takers if taker <= n), default=next(iter(takers), 0))
        own[taker] = own.get(taker, ()) + told
    return [(with_told(act, own.get(n, ()), pending), clause) for n, (act, clause) in enumerate(said)]


_COUNTED = {Intent.BOOK, Intent.AVAILABILITY, Intent.RESCHEDULE, Intent.CHANGE, Intent.ANSWER, Intent.PICK}


def _of_the_whole(act: Act, whole: Heard) -> Act:
    """What is told once for the message: how many meetings a series has, and what small talk is."""
    if act.intent is Intent.SMALL_TALK:
        return act.model_copy(update={"talk": kind_of_talk(whole.text)})
    count = count_in(whole.text) if act.intent in _COUNTED else None
    if count is None:
        return act
    when = None if act.when and is_only_a_count(act.when, whole.text) else act.when
    return act.model_copy(update={"when": when, "series": (act.series or Series()).model_copy(update={"count": count})})


def _with_full_names(act: Act, whole: Heard) -> Act:
    """Somebody of whom a request has only the address is called as anywhere in the message."""
    if not any(person.email and not person.name for person in act.people):
        return act
    people = tuple(
        person.model_copy(update={"name": named_elsewhere(person.email, whole)})
        if person.email and not person.name
        else person
        for person in act.people
    )
    return act.model_copy(update={"people": people})


def _is_one_act(intent: Intent, whole: Heard, dialogue: Dialogue) -> bool:
    """A no, a plain yes or a pause is not taken to pieces, nor is an answer to a question."""
    if intent is Intent.YES:
        return is_approval(whole.text, dialogue.pending or Pending(action=Intent.BOOK), now=dialogue.now)
    if intent is Intent.RESCHEDULE and needs_another_time(whole, dialogue):
        return True  # "Emma can't make it, find another time" is one wish
    return intent in _WHOLE or (dialogue.stage is Stage.QUESTION and intent is Intent.ANSWER)


def _acts_of(clauses: list[str], dialogue: Dialogue) -> list[Act]:
    """The stage speaks to the first clause that says something; what follows is read afresh, except at a card."""
    after = dialogue if dialogue.stage is Stage.PROPOSAL else dialogue.model_copy(update={"stage": Stage.START})
    acts: list[Act] = []
    stage = dialogue
    for clause in clauses:
        heard = Heard(clause)
        acts.append(_act(heard, stage))
        if heard.core:
            stage = after
    return acts


_WHOLE = {Intent.NO, Intent.DROP, Intent.PAUSE, Intent.HELP}


def _act(heard: Heard, dialogue: Dialogue) -> Act:
    if (refused := refusing(heard, dialogue)) is not None:
        return refused
    intent = intent_of(heard, dialogue)
    if intent is Intent.YES and _accepts_what_was_spoken_of(heard, dialogue):
        return Act(intent=Intent.ACCEPT, booking=BookingWords(pronoun=Pronoun.IT))
    if dialogue.stage is Stage.QUESTION and intent is Intent.UNCLEAR and re.search(r"\w", heard.text):
        intent = Intent.ANSWER
    return fill(intent, heard, dialogue)


_CONFIRMS = re.compile(r"\b(confirm|accept|approve)\b", re.IGNORECASE)


def _accepts_what_was_spoken_of(heard: Heard, dialogue: Dialogue) -> bool:
    """ "Confirm it", said with nothing open of a booking that waits for its host."""
    nothing_open = dialogue.pending is None and not dialogue.options
    waits = dialogue.recent is not None and dialogue.recent.unconfirmed
    return nothing_open and waits and _CONFIRMS.search(heard.text) is not None

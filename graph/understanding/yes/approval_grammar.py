"""A yes, a no and a "never mind" as whole messages: closed grammars in which one word left over is too many."""

import re
from datetime import datetime
from functools import cache, lru_cache
from typing import NamedTuple

from graph.understanding.dialogue import Pending
from graph.understanding.schema import Intent
from graph.understanding.text import words
from graph.understanding.yes import approval_words as said
from graph.understanding.yes.approval_words import one_of
from graph.understanding.yes.of_several import each_of, wordings
from graph.understanding.yes.restated import mark_restated
from tools.likeness import is_slip

_LONGEST = 24  # words; a longer message is never just a yes or a no
_LONGEST_PHRASE = 12  # words
_IN_DOUBT = re.compile(r"[?？❓❔🤔🤨😕🙁☹😟😬😒🙄😐😑🤷❌🚫⛔🛑✋👎]|(?<!\w)[:;=]-?[(/\\|]")
_IT = "(?:it|that|this)"
_CREATING = {Intent.BOOK, Intent.RESCHEDULE, Intent.ACCEPT, Intent.INVITE, Intent.ABSENT}


def is_approval(message: str, pending: Pending, *, now: datetime | None = None) -> bool:
    """Is the whole message a yes to the pending action and to nothing else?

    It may repeat the action's own verb and values ("yes, cancel my call with John"); a value that differs, a question
    mark or any other word makes it not a yes. `now` lets it follow "tomorrow" as a repeated value.
    """
    if pending.steps:
        said = tuple(wordings(message, pending))
        return all(any(is_approval(words, one, now=now) for words in said) for one in each_of(pending))
    if _IN_DOUBT.search(message):
        return False
    tokens = words(message)
    if not 0 < len(tokens) <= _LONGEST or tokens == ["cancel"]:  # a bare "cancel" at a cancellation cuts both ways
        return False
    plain = tuple(map(_forgiven, tokens))
    # As it stands, too: on a card for somebody called "Yes" a yes is no repeated name, and is one like everywhere else.
    readings = [_marked(plain, pending, now), list(plain)]
    if any(_put_off(pending.action).search(" ".join(reading)) for reading in readings):
        return False
    # What can be read both ways is no yes. A second defence: today no known message fits a yes and one of these, too.
    contrary = (_refusal(pending.action), _drop(pending.action))
    return any(map(_approval(pending.action).fits, readings)) and not any(
        sentence.fits(reading) for sentence in contrary for reading in readings
    )


def names_the_action(message: str, pending: Pending) -> bool:
    """Is it a yes only because it says what the card would do? Said of another booking, "cancel it" opens a request."""
    others = (Intent.BOOK, Intent.CANCEL, Intent.DECLINE)
    return is_approval(message, pending) and not all(is_approval(message, Pending(action=one)) for one in others)


def is_refusal(message: str, pending: Pending) -> bool:
    """Is the whole message a no: "no thanks", "that won't work", "cancel that" at a creation, "keep it" at a cancel?"""
    if pending.steps:
        return any(is_refusal(message, one) for one in each_of(pending))
    tokens = words(message)
    return 0 < len(tokens) <= _LONGEST and _refusal(pending.action).fits(_marked(tuple(tokens), pending))


def is_drop(message: str, pending: Pending) -> bool:
    """Does the whole message give up what is being arranged: "never mind", "forget it", "cancel that" at a creation?"""
    if pending.steps:
        return any(is_drop(message, one) for one in each_of(pending))
    tokens = words(message)
    return 0 < len(tokens) <= _LONGEST and _drop(pending.action).fits(_marked(tuple(tokens), pending))


def seems_approval(message: str, pending: Pending) -> bool:
    """Was it probably meant as a yes, without being one? Then we ask "Shall I?", never act."""
    tokens = words(message)
    if not tokens or len(tokens) > _LONGEST or is_approval(message, pending):
        return False
    if tokens == ["cancel"]:
        return pending.action is Intent.CANCEL
    left = [token for token in _marked(tuple(tokens), pending) if not token.startswith("<")]
    if any(token in said.CONTRADICTS - _own_verbs(pending.action) or token[0].isdigit() for token in left):
        return False
    return any(token in said.SEEMS_YES for token in left) or (bool(left) and left[0] in _own_verbs(pending.action))


@lru_cache(maxsize=64)
def _marked(tokens: tuple[str, ...], pending: Pending, now: datetime | None = None) -> list[str]:
    return mark_restated(list(tokens), pending, now)


@lru_cache(maxsize=512)
def _forgiven(token: str) -> str:
    """ "perfetc" and "conform" are slips of the finger; short words are taken as typed."""
    near = (word for word in said.FORGIVEN if len(token) > 5 and is_slip(token, word))
    return next(near, token)


def _own_verbs(action: Intent) -> set[str]:
    return set(re.findall(r"[a-z]+", said.VERBS.get(action, ""))) - {
        "set",
        "get",
        "take",
        "off",
        "up",
        "it",
        "the",
        "that",
    }


class _Sentence(NamedTuple):
    """A message is `before` phrases, then one of `core`, then `core` and `after` phrases; nothing else may be in it."""

    before: re.Pattern[str]
    core: re.Pattern[str]
    after: re.Pattern[str]
    vocabulary: frozenset[str]

    def fits(self, tokens: list[str]) -> bool:
        """Can the words be cut into such phrases? In steps of words, so that no message takes long to refuse."""
        if not self.vocabulary.issuperset(tokens):
            return False
        begun: set[tuple[int, bool]] = {(0, False)}  # words read, core met
        for start in range(len(tokens)):
            if (start, False) not in begun and (start, True) not in begun:
                continue
            for end in range(start + 1, min(start + _LONGEST_PHRASE, len(tokens)) + 1):
                phrase = " ".join(tokens[start:end])
                for met in (False, True):
                    if (start, met) in begun:
                        begun |= {(end, now_met) for now_met in self._reads(phrase, met)}
        return (len(tokens), True) in begun

    def _reads(self, phrase: str, met: bool) -> set[bool]:
        is_core = {True} if self.core.fullmatch(phrase) else set()
        if met:
            return is_core or ({True} if self.after.fullmatch(phrase) else set())
        return is_core | ({False} if self.before.fullmatch(phrase) else set())


def _sentence(before: str, core: str, after: str) -> _Sentence:
    vocabulary = frozenset(re.findall(r"[^\s|()?:*+]+", " ".join((before, core, after))))
    return _Sentence(re.compile(before), re.compile(core), re.compile(after), vocabulary)


@cache
def _approval(action: Intent) -> _Sentence:
    """Polite and praising words may come anywhere, values after a yes; at least one assenting phrase must be there.

    What could open a request as well is none: the verb is one of the card's own, beside "it" and no more; only behind
    a plain yes may it name its thing again. At a decline card "confirm" would be the contrary.
    """
    confirm = () if action is Intent.DECLINE else (said.CONFIRM,)
    yes = one_of(said.YES, said.OKAY, *_praises(), said.I_AGREE, said.GO_AHEAD, rf"and {said.GO_AHEAD}")
    aside = one_of(said.POLITE, rf"(?:{said.HOW} )*{said.GOOD}")
    value = one_of(rf"(?:it is |it's |that is |that's )?{_WHEN}", f"with {said.WHO}")
    valued = rf"(?:{_WHEN} (?:{aside} )*)?{yes}(?:(?: {aside})* {value})*"
    again = rf"{said.YES} (?:please )?{one_of(said.VERBS.get(action, said.CONFIRM), _order(action, _object()))}"
    return _sentence(one_of(said.FILLER, aside), one_of(valued, _order(action, _IT), again, *confirm), aside)


@cache
def _refusal(action: Intent) -> _Sentence:
    own = rf"{said.I_REFUSE}(?: {said.IT}| {_object()})?"
    no = one_of(said.NO, said.NOT_NOW, own, said.IT_WILL_NOT, _undoing(action), _do_not(action))
    more = one_of(said.ALSO_IN_A_NO, said.ONLY_AFTER_NO, said.IT)
    return _sentence(said.ALSO_IN_A_NO, no, more)


@cache
def _drop(action: Intent) -> _Sentence:
    drop = one_of(said.NEVER_MIND, _undoing(action))
    around = one_of(said.ALSO_IN_A_NO, said.NO, said.NOT_NOW)
    return _sentence(around, drop, around)


@cache
def _put_off(action: Intent) -> re.Pattern[str]:
    """ "do it tomorrow" tells when to do it, not that it be done now, although the card may be about tomorrow.

    Of a booking that exists any order can be put off so; one that is being made has its time named that way.
    """
    order = said.GO_AHEAD
    if action not in (Intent.BOOK, Intent.RESCHEDULE):
        verb = rf"{said.VERBS.get(action, said.CONFIRM)} {_IT}"
        order = one_of(order, said.CONFIRM, said.I_AGREE, verb, said.YES, said.GOOD)
    polite = rf"(?: {one_of(said.POLITE, said.FILLER)})*"
    return re.compile(rf"(?:^| ){order}{polite} {_WHEN}{polite}$|^{polite} ?{_WHEN}{polite} {order}{polite}$")


_WHEN = rf"(?:(?:at|on|for|from|this|in the|the|by) )?{said.WHEN}(?: (?:(?:at|on|from|the|of|in the) )?{said.WHEN})*"


def _praises() -> tuple[str, ...]:
    """ "looks good to me", "that's exactly what I want", "it does", "2 pm is fine" when the card says 2 pm."""
    after = f"(?: {said.FOR_ME})*"
    wanted = rf"(?:what|(?:the one|the details)(?: that| which)?|the meeting|the event|the time) {said.WANTED}"
    choice = rf"(?:(?:an?|the|my) )?{said.KIND_OF_GOOD} {said.CHOICE}"
    good = rf"(?:{said.HOW} )*{one_of(said.GOOD, said.GOOD_OF, wanted, choice)}{after}"
    return (
        rf"(?:{said.HOW} )*{said.FINE}|(?:{said.HOW} )*{said.GOOD} (?:for|with|by|to) (?:me|us)",
        rf"(?:{said.HOW} )+{wanted}|(?:an? )?{said.KIND_OF_GOOD} {said.CHOICE}",
        rf"{one_of(said.CONTRACTED, said.SUBJECT + ' ' + said.IS)} {good}",
        rf"{said.LOOKS} {good}",
        rf"{_IT} (?:{said.HOW} )?{said.GOOD}{after}",
        rf"(?:{said.SUBJECT} )?(?:{said.HOW} )?{said.DOES}{after}",
        rf"{said.SUBJECT} (?:sure )?(?:is|it is|does|will|would)",
        rf"(?:i'm|i am|im|we're|we are) (?:{said.HOW} )?{said.I_AM_FINE} with {said.SUBJECT}",
    )


def _order(action: Intent, thing: str) -> str:
    """ "please book it", "you can cancel my call with John": only the verbs of the pending action."""
    lead = r"(?:please|you can|you may|go ahead and|go ahead|let's|lets|just|kindly|do|then|and)"
    verb = said.VERBS.get(action, said.CONFIRM)
    rest = rf"(?: up| in| down| off)?(?: {said.PLACES})?(?: for (?:me|us))?"
    return rf"(?:{lead} )*{verb} {thing}{rest}"


def _object() -> str:
    thing = rf"(?:(?:my|the|this|that|our) )?{one_of(said.WHAT, said.THINGS)}(?: {said.THINGS})?"
    return rf"{one_of(_IT, thing)}(?: with {said.WHO})?(?: {_WHEN})*"


def _undoing(action: Intent) -> str:
    """ "cancel that" while something is being made; "keep it" while something is being cancelled."""
    if action not in _CREATING:
        return said.KEEP_IT
    return rf"{said.VERBS[Intent.CANCEL]}(?: {one_of('please', _object())})?(?: {said.PLACES})?"


def _do_not(action: Intent) -> str:
    verb = said.VERBS.get(action, said.CONFIRM)
    return rf"(?:don't|do not|dont) {verb}(?: {_object()}| one)?(?: {said.PLACES})?"

"""What of a message nothing came of: words with a role ("not over lunch", "3 people", "Lima time") that no act holds.

Read behind the seam, whoever read the message: an act's fields are its words, so what they do not hold was not used.
"""

import re
from collections.abc import Iterator, Sequence

from graph.understanding.dialogue import Dialogue
from graph.understanding.mail import mail_in
from graph.understanding.nouns import telling
from graph.understanding.schema import Act, Intent, Understanding
from graph.understanding.text import MAIL, texts_in, tidy
from graph.when.words.sentence_words import FOLLOWERS, PREPOSITIONS, listed
from tools.likeness import folded

_WORD = re.compile(MAIL + r"|\d[\w:.]*\w|\d|[^\W\d_]+(?:['-][^\W\d_]+)*")
_ROLES = listed("after over before during in not except without only")
_ENDS = listed("and or so but because then please if when that which who as at on for with to by from about until")
_SMALL = (
    FOLLOWERS
    | PREPOSITIONS
    | listed(
        "an your his her our their its these those me you him us them he she they"
        " am all any very just much more long yet there here one again back"
    )
) - _ROLES
_PLAIN = listed(
    """sure bad really possible urgent important available able well fail delay doubt problem general advance case
    fact order mind touch person happy free feeling working going need want"""
)
_ZONE = re.compile(r"\b(?:UTC|GMT)\b(?:[+-]\d+)?|\b[A-Z]{1,3}[SD]?T\b|\b[A-Z]\w+(?: [A-Z]\w+)? time\b")
_TELLS = frozenset(
    {
        *(Intent.BOOK, Intent.RESCHEDULE, Intent.CANCEL, Intent.ACCEPT, Intent.DECLINE, Intent.AVAILABILITY),
        *(Intent.CHANGE, Intent.ANSWER, Intent.PICK),
    }
)
_MOST = 3  # phrases named; of a whole mail that is pasted in, more would be noise
_LONGEST = 5  # words of a phrase with a role


def with_leftovers(message: str, understanding: Understanding, dialogue: Dialogue) -> Understanding:
    """The acts; the first that asks for something names in `unused` what the message says and none of them holds.

    What is arranged already is no news, and of a pick the number is all. What a reader named itself counts only if it
    was said.
    """
    mail = mail_in(message)
    text = tidy(mail.wish if mail else message)  # what others wrote is no wish
    acts = tuple(act.model_copy(update={"unused": _said(act.unused, text)}) for act in understanding.acts)
    at = next((n for n, act in enumerate(acts) if act.intent in _TELLS), None)
    if any(act.option for act in acts):
        return understanding.model_copy(update={"acts": acts})
    if at is not None and (lost := tuple(_lost(text, acts, dialogue))[:_MOST]):
        acts = (*acts[:at], acts[at].model_copy(update={"unused": (*acts[at].unused, *lost)}), *acts[at + 1 :])
    return understanding.model_copy(update={"acts": acts})


def narrows(words: str) -> bool:
    """Do they begin with a role, so that they say how and when, and name nobody and nothing?"""
    return folded(words.split(maxsplit=1)[0]) in _ROLES if words.strip() else False


# --- helpers ---------------------------------------------------------------------------------------------------------


def _said(unused: Sequence[str], text: str) -> tuple[str, ...]:
    return tuple(words for words in unused if folded(tidy(words)) in folded(text))


def _lost(text: str, acts: Sequence[Act], dialogue: Dialogue) -> Iterator[str]:
    facts = [*(act.model_dump() for act in acts), dialogue.pending and dialogue.pending.model_dump()]
    held = {folded(word) for words in texts_in(facts) for word in _WORD.findall(tidy(words))}
    held |= {str(len(acts))}  # "3 calls", each of which is an act
    counted = any(act.series or (act.booking and act.booking.ordinal) for act in acts)
    besides = any(act.booking and (act.booking.besides or act.scope) for act in acts)
    found = list(_WORD.finditer(text))
    taken = 0
    for n, hit in enumerate(found):
        if hit.start() < taken:
            continue
        phrase = _phrase(text, found[n:])
        if folded(hit[0]) in _ROLES and not besides:
            lost = _tells_more(phrase, held, counted)
        else:
            lost = (hit[0][0].isdigit() and not counted) or "@" in hit[0]
            lost = lost and folded(hit[0]) not in held
            phrase = phrase[:2] if "@" not in hit[0] else phrase[:1]
        if lost:
            taken = phrase[-1].end()
            yield text[hit.start() : taken]
    names = (*(person.said for person in dialogue.people if person.said in text), *_ZONE.findall(text))
    yield from (name for name in dict.fromkeys(names) if held.isdisjoint(map(folded, _WORD.findall(name))))


def _phrase(text: str, found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """A word and what belongs to it: up to a stop, a word that begins something else, or the next role."""
    phrase = [found[0]]
    for hit in found[1:_LONGEST]:
        said, last = folded(hit[0]), folded(phrase[-1][0])
        if re.search(r"[,.;:!?()\n]", text[phrase[-1].end() : hit.start()]) or (said in _ENDS and last not in _ROLES):
            break
        if said in _ROLES and last not in _ROLES:
            break
        phrase.append(hit)
    return phrase


def _tells_more(phrase: Sequence[re.Match[str]], held: set[str], counted: bool) -> bool:
    """Is there a word in it that tells something, and is none of them in an act?"""
    words = [folded(hit[0]) for hit in phrase if not (counted and hit[0].isdigit())]
    told = [word for word in words if word not in _ROLES | _SMALL | _ENDS and telling(word)]
    return bool(told) and held.isdisjoint(told) and not _PLAIN.issuperset(told)

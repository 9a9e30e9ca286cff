"""Who a clause names: names as typed (commas, dashes, accents, any script), e-mail addresses, telephone numbers."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.understanding.nouns import telling
from graph.understanding.offline.cues.lexicon import single_words
from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.cues.nouns import KINDS
from graph.understanding.offline.heard import Heard
from graph.understanding.schema import Person

# What a name may follow, and the words at which it ends.
_LEAD = re.compile(
    lines(r"""
        \bw/ ?(?=\w)|\bw(?=\s+[^\W\d_]{2})\s+|(?:what|how) about(?= [\w'-]+(?: [\w'-]+)?\W*$)\s+
        ^(?:please )?(?:book|schedule|pencil in|squeeze in|fit in)(?= [^\W\d_][\w'-]+(?: [^\W\d_][\w'-]+){0,2},? ?\|)\s+
        \bfor(?= [^\W\d_a-z][\w'-]+(?: [^\W\d_a-z][\w'-]+)*[ ,(<]*\|)\s+
        \b(?:with|invite|include|to meet|meeting|meet|seeing|see|attendee(?: is|:)|(?:request
          |booking|invite|invitation|one) from|between me and
          |name(?: of [^|]{2,30}?)?(?:'s| is|:)|(?:person|attendee|guest|invitee)(?: should be| to| is)
          |(?:it|this|that|he|she)(?:'s| is)(?= [A-Z])|my name is|call me|named?)\s+
    """),
    re.I,
)
# "add Bob to it", "add Bob too", "add Bob as a guest" or nothing but "add Bob": then what is added is a person.
_ADDS = re.compile(
    r"\badd\s+(?!it\b|that\b|this\b)"
    r"(?=[^|.]*(?:\||\b(?:to (?:it|that|this|the|my|our)|as an? |too|as well)\b)|(?:[\w'-]+ ?){1,3}[.!]?$)",
    re.I,
)
_SURE_LEAD = re.compile(
    r"(?:\bw/ ?|\bw\s+|\b(?:what|how) about\s+)|\b(?:with|invite|to meet|meet|see|between me and)\s+", re.I
)
_IN_NAMES = {"and", "of", "one", "first", "second", "third", "last", "mr", "mrs", "ms", "dr"}
# No other word of scheduling is part of a name that stands behind another one.
_LEXICON = "|".join(sorted(map(re.escape, single_words() - _IN_NAMES)))
_STOP = re.compile(
    lines(r"""
        \||[;!?(){}\[\]<>]|\s-+\s|\.(?=\s|$)(?<!\b[A-Z]\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bJr\.)
        ,\s*(?:he|she|they|it|i|we|please|pls|sorry|thanks|thank|because|since|so|but|his|her|email)\b
        \s(?:re|regarding|over|before|after|during|whose|tomorrow|today|tonight|sometime|someday|anytime|whenever|called|named|titled|or|taking|it's|its|soon)\b
    """)
    + rf"|\s(?-i:{_LEXICON})\b",
    re.I,
)
_NOBODY = re.compile(
    rf"^(?:{_LEXICON}|"
    + lines(r"""
        and|or|one|first|second|last|works?|myself|someone|somebody|anyone|everybody|people|person|times|breakfast|more|details?|least|great
        mornings?|afternoons?|evenings?|oh|um|uh|hmm|try|use|why|a few|half|quarter|noon|few|such|\d.*
        consultations?|intros?|chats?|start|end|work|video|zoom
    """)
    + r")\b",
    re.I,
)
_NAMING = re.compile(r"\b(?:(with|w/|from)|of|for|at|about|(in|on)) ", re.I)
_DETERMINERS = re.compile(r"(?:(?:the|my|our|his|her|their|an?|new|this|that) )*", re.I)
_APART = re.compile(r"([:(])|[,.;-] ")
_NAMES_NOTHING = re.compile(r"^\w+ (?:it|that|this|them|(?:the|my) \w+)[,.;-] $")  # "cancel it, "
_AND = re.compile(r"\s*(?:,\s*(?:and|&)\s+|\s+and\s+|\s*&\s*|\s+plus\s+)\s*")  # "Lee, And Sons" is one name
_NAME_WORD = re.compile(r"[^\W\d_][\w'.’-]*")
_TITLE = re.compile(r"^(?:dr|mr|mrs|ms|miss|prof|professor|doctor|sir)\.?\s", re.I)
_DEGREES = re.compile(
    r"(?:, ?(?:M\.?D|D\.?D\.?S|D\.?M\.?D|D\.?O|Ph\.?D|M\.?B\.?A|MMS|MSc|BSc|MPH|MS|RN|NP|PA|JD|CPA|Esq|Jr|Sr|II|III)"
    r"\.?)+$"
)
_NEVER_LAST = frozenset(
    (
        "the",
        "a",
        "an",
        "for",
        "at",
        "on",
        "in",
        "it",
        "to",
        "of",
        "this",
        "that",
        "with",
        "and",
    )
)
_SMALL_IN_NAMES = frozenset(("&", "-", "+", "of", "and", "on", "the", "de", "la", "van", "von"))
_FULL_NAME = re.compile(r"(?<![\w|@.'-])(?=(?P<first>[^\W\d_][^\W\d_'’-]+) (?P<last>[^\W\d_][\w’-]+)(?![\w@]|'\w))")
_SURNAME_ENDS = re.compile(r"\s*(?:$|[|,(<:;.]|(?:and|&) (?:i|me)\b)|\s(?:for|on|at|again|intro|with me)\b", re.I)
_NO_SURNAME = re.compile(
    rf"(?:{KINDS}|{_LEXICON}|tomorrow|today|soon|works?|said|and|or|there's)",
    re.I,
)
_LONGEST_TITLE = 9  # words
_LONGEST_NAME = 6  # words
_CLOCK = 4  # digits of a time of day; a number in a name has fewer


def people_in(heard: Heard) -> tuple[Person, ...]:
    """The people the clause names, in order; an e-mail address goes with the name beside it."""
    names = _names(heard)
    persons = [_with_address(name, heard) for name in names]
    persons = _paired(persons, heard)
    used = {person.email for person in persons if person.email}
    persons += [
        Person(email=mail.text, name=_name_before(heard, mail.start)) for mail in heard.mails if mail.text not in used
    ]
    if len(persons) == 1 and heard.phones and not persons[0].phone:
        persons = [persons[0].model_copy(update={"phone": heard.phones[0].text})]
    elif not persons and heard.phones:
        persons = [Person(phone=heard.phones[0].text)]
    return _told_apart(persons)


def _paired(persons: list[Person], heard: Heard) -> list[Person]:
    """ "Ana and Bob, ana@…, bob@…": as many addresses as names, in the order of the names."""
    used = {person.email for person in persons}
    free = [mail.text for mail in heard.mails if mail.text not in used]
    waiting = [person for person in persons if person.email is None]
    if len(free) < 2 or len(free) != len(waiting):
        return persons
    addresses = iter(free)
    return [person.model_copy(update={"email": next(addresses)}) if person in waiting else person for person in persons]


class Naming(NamedTuple):
    """Words that stand where somebody or something is named, as typed: "the plumber", "3M"; `by_with`: it is who."""

    words: str
    by_with: bool


def namings_in(heard: Heard) -> tuple[Naming, ...]:
    """What is said after "with", "of", "for" and the like, whether it looks like a name or not; times aside."""
    found = ((lead, _naming(heard.blank[lead.end() :])) for lead in _NAMING.finditer(heard.blank))
    return tuple(
        Naming(words, bool(lead[1]))
        for lead, words in found
        if words and (lead[2] is None or words[0].isupper() or " " in words)  # "in Room 5", "on the plumber"
    )


def appositions_in(heard: Heard) -> Iterator[str]:
    """What stands apart and may name what it is all about: "…: Ana", "…, the plumber", "… - roofing one"."""
    for lead in _APART.finditer(heard.blank):
        rest = heard.blank[lead.end() :].lstrip()
        words = _naming(rest)
        ends = not rest[len(words) :].lstrip()[:1].isalpha() or rest.startswith("to ", len(words) + 1)
        is_name = words and ends and "|" not in words and "n't" not in words
        names = lead[1] or words.endswith(" one") or _DETERMINERS.sub("", words) != words
        if is_name and (names or (rest == words.strip(".!") and _is_a_bare_name(rest, heard))):
            yield words


def _is_a_bare_name(rest: str, heard: Heard) -> bool:
    """ "Cancel it, plumber": nothing before it names anything, and it is no thanks."""
    return _NAMES_NOTHING.search(heard.core[: -len(rest)]) is not None and Heard(rest).core != ""


def _naming(rest: str) -> str:
    """The phrase at the beginning; "" where it can only be "me", "the others" or "now"."""
    head = _DETERMINERS.match(rest)
    first = head.end() if head else 0
    stop = _STOP.search(" " + rest[first:])
    phrase = rest[first : first + stop.start()] if stop else rest[first:]
    if stop and phrase.rstrip().endswith(" and"):  # "Bo and the plumber"
        phrase = f"{phrase.rstrip()} {_naming(rest[first + stop.start() :].lstrip())}"
    phrase = phrase.split(",")[0].strip(" .'\")")
    names = any(telling(word) and not _is_no_name(word) for word in phrase.split())
    return f"{rest[:first]}{phrase}" if names else ""


def _is_no_name(word: str) -> bool:
    return is_nobody(word) and not word[0].isdigit()


def is_nobody(phrase: str) -> bool:
    """Does it begin with a word that begins no name?"""
    return _NOBODY.match(phrase) is not None


def name_alone(heard: Heard) -> str | None:
    """The clause read as an answer to "who?": the whole of it as a name, addresses aside."""
    blank = heard.blank
    text = re.sub(
        lines(r"""
            ^(?:it'?s|this is|that'?s|that is|it is|with|her name is|his name is|the name is|name:?|i am|i'm
              |his is|for)\s+
        """),
        "",
        blank.strip(" |,.;:-"),
        flags=re.I,
    )
    text = re.split(r"\||,?\s*(?:and )?(?:his|her|their|the|my)? ?e-?mail\b|[<(;:]", text, maxsplit=1)[0]
    return _clean(text)


def whole_name(heard: Heard) -> str | None:
    """The clause as the name that was asked for, of a person or of a place ("Aya Salon & Spa")."""
    said = re.sub(
        lines(r"""
            ^(?:(?:sure|yes|yeah|ok|okay|oh|well|so|no|actually|sorry)[,.]? )*(?:(?:the|his|her|their|my)?
              ?(?:full )?name(?: of [^|]{2,40}?)?(?: is|'s|:) |(?:it|that|this|he|she)(?:'s| is)(?: called| named)? )?
        """),
        "",
        heard.blank.strip(" |,.;:!-"),
        flags=re.I,
    )
    said = re.sub(r"(?: is my choice| please| then|, thanks?(?: you)?)$", "", said, flags=re.I).strip(" ,.")
    named = [word for word in said.split() if word[0].isupper() or word in _SMALL_IN_NAMES]
    known = "|" not in said and "?" not in said and not re.search(r"\b(?:I|I'm|I'd|it|you|we)\b", said)
    return said if known and 0 < len(named) <= _LONGEST_TITLE and len(named) == len(said.split()) else None


def named_elsewhere(email: str, heard: Heard) -> str | None:
    """The name an address belongs to, wherever it stands: "lea funk lea@…", "Lea Funk and I … lea@…" is Lea Funk."""
    own = {part for part in re.split(r"[^a-z]+", email.partition("@")[0].lower()) if len(part) > 1}
    for hit in _FULL_NAME.finditer(heard.blank):
        first, last = hit["first"], hit["last"]
        written = first[0].isupper() and last[0].isupper()
        ends = _SURNAME_ENDS.match(heard.blank, hit.end("last")) and not _NO_SURNAME.fullmatch(last)
        if own & {first.lower(), last.lower()} and (written or ends) and not _NOBODY.match(first):
            return f"{first} {last}" if written else f"{first} {last}".title()
    return None


def _names(heard: Heard) -> list[str]:
    blank = heard.blank
    found: list[str] = []
    leads = [*_LEAD.finditer(blank), *_ADDS.finditer(blank)]
    for lead in sorted(leads, key=lambda hit: hit.start()):
        rest = blank[lead.end() :]
        if _NOBODY.match(rest):
            continue
        stop = _STOP.search(" " + rest)
        phrase = rest[: stop.start() - 1 if stop and stop.start() else 0] if stop else rest
        sure = bool(_SURE_LEAD.fullmatch(lead[0]))
        single = stop is not None and stop[0] == "|"
        found += [name for name in _people_of(phrase, single) if sure or name[:1].isupper() or not name[:1].isascii()]
    return list(dict.fromkeys(found))


def _people_of(phrase: str, before_address: bool) -> list[str]:
    """ "Jim, Jane and Bob" is three people, "Doe, Jane" one."""
    phrase = phrase.strip(" ,.")
    phrase, suffix = _without_titles(phrase)
    groups = _AND.split(phrase)
    names: list[str] = []
    for group in groups:
        parts = [part.strip() for part in group.split(",") if part.strip()]
        reversed_name = len(groups) == 1 and len(parts) == 2 and all(len(part.split()) == 1 for part in parts)
        names += [", ".join(parts)] if reversed_name else parts
    cleaned = (_clean(name) for name in names)
    found = [name for name in cleaned if name]
    return [*found[:-1], f"{found[-1]}{suffix}"] if found else []


def _without_titles(phrase: str) -> tuple[str, str]:
    """ "Ruth S. Lind, MD, MMS" is one person; what follows her name belongs to it."""
    hit = _DEGREES.search(phrase)
    return (phrase[: hit.start()], hit[0]) if hit else (phrase, "")


def _clean(text: str) -> str | None:
    """A name without what clings to it; None when the words cannot be one ("make it", "do it for the")."""
    name = re.sub(r"(?:\s+(?:and|&|or|plus|is)|'s|'s is)$", "", text.strip(" ,;:-|\"'")).rstrip(
        "." if not re.search(r"\b(?:\w|jr|sr)\.$", text, re.I) else ""
    )
    words = name.split()
    if not name or len(words) > _LONGEST_NAME or _NOBODY.match(name) or words[-1] in _NEVER_LAST:
        return None
    first, *more = (_NAME_WORD.fullmatch(word.strip(",")) or not word.isascii() for word in words)
    numbered = (fits or (word[0].isdigit() and len(word) < _CLOCK) for fits, word in zip(more, words[1:], strict=True))
    return name if first and all(numbered) else None  # "Room 12", "Area 51 Ltd"


def _with_address(name: str, heard: Heard) -> Person:
    """The name with an address that follows it directly: "Ana Ruiz, ana@…", "Ana (ana@…)", "Ana <ana@…>"."""
    at = heard.text.find(name) + len(name)
    for mail in heard.mails:
        between = heard.text[at : mail.start] if mail.start >= at else "far"
        if re.fullmatch(
            lines(r"""
                [\s,;:(<\[-]*(?:(?:his|her|their|the|my)? ?e-?mail(?: address)?(?: is|:)?|at|whose e-?mail is
                  |mail:?)?[\s,;:(<\[-]*
            """),
            between,
            re.I,
        ):
            return Person(name=name, email=mail.text)
    only = len(heard.mails) == 1 and not re.search(r"\b(?:and|&)\b", heard.text[at : heard.mails[0].start])
    return Person(name=name, email=heard.mails[0].text if only and heard.mails[0].start >= at else None)


def _name_before(heard: Heard, at: int) -> str | None:
    """ "Ana Ruiz <ana@…" where nothing leads the name in: capitalised words right before the address."""
    before = re.sub(r"[\s,;:(<\[-]+$", "", heard.blank[:at])
    hit = re.search(
        lines(r"""
            (?:^|[^\w'-])((?:[^\W\d_a-z][\w'’-]*|[^\x00-\x7f]+)(?: (?:[^\W\d_a-z][\w'’-]*|de|van|der|von|la
              |[^\x00-\x7f]+)){0,4})$
        """),
        before,
    )
    return _clean(hit[1]) if hit else None


def _told_apart(persons: list[Person]) -> tuple[Person, ...]:
    """No person twice, no name that is only the address again."""
    seen: dict[tuple[str, str | None], Person] = {}
    for person in persons:
        seen.setdefault(((person.name or "").casefold(), person.email), person)
    return tuple(person for person in seen.values() if person.name or person.email or person.phone)

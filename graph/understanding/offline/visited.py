"""Whom or where somebody wants to go: "I'd like to try the Bar Mira", "my dentist is Ana Ruiz", "anything at Solo's?".

Words that lead a person in without fail ("with", "see") are in people.py. The words here count only before a name
written as one, in capitals, because "go to", "try" and "at" are also followed by places, times and anything else.
"""

import re
from functools import lru_cache

from graph.understanding.offline.cues.lexicon import single_words
from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.cues.nouns import GENERIC, KINDS
from graph.understanding.offline.cues.openings import OPENERS
from graph.understanding.offline.cues.trades import TRADES
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.people import people_in
from graph.understanding.schema import Person

# --- a name as it is written -----------------------------------------------------------------------------------------

_LED_BY = {"The", "A", "An", "Just"}  # "The Mill" is a name, "The mill" is none
_WORDS = {word.capitalize() for word in single_words()} - _LED_BY - {"I", "Dr", "Mr", "Mrs", "Ms"}
_NO_NAME = (
    rf"(?:{'|'.join(sorted(map(re.escape, _WORDS)))}|"
    + lines(r"""
    I(?!\.)|I'[a-z]+|Im|If|Any\w+|Some\w+|Yea|Great|Perfect|AM|PM|Zoom|Skype|Teams|Google Meet|Slack|WhatsApp|FaceTime
    Webex|Today|Tomorrow|Tonight|Morning|Afternoon|Evening|Noon|(?:The|An?|Just)(?! [^\W\d_a-z])
""")
    + ")"
)
_WORD = rf"(?!{_NO_NAME}(?![\w'’-]))(?:(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr)\.|(?:[A-Z]\.)+|[^\W\d_a-z][\w'’-]*(?:\.\w+)*)"
_SMALL = r"(?:of|and|on|the|de|la|le|van|von|der|del|di|du|y|On|And|At|Of|The|For|In)"
_NAME = rf"{_WORD}(?:(?:,? (?:{_SMALL} ){{0,2}}|,? ?[&+] ?| [-–] ){_WORD})*"

# --- what leads one in -----------------------------------------------------------------------------------------------

_OF_A_TRADE = rf"(?:[a-z-]+ )?(?i:{TRADES})(?:'?s)?(?: (?:office|place|practice))?"
_THE = r"(?:the|my|our|an?|another|a different|a new|some other|that|this)"
_A_LOWER_TRADE = rf"(?=[a-z]){_OF_A_TRADE}"  # "Salon Solo" is a name as a whole, "the Salon Solo" not
_TO = (
    rf"(?: ?, ?| )(?:{_THE} (?:{_OF_A_TRADE}(?:,| -|:)? (?:called |named )?)?"
    rf"|{_A_LOWER_TRADE}(?:,| -|:)? (?:called |named )?)?"
)
_CALLED = r"(?:called |named |the )?"
_IS = (
    r"(?:'s| is| was| should be| will be| would be| must be|:) "
    r"(?:(?:actually|now|really|going to be|supposed to be) )*"
)
_GOES = lines(r"""
    visit(?:ing)?|go(?:ing)?(?: and see| back)?(?: to| with)|went to|come(?: in)? to|get(?: in)? (?:to|at|with)|see
    prefer|choose|pick|try|trying|consult|rather have|continue with|make (?:it|that)(?: with)?|stick with
    (?:chang|switch)(?:e|ed|ing)? (?:it|that|this|(?:the|my) (?:person|name|attendee|other side)) (?:over )?to
    replace (?:it|him|her|them|that) (?:with|by)
""")
_APPOINTED = lines(rf"""
    {KINDS}|{GENERIC}|consult\w*|openings?|spots?|anything|something|it|cleanings?|me|in|be|avail\w+|free
""")
_LEADS = (
    rf"\b(?i:{_GOES}){_TO}",
    rf"\b(?i:chang|switch)(?:e|ed|ing)? {_THE} {_OF_A_TRADE} (?:over )?to{_TO}",
    rf"\b(?i:name)s?(?: of [^|.?!]{{2,40}}?)?{_IS}{_CALLED}",
    rf"(?:\b{_THE} )?\b{_OF_A_TRADE}(?: name)?(?: (?:that |which )?(?:i|I)\b[^|.?!]{{2,30}}?)?{_IS}{_CALLED}",
    rf"\b{_OF_A_TRADE}(?:,| -|:)? (?:called|named) ",
    rf"\b(?:another|a different|a new) {_OF_A_TRADE}(?: -|:|,) ",
    rf"\b(?i:the|my) {_OF_A_TRADE},? ",
    rf"\b(?i:it|this|he|she){_IS}{_CALLED}",
    r"\b(?i:book|want|need|like|schedule) (?=(?:Dr|Mr|Mrs|Ms|Prof)\b)",
    rf"(?:^|\b(?i:{_APPOINTED}) |\| ?)(?i:at){_TO}",
    rf"\bfor{_TO}(?=(?:Dr|Mr|Mrs|Ms|Prof)\b|{_WORD} (?:{_WORD}|&|of|and))",
)
_LEADING = tuple(map(re.compile, _LEADS))
_A_NAME = re.compile(_NAME)
_ELSEWHERE = re.compile(  # "lunch at Bar Mira", "an event titled Viewing at Mill House": a place or a title, nobody
    r"\b(?:lunch|dinner|breakfast|brunch|coffee|drinks?|party|shopping|interview|table|movie|concert|game|viewing|trip"
    r"|wedding|birthday|titled?|call (?:it|this|that)|event)\b",
    re.I,
)
_ONLY_A_TRADE = re.compile(rf"{TRADES}|{KINDS}", re.I)

# --- nothing but a name ----------------------------------------------------------------------------------------------

_BEFORE = re.compile(
    lines(rf"""
        (?:(?:{OPENERS["yes"]}|{OPENERS["no"]}|{OPENERS["turn"]}|{OPENERS["link"]}|maybe|perhaps|please|or
          |let's (?:do|try|say|take|go with)|i'?ll (?:take|try)|how about|what about|with|at|(?-i:the))[,. ]+)*
    """),
    re.I,
)
_AFTER = re.compile(
    lines(r"""
        (?:[\s,.|?!]|\b(?:please|pls|instead|then|too|is my choice|is the one|is who i want
          |if (?:you can|possible|available)|on|at|for|around|works?|thanks|thank you
          |(?:would|will|might) be (?:better|best|good|great|perfect|fine|nice)
          |is (?:better|best|fine|good)|would (?:suit|work)(?: me)?(?: better)?)\b)*
    """),
    re.I,
)


@lru_cache(maxsize=64)
def others_in(heard: Heard) -> tuple[Person, ...]:
    """The people a clause names, however it does; the one somebody goes to among them."""
    people, name = people_in(heard), visited_in(heard)
    if name is None:
        return people
    if not people:
        return (Person(name=name),)
    first = people[0]
    cut_short = first.name is None or name.startswith(first.name)  # "Just" of "Just A Cut"
    return (first.model_copy(update={"name": name}), *people[1:]) if len(people) == 1 and cut_short else people


def whom_in(heard: Heard) -> tuple[Person, ...]:
    """The people a clause names, be it nothing but a name."""
    name = None if others_in(heard) else name_as_a_whole(heard)
    return (Person(name=name),) if name else others_in(heard)


def visited_in(heard: Heard) -> str | None:
    """The one to be visited, as typed; None when nobody is named that way."""
    blank = heard.blank
    if blank.isupper():
        return None
    leads = (hit for lead in _LEADING for hit in lead.finditer(blank))
    for lead in sorted(leads, key=lambda hit: (hit.end(), hit.start())):
        name = _A_NAME.match(blank, lead.end())
        if name and not _is_no_visit(lead[0], name[0], blank[: lead.start()], blank[name.end() :]):
            return _tidied(name[0])
    return None


def name_as_a_whole(heard: Heard) -> str | None:
    """A clause that is a name and at most a time and small words: "Dr. Ada Moor this Sunday please"."""
    start = _BEFORE.match(heard.blank)
    name = _A_NAME.match(heard.blank, start.end() if start else 0)
    if name is None or heard.blank.isupper() or not _AFTER.fullmatch(heard.blank, name.end()):
        return None
    marked = re.search(r"\b(?:please|instead|choice|better)\b", heard.blank[name.end() :], re.I)
    enough = len(name[0].split()) > 1 or (marked and heard.core)
    return _tidied(name[0]) if enough and not _ONLY_A_TRADE.fullmatch(name[0]) else None


def _is_no_visit(lead: str, name: str, before: str, after: str) -> bool:
    """ "a Psychologist" is a trade, "at Sam's house" a place, "lunch at Solo" only where it is."""
    trade = bool(_ONLY_A_TRADE.fullmatch(name)) or re.search(r"\ban? $", lead) is not None
    somewhere = re.search(r"\bat\b", lead, re.I) is not None and _ELSEWHERE.search(before + lead) is not None
    possessed = re.search(r"['’]s$", name) is not None and re.match(r" [a-z]{3,}", after) is not None
    return trade or somewhere or (possessed and not re.match(r" (?:instead|please|for|and|around|next|this)\b", after))


def _tidied(name: str) -> str:
    """Without a possessive's ending: "at Solo's" is at Solo."""
    return re.sub(r"['’]s?$", "", name.strip(" ,-"))

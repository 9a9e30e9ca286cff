"""Two tables. What a wish is: the first row whose classes are all there, and none of its others, is the wish.

And where something is open already, whether a wish is one of its own or about what is open: there, too, the first row.
"""

from collections.abc import Set
from functools import cache
from typing import NamedTuple

from graph.understanding.schema import Intent


@cache
def _sets(row: str) -> tuple[frozenset[str], ...]:
    """ "a|b c" is one of a and b, and c."""
    return tuple(frozenset(one.split("|")) for one in row.split())


class Wish(NamedTuple):
    """An intent, the classes it needs ("a|b": one of them) and those that speak against it."""

    intent: Intent
    needs: str
    bars: str = ""

    def fits(self, classes: Set[str]) -> bool:
        needed = all(not classes.isdisjoint(any_of) for any_of in _sets(self.needs))
        return needed and all(classes.isdisjoint(barred) for barred in _sets(self.bars))


WISHES = (
    Wish(Intent.OUT_OF_SCOPE, "remind", "question"),
    Wish(Intent.OUT_OF_SCOPE, "send person", "cancel move book"),
    # questions
    Wish(Intent.LIST, "question status person", "move cancel book shift"),
    Wish(Intent.LIST, "address person", "book move cancel mail"),
    Wish(Intent.LIST, "question link|where|long|count person", "book move cancel"),
    Wish(Intent.LIST, "question wh person", "book move cancel shift free length"),
    Wish(Intent.LIST, "question aux person meeting|meet|come|status", "book move cancel shift free polite"),
    Wish(Intent.LIST, "show person", "book move cancel add mail length hinder put"),
    # of bookings
    Wish(Intent.ACCEPT, "accept|confirm person", "cancel move book question"),
    Wish(Intent.DECLINE, "decline person", "cancel move book"),
    Wish(Intent.RESCHEDULE, "move|lengthen known", "book cancel address mail where"),
    Wish(Intent.RESCHEDULE, "put known shift|instead|old", "book cancel mail"),
    Wish(Intent.RESCHEDULE, "hinder known another", "book cancel"),
    Wish(Intent.RESCHEDULE, "known shift", "book cancel mail meet"),
    Wish(Intent.RESCHEDULE, "known time old|from|turned", "book cancel mail"),
    Wish(Intent.RESCHEDULE, "ask known time|shift", "book cancel mail length meet"),
    Wish(Intent.CANCEL, "cancel known", "book move mail"),
    Wish(Intent.RESCHEDULE, "move all|many", "book cancel person mail"),
    Wish(Intent.CANCEL, "cancel all time|many|meeting", "book move mail person"),
    Wish(Intent.CANCEL, "off known", "book move mail"),
    # new ones
    Wish(Intent.BOOK, "book person|mail|beside", "cancel move add"),
    Wish(Intent.BOOK, "want|ask meet person", "cancel move lengthen hinder off"),
    Wish(Intent.BOOK, "meet person time", "cancel move question hinder off"),
    Wish(Intent.BOOK, "want|put meeting|length person|mail", "cancel move lengthen turned hinder off"),
    Wish(Intent.BOOK, "with person|mail time|length|beside meeting|length", "cancel move question hinder off"),
    Wish(Intent.BOOK, "mail time|beside meeting|length", "cancel move question"),
    # nothing but these
    Wish(Intent.RESCHEDULE, "known time bare", "length with meeting meet"),
)


def wish_in(classes: Set[str]) -> Intent | None:
    """What somebody wishes who says words of these classes; None: nothing that the table knows."""
    return next((wish.intent for wish in WISHES if wish.fits(classes)), None)


class At(NamedTuple):
    """A row of the second table: what is said where; `is_own`: it opens a request, else it is about what is open.

    at: "card" (of a new booking), "existing" (a card or list of those there are), "options", "question"; "" is any.
    """

    at: str
    does: str
    needs: str
    bars: str
    is_own: bool

    def fits(self, place: str, intent: Intent, classes: Set[str]) -> bool:
        here = not self.at or place in self.at.split("|")
        does_it = not self.does or intent.value in self.does.split("|")
        return here and does_it and Wish(intent, self.needs, self.bars).fits(classes)


_OF_ONE = "cancel|reschedule|accept|decline"
# In this order: a yes or a no alone never comes here, the closed grammar has it; nor does what answers the form.
STAGES = (
    At("card|existing", "", "yes", "", is_own=False),  # "yes, and …": the yes is not to be lost
    At("", "list", "person", "", is_own=True),  # a question, which leaves open what is open
    At("", _OF_ONE, "here", "", is_own=False),  # who stands on the card or list: that one is meant
    At("", "reschedule", "pronoun", "hinder", is_own=False),  # "move it to Ida's slot"
    At("question", "reschedule", "time", "move lengthen put shift ask hinder", is_own=False),  # "Ida, friday at 2"
    At("", _OF_ONE, "elsewhere", "", is_own=True),  # its own verb and its own person
    At("", "book", "here", "", is_own=False),
    At(
        "existing", "book", "elsewhere length|mail|type time", "cancel", is_own=True
    ),  # to cancel or move takes no length
    At("", "book", "book elsewhere|mail time", "", is_own=True),
    At("", "book", "", "", is_own=False),  # "with Ida on Friday": a value, of what is open
)


def is_own(place: str, intent: Intent, classes: Set[str]) -> bool:
    """Does a wish that is said there open a request of its own? What no row knows does not."""
    return next((row.is_own for row in STAGES if row.fits(place, intent, classes)), False)

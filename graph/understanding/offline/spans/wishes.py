"""Table one: what a wish is. The first row whose classes are all there, and none of its others, is the wish."""

from collections.abc import Set
from typing import NamedTuple

from graph.understanding.schema import Intent


class Wish(NamedTuple):
    """An intent, the classes it needs ("a|b": one of them) and those that speak against it."""

    intent: Intent
    needs: str
    bars: str = ""

    def fits(self, classes: Set[str]) -> bool:
        needed = all(not classes.isdisjoint(one.split("|")) for one in self.needs.split())
        return needed and classes.isdisjoint(self.bars.split())


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
    Wish(Intent.BOOK, "book person|mail", "cancel move add"),
    Wish(Intent.BOOK, "want|ask meet person", "cancel move lengthen hinder off"),
    Wish(Intent.BOOK, "meet person time", "cancel move question hinder off"),
    Wish(Intent.BOOK, "want|put meeting|length person|mail", "cancel move lengthen turned hinder off"),
    Wish(Intent.BOOK, "with person|mail time|length meeting|length", "cancel move question hinder off"),
    Wish(Intent.BOOK, "mail time meeting|length", "cancel move question"),
    # nothing but these
    Wish(Intent.RESCHEDULE, "known time bare", "length with meeting meet"),
)


def wish_in(classes: Set[str]) -> Intent | None:
    """What somebody wishes who says words of these classes; None: nothing that the table knows."""
    return next((wish.intent for wish in WISHES if wish.fits(classes)), None)

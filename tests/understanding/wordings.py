"""Wishes in many wordings, written down before the code that reads them: what was said, where, and what it means."""

from typing import Any, NamedTuple

from graph.understanding.dialogue import Dialogue
from graph.understanding.schema import Act, Intent
from graph.when import Found, TimeContext, resolve
from tests.understanding.builders import BERLIN, NOW, a_dialogue, at, at_a_card, with_options
from tools.people import KnownPerson


def _known(name: str, *, booked: bool = True) -> KnownPerson:
    address = f"{name.lower().replace(' ', '.')}@example.com"
    return KnownPerson(name=name, addresses=(address,), last=NOW, next=at(30, 10) if booked else None)


PEOPLE = (
    *map(_known, ("Nina Falk", "Omar Aziz", "Hana Mori", "Ida Vogel", "Tom Reed", "May Lin", "Will Hart", "Rob Book")),
    *map(_known, ("June Ortiz", "Mark Stein", "Selma Krug", "Anton Weiss")),
    _known("Lea Brandt", booked=False),
    _known("Jens Holm", booked=False),
)

CARD = at_a_card(person="Lea Brandt", email="lea.brandt@example.com", guests=("tom.reed@example.com",))
CANCELLING = at_a_card(Intent.CANCEL, person="Nina Falk", email="nina.falk@example.com", title="Call with Nina Falk")
OFFERED = with_options(at(25, 9), at(25, 11), at(26, 10))


class Meant(NamedTuple):
    """An act as it should be read: only what is given is compared, and nobody else may be named."""

    intent: str
    fields: dict[str, Any]

    def misses(self, act: Act) -> list[str]:
        """What of the act is not as it should be."""
        wrong = [] if act.intent == self.intent else [f"{act.intent} is not {self.intent}"]
        for name in {"person", "people", "besides", "guests", *self.fields}:
            said, wanted = _value(act, name), self.fields.get(name)
            if not _fits(name, said, wanted):
                wrong.append(f"{name}: {said!r} is not {wanted!r}")
        return wrong


def meant(intent: str, **fields: Any) -> Meant:
    return Meant(intent, fields)


def _value(act: Act, name: str) -> Any:
    words = act.booking
    if name in ("person", "at", "besides", "all", "ordinal", "pronoun", "title"):
        return getattr(words, "when" if name == "at" else name) if words else None
    if name in ("people", "guests"):
        return " + ".join(person.name or person.email or "" for person in getattr(act, name)) or None
    if name == "reason":  # what is passed on with it
        return " ".join(filter(None, (act.reason, act.notes)))
    if name == "mail":
        return next((person.email for person in act.people), None)
    return getattr(act, name)


def _fits(name: str, said: Any, wanted: Any) -> bool:
    if name in ("when", "at") and said and wanted:
        return _instant(said) == _instant(wanted)
    if name in ("reason", "notes") and said and wanted:
        return str(wanted).lower() in str(said).lower()
    if isinstance(said, str) and isinstance(wanted, str):
        return said.lower() == wanted.lower()
    return said == wanted or (not said and not wanted)


def _instant(words: str) -> object:
    found = resolve(words, TimeContext(now=NOW, user_zone=BERLIN.key, bare_number_is_time=True))
    return found.meaning if isinstance(found, Found) else found


Row = tuple[str, Dialogue, list[Meant]]
START = a_dialogue()


def _at_start(rows: list[tuple[str, list[Meant]]]) -> list[Row]:
    return [(said, START, acts) for said, acts in rows]


OPEN: list[Row] = [
    *_at_start(
        [
            ("Nina has the flu, so her call on Friday is off", [meant("cancel", person="Nina", at="Friday")]),
            ("Omar asked if we could do an hour later", [meant("reschedule", person="Omar", when="an hour later")]),
            ("when does Hana come?", [meant("list", people="Hana")]),
            ("a consultation with Lea on Thursday at 3 pm", [meant("book", people="Lea", when="Thursday at 3 pm")]),
            ("cancel everything on Friday except Nina", [meant("cancel", at="Friday", besides="Nina", all=True)]),
            (
                "call off all my meetings tomorrow but not Omar's",
                [meant("cancel", at="tomorrow", besides="Omar", all=True)],
            ),
            ("push Mark back by half an hour", [meant("reschedule", person="Mark", when="half an hour later")]),
            ("book Tom tomorrow at 9", [meant("book", people="Tom", when="tomorrow at 9")]),
            ("move May to Friday at 11", [meant("reschedule", person="May", when="Friday at 11")]),
            ("will Will be there on Monday?", [meant("list", people="Will", when="Monday")]),
            ("Hana 20 minutes sooner", [meant("reschedule", person="Hana", when="20 minutes sooner")]),
            (
                'cancel Ida and write: "I am stuck in traffic, sorry. I will call on Monday."',
                [meant("cancel", person="Ida", at=None, reason="I am stuck in traffic, sorry. I will call on Monday")],
            ),
            ("remind Nina about tomorrow", [meant("out_of_scope")]),
            (
                "add Jens to the meeting with Nina tomorrow",
                [meant("invite", guests="Jens", person="Nina", at="tomorrow")],
            ),
            ("is Nina's call still on?", [meant("list", people="Nina", wants="status")]),
            ("what is Ida's e-mail address?", [meant("list", people="Ida", wants="address")]),
            ("how long is the call with Omar?", [meant("list", people="Omar", wants="length")]),
            ("accept Hana's request", [meant("accept", person="Hana")]),
            ("say no to Omar, I'm abroad that day", [meant("decline", person="Omar", at=None, reason="abroad")]),
            (
                "cancel Nina's call and move Omar's to Thursday at 2 pm",
                [meant("cancel", person="Nina", at=None), meant("reschedule", person="Omar", when="Thursday at 2 pm")],
            ),
            (
                "cancel Nina and Omar tomorrow",
                [meant("cancel", person="Nina", at="tomorrow"), meant("cancel", person="Omar", at="tomorrow")],
            ),
            (
                "coffee with bo lind, bo@lind.example, Friday at 10 am",
                [meant("book", people="bo lind", mail="bo@lind.example", when="Friday at 10 am")],
            ),
            (
                "Selma can't make it on Monday, find another time",
                [meant("reschedule", person="Selma", at="Monday", when=None)],
            ),
            ("bring Anton's meeting forward to 9:30", [meant("reschedule", person="Anton", when="9:30")]),
            (
                "Nina from Monday to Tuesday, same time",
                [meant("reschedule", person="Nina", at="Monday", when="Tuesday same time")],
            ),
            ("I won't see Omar tomorrow, please call it off", [meant("cancel", person="Omar", at="tomorrow")]),
        ]
    ),
    ("without tom", CARD, [meant("change", removes=("tom",))]),
    ("yes, and cancel Omar's call", CARD, [meant("yes"), meant("cancel", person="Omar")]),
    ("no, with Hana", CARD, [meant("change", people="Hana")]),
    ("none of these, book Ida on Friday at 4 pm", OFFERED, [meant("book", people="Ida", when="Friday at 4 pm")]),
]

CLOSED: list[Row] = [
    *_at_start(
        [
            ("Selma is sick, her meeting on Thursday won't happen", [meant("cancel", person="Selma", at="Thursday")]),
            (
                "could Anton come half an hour earlier tomorrow?",
                [meant("reschedule", person="Anton", when="half an hour earlier", at="tomorrow")],
            ),
            ("when am I seeing Omar next?", [meant("list", people="Omar")]),
            (
                "30 minutes with Jens next Tuesday at 10 am",
                [meant("book", people="Jens", when="next Tuesday at 10 am", duration="30 minutes")],
            ),
            ("clear my Friday, apart from Hana", [meant("cancel", at="Friday", besides="Hana", all=True)]),
            ("drop Ida's appointment but keep Selma's", [meant("cancel", person="Ida", besides="Selma")]),
            ("delay May by 15 minutes", [meant("reschedule", person="May", when="15 minutes later")]),
            ("get me an intro with Rob on Wednesday at noon", [meant("book", people="Rob", when="Wednesday at noon")]),
            ("June needs to move to Thursday at 3 pm", [meant("reschedule", person="June", when="Thursday at 3 pm")]),
            ("do I see Mark this week?", [meant("list", people="Mark", when="this week")]),
            ("Tom an hour later please", [meant("reschedule", person="Tom", when="an hour later")]),
            (
                "decline Anton and tell him the project is on hold until March",
                [meant("decline", person="Anton", at=None, reason="the project is on hold until March")],
            ),
            ("send Hana the link", [meant("list", person="Hana", wants="link")]),
            ("could you put Jens on the call with Selma?", [meant("change", guests="Jens", person="Selma")]),
            ("did Omar confirm?", [meant("list", people="Omar", wants="status")]),
            ("give me Nina's phone number", [meant("list", people="Nina", wants="address")]),
            ("where do I meet Hana tomorrow?", [meant("list", people="Hana", when="tomorrow", wants="place")]),
            ("confirm the request from Will", [meant("accept", person="Will")]),
            ("turn down June because I am on leave", [meant("decline", person="June", reason="I am on leave")]),
            (
                "scrap Nina's meeting and book Lea on Friday at 2 pm",
                [meant("cancel", person="Nina"), meant("book", people="Lea", when="Friday at 2 pm")],
            ),
            (
                "reschedule Tom, not Will, to Friday at 1 pm",
                [meant("reschedule", person="Tom", when="Friday at 1 pm", besides="Will")],
            ),
            (
                "an intro for Kurt Adler (kurt@adler.example) on Monday at 11",
                [meant("book", people="Kurt Adler", mail="kurt@adler.example", when="Monday at 11")],
            ),
            (
                "Mark can't do Wednesday, he suggests Thursday at 10 am",
                [meant("reschedule", person="Mark", at="Wednesday", when="Thursday at 10 am")],
            ),
            (
                "put Selma on Friday at 10 am instead of 11",
                [meant("reschedule", person="Selma", when="Friday at 10 am")],
            ),
            (
                "shift my call with Ida from 2 pm to 4 pm tomorrow",
                [meant("reschedule", person="Ida", when="4 pm tomorrow", at="2 pm")],
            ),
            ("I no longer need the consultation with Omar", [meant("cancel", person="Omar")]),
        ]
    ),
    ("leave tom out of it", CARD, [meant("change", removes=("tom",))]),
    ("actually Anton, not Nina", CANCELLING, [meant("change", person="Anton")]),
    ("make it Selma instead", CARD, [meant("change", people="Selma")]),
    ("neither, move Hana to Friday at 9 am", OFFERED, [meant("reschedule", person="Hana", when="Friday at 9 am")]),
]

ALSO: list[Row] = _at_start(
    [
        ("show me Nina's meetings", [meant("list", people="Nina")]),
        ("see Hana tomorrow at 9 am", [meant("book", people="Hana", when="tomorrow at 9 am")]),
        ("I would like to see Hana on Monday at 10 am", [meant("book", people="Hana", when="Monday at 10 am")]),
        ("Nina to Friday at 2 pm", [meant("reschedule", person="Nina", when="Friday at 2 pm")]),
        ("move all my meetings on Thursday to Friday", [meant("reschedule", at="Thursday", when="Friday", all=True)]),
        ("coffee kurt@adler.example Monday 11 am", [meant("book", people="kurt@adler.example", when="Monday 11 am")]),
        ("Nina at 11 instead of 9", [meant("reschedule", person="Nina", when="11", at="9")]),
        (
            "Ida asks to come at 4 instead of 3 on Friday",
            [meant("reschedule", person="Ida", when="4", at="3 on Friday")],
        ),
        (
            "I need air on Monday: shift Ida half an hour earlier",
            [meant("reschedule", person="Ida", at="Monday", when="half an hour earlier")],
        ),
        ("need 45 w/ Omar on Friday", [meant("book", people="Omar", duration="45", when="Friday")]),
        ("squeeze in 20 min with Hana tomorrow", [meant("book", people="Hana", duration="20 min", when="tomorrow")]),
        (
            "a budget consultation with Selma on Friday at 2",
            [meant("book", people="Selma", event_type="consultation", notes="budget", when="Friday at 2")],
        ),
        ("Hana accepted the job. Please take her off on Friday", [meant("cancel", person="Hana", at="Friday")]),
        ("scrap hanas consult", [meant("cancel", person="hana")]),
        ("whens my session with Ida n how long", [meant("list", people="Ida", wants="length")]),
        ("how many calls with Omar are left?", [meant("list", people="Omar", wants="count")]),
        ("where does the call with Ms. Krug take place", [meant("list", people="Ms. Krug", wants="place")]),
        ("what time is the call with Ida in Osaka?", [meant("list", people="Ida", wants="clock", zone="Osaka")]),
        (
            "how many consultations do I still have this month?",
            [meant("list", when="this month", title="Consultation", wants="count", filter="upcoming")],
        ),
        ("what do I still have on Friday?", [meant("list", when="Friday", filter="upcoming")]),
        ("which date is next Monday?", [meant("profile", when="next Monday")]),
        ("cancel Omar so that I can see Nina", [meant("cancel", person="Omar", unused=("Nina",))]),
    ]
)

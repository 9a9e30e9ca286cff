"""What a request still lacks before it can be proposed: all of it, so that it is asked for at once."""

from graph.known.request import Request
from graph.known.saying import Ask
from graph.understanding.dialogue import FieldSeen, Need


def missing(request: Request) -> Ask:
    """The open needs, in the order in which they are asked; empty when a proposal can be made."""
    needs: list[Need] = []
    if request.action in ("book", "availability") and request.kind is None:
        needs.append(Need.EVENT_TYPE)
    needs += _when(request)
    if request.action == "book":
        needs += _attendee(request)
    fields = _fields(request) if request.action == "book" else ()
    if fields:
        needs.append(Need.FIELD)
    return Ask(needs=tuple(needs), fields=fields)


def _when(request: Request) -> list[Need]:
    if request.start or request.action == "availability":
        return []
    if request.wanted is None:
        return [Need.WHEN]
    return [] if request.wanted.has_days else [Need.DAY]


def _attendee(request: Request) -> list[Need]:
    needs = []
    if request.attendee_name is None:
        needs.append(Need.ATTENDEE_NAME)
    if request.attendee_email is None:
        needs.append(Need.ATTENDEE_EMAIL)
    return needs


def _fields(request: Request) -> tuple[FieldSeen, ...]:
    """Required questions of the form without an answer yet."""
    questions = request.kind.questions if request.kind else ()
    return tuple(question.asked for question in questions if request.answers.get(question.slug) in (None, "", ()))

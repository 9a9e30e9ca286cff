"""Why something cannot be done as said, and the way on. Codes come from tools/errors.py, hours.py and the resolver."""

from graph.known.saying import Problem
from graph.known.state import State
from graph.wording.times import Voice
from tools.errors import SchedulingError

# Doubts about time words: what is offered with them are readings, not free times.
DOUBTS = frozenset(
    {
        "day_month_order",
        "repeated_hour",
        "nonexistent_local_time",
        "weekday_mismatch",
        "in_the_past",
        "no_such_date",
        "zone_unknown",
    }
)
# Our own files failed: what happened all the same, and what did not.
STOPPED = "Stopped. Nothing was changed."
NOT_KEPT = "I can't save on this machine (is the disk full?), so I may not remember this later."
CANNOT_TELL = (
    "I can't read or save on this machine any more, so I can't tell whether that went through. "
    "Look at your calendar before asking for it again."
)
CANNOT_READ = (
    "I can't read this conversation on this machine just now. Nothing was sent to Cal.com; "
    "`calcom-agent doctor` says more."
)
_PARTS = {
    "me": "your account",
    "event-types": "the event types",
    "slots": "the free times",
    "bookings": "the bookings",
    "schedules": "the working hours",
    "calendars": "the connected calendars",
}
_OF_A_PART = {
    "unreachable": (
        "Cal.com did not answer about {part}{status}, so nothing was looked up or changed. Say “try again” in a moment."
    ),
    "not_allowed": "Cal.com does not let this API key do that with {part}. Nothing was changed.",
    "wrong_version": (
        "The server knows no such address for {part} (API version {version} was sent): it wants another version "
        "there, or CALCOM_BASE_URL is not quite right. Nothing was changed; `calcom-agent doctor` tries the versions "
        "and says what to set."
    ),
    "unexpected_answer": (
        "The answer about {part}{status} is not like Cal.com's (API version {version} was sent): another version, "
        "a redirect or a web page. Nothing was changed; `calcom-agent doctor` says more."
    ),
    "not_looked": (
        "I could not look at the calendar once more before writing: Cal.com did not answer about {part}{status} as it "
        "should, so I sent nothing. Say “try again” to look again."
    ),
}
_PLAIN = {
    "unreachable": "I can't reach Cal.com right now, so nothing was looked up or changed. Say “try again” in a moment.",
    "rate_limited": "Cal.com asked us to slow down; nothing was changed. Say “try again” in a minute.",
    "bad_key": "Cal.com does not accept the API key, so I can't do anything. Check CALCOM_API_KEY and start again.",
    "not_allowed": "Cal.com does not let this API key do that. Nothing was changed.",
    "not_found": "Cal.com no longer has that event type or booking. Nothing was changed.",
    "unexpected_answer": "Cal.com's answer makes no sense to me. Nothing was changed; `calcom-agent doctor` says more.",
    "refused": "Cal.com refused that, and nothing was changed.",
    "limit_reached": "That event type takes no more bookings then. Another day may do.",
    "field_needed": "Cal.com wants another answer on the booking form before it accepts this.",
    "outside_window": "Cal.com says that is too soon or too far ahead for this event type.",
    "already_moved": "That booking was moved elsewhere in the meantime, so I left it alone.",
    "changed_elsewhere": "That booking was changed elsewhere in the meantime, so I left it alone.",
    "already_cancelled": "That booking is cancelled already; there is nothing left to do.",
    "already_over": "That booking is over, so it can't be changed any more.",
    "only_the_time": (
        "Cal.com moves a booking to another time only; its kind and its people stay. To change those, cancel it and "
        "book anew."
    ),
    "length_stays": "Cal.com keeps a booking's length when it is moved. To change it, cancel it and book anew.",
    "host_decides": (
        "Only the host can accept or decline a request or keep time free. You can move your own meeting or cancel it."
    ),
    "not_begun": "That meeting has not begun, and Cal.com notes an absence only afterwards. Nothing was changed.",
    "cannot_add_guests": (
        "This Cal.com server can't add guests to a booking that stands. You can forward them Cal.com's invitation, or "
        "cancel it and book anew with them."
    ),
    "guests_of_seats": "In a shared booking everybody has a seat of their own. Book another seat for whoever joins.",
    "guests_disabled": "That kind of meeting takes no guests; its settings in Cal.com say so. Nothing was changed.",
    "too_many_guests": "Cal.com adds ten guests at once at most, and lets thirty people into one booking.",
    "not_pending": "That booking does not wait for a confirmation.",
    "too_many_bookings": "There are more bookings to come than I can look through. Say which day, or with whom.",
    "no_bookings": "There are no bookings to come, so there is nothing to change.",
    "nothing_free": "I find no free time in the next two weeks.",
    "day_month_order": "That date can be read two ways. Which one?",
    "repeated_hour": "The clocks go back that night, so that time comes twice. Which one?",
    "no_anchor": "Later or earlier than what? Please name the day and time.",
    "zone_is_ambiguous": "That time zone's name is used in several places. Name a city, like “Chicago time”.",
    "no_such_date": "There is no such date. Which day do you mean?",
    "no_such_time": "There is no such time of day. Which time do you mean?",
    "weekday_mismatch": "That weekday and that date don't go together. Which one do you mean?",
    "no_such_option": "There is no such option.",
    "never_arrived": (
        "Long after it was sent the calendar shows no trace of it, so it never arrived. Say “try again” if you still "
        "want it."
    ),
    "held": (
        "I still can't tell what became of an earlier write about the same thing, so I sent nothing more. "
        "Say “check again” to look at it, or “try again” in ten minutes: then it is settled."
    ),
    "not_saved": "I can't save on this machine (is the disk full?), so I sent nothing. Say “try again” later.",
    "not_looked": (
        "I could not look at the calendar once more before writing, so I sent nothing. Say “try again” to look again."
    ),
    "in_progress": "The same confirmation is being carried out already; look at your bookings in a minute.",
    "series": "I can only arrange single times so far, no series. Which day and time shall I take first?",
    "series_moves_singly": (
        "Cal.com moves one meeting of a series at a time, never the whole of it, so nothing was moved. "
        "Which one shall I move?"
    ),
    "series_rhythm": "That kind of meeting repeats in its own rhythm, which I can't change.",
    "no_seats_left": "Every seat at that time is taken.",
    "already_signed_up": "That address has a seat at that time already, so there was nothing to book.",
    "no_seats": (
        "Nobody has a seat of their own in that booking, so I can't take one person off it, and I changed nothing. "
        "To call off the whole meeting, say “cancel it”."
    ),
    "not_your_seat": "I find no seat of yours in that booking, so I left it alone.",
    "same_time": "It is at that time already, so there is nothing to move. When should it be?",
    "which_step": (
        "Which of these do you mean, and what shall be different? Say something like “the second at 11” or "
        "“leave out the first”."
    ),
    "names_none": "I can't tell which booking the rest of it means.",
    "step_not_sent": "I did not send it, because a step before it did not end well.",
    "stopped_before": "I was stopped before I came to it, so I did not send it, and I won't. Ask again if you want it.",
}

# What answers a question of the booking form that has no options, by its type.
_FITS = {
    "boolean": "yes or no",
    "phone": "a number with its country, like “+49 30 1234567”",
    "url": "a web address, like “https://example.com”",
    "multiemail": "one or more e-mail addresses, like “ana@example.com”",
}


# Sentences about what was said, a time, or a kind: `{said}`, `{at}`, `{At}`, `{day}`, `{kind}`, `{whose}` hours.
_SAID = {
    "slot_taken": "{At} is not free.",
    "full": "Everything is taken then.",
    "closed_day": "There are no hours on {day}.",
    "outside_hours": "{At} is outside {whose} hours.",
    "ends_outside_hours": "{At} is too late to begin: it would end outside {whose} hours.",
    "off_grid": "“{kind}” has no start at {at}.",
    "too_soon": "{At} is too soon: this event type needs more notice.",
    "too_far": "{At} is further ahead than this event type can be booked.",
    "in_the_past": "{At} is already past. Which time to come do you mean?",
    "two_at_once": "{At} is free, but not together with {said}'s, which is part of this as well. Which other time?",
    "too_many_steps": "More than {said} changes don't go on one card, so the rest has to be asked for again.",
    "no_change": "It is at {at} already, so nothing changes.",
    "nonexistent_local_time": (
        "The clocks go forward that night, so that time does not exist. Which time do you mean?"
    ),
    "zone_unknown": "Which time zone is meant by “{said}”? {nearest}Name a city, like “New York time”.",
    "time_not_understood": "I don't understand “{said}” as a time. Try something like “Friday at 2pm”.",
    "length_not_understood": "I can't read “{said}” as a length. How long shall it be, in minutes or hours?",
    "no_such_length": "Nothing here takes {said} minutes. These can be booked:",
    "number_question": (
        "“{other}” asks for a number (“{said}”). Cal.com's API takes no numbers there, so I can't book it.{page}"
    ),
    "paid_kind": "“{said}” costs money, which Cal.com takes on its own page alone, so I can't book it here.{page}",
    "verified_email": (
        "“{said}” has whoever books verify their e-mail by a code on Cal.com's own page, so I can't book it here.{page}"
    ),
    "team_kind": (
        "“{said}” is a team's: who of it takes the meeting is settled on Cal.com's own page, so I don't book it.{page}"
    ),
    "booker_limit": (
        "{said} has as many bookings of “{other}” to come as one person may have, so I can't add another. "
        "One of them can be moved or cancelled instead."
    ),
    "hidden_event_type": (
        "“{said}” is hidden at Cal.com, so I don't book it; show it there to book it here. Which other kind?"
    ),
    "length_not_offered": "“{kind}” can't take {said} minutes, only {choices}.{others}",
    "bad_email": "“{said}” is not a complete e-mail address. What is the right one?",
    "guest_email_needed": "To invite {said} I need an e-mail address.",
    "already_in_it": "“{said}” is in that booking already, so there is nothing to add.",
    "attendee_is_guest": "“{said}” can't be both a guest and the one it is with. “Without {said}” takes the guest off.",
    "nothing_to_remove": "There is no “{said}” in this to leave out.",
    "bad_answer": "“{said}” is not one of the answers it takes: {choices}.",
    "no_such_option": "There is no {said}; the last one is {choices}.",
    "name_not_understood": "I can't tell who or what “{said}” is. Which of these do you mean?",
    "not_like_that": "I find no coming booking for “{said}”. Theirs are:",
    "no_such_booking": "I find no coming booking for “{said}”. These are the next ones:",
    "rate_limited": "Cal.com asked us to slow down; nothing was changed. Say “try again” in {said}.",
    "seat_stays": (
        "{said} people share that booking, and I move it only as a whole. To move everybody, say “move the whole "
        "booking”; for one person, take them off it and book another seat."
    ),
    "series_rhythm": ("That kind of meeting repeats {said}; I can't make it another rhythm. Which day and time first?"),
}
# The same where no words are known that it could quote.
_UNSAID = {
    "guest_email_needed": "To invite a guest I need an e-mail address.",
    "bad_answer": "That is not one of the answers it takes: {choices}.",
    "not_like_that": "I find no coming booking like that. Theirs are:",
    "no_such_booking": "I find no coming booking like that. These are the next ones:",
}
CODES = frozenset({*_PLAIN, *_SAID, *_UNSAID, *_OF_A_PART})  # that have a sentence of their own


def word_problem(problem: Problem, state: State, voice: Voice) -> str:
    """The sentence for a problem; every code has one."""
    if (told := word_fault(problem)) is not None:
        return told
    if problem.code == "slot_taken" and state.request and state.request.kind and state.request.kind.seated:
        return f"{_capital(_at(problem, voice))} has no free seat."
    fits = _FITS.get(problem.choices[0]) if problem.code == "bad_answer" and problem.choices else None
    if fits is not None:
        return f"{f'“{problem.words}”' if problem.words else 'That'} does not fit. What fits is {fits}."
    sentence = (not problem.words and (_UNSAID | _PLAIN).get(problem.code)) or _SAID.get(problem.code)
    if sentence is None:
        return _PLAIN.get(problem.code) or _did_not_work(problem)
    return sentence.format(
        said=problem.words,
        at=_at(problem, voice),
        At=_capital(_at(problem, voice)),
        day=_day(problem, voice),
        kind=_kind(state),
        whose=voice.whose,
        choices=_either(problem.choices),
        nearest=f"{_either(problem.choices)} comes closest. " if problem.choices else "",
        other=problem.others[0] if problem.others else "",
        page=f" On its booking page it can be: {problem.choices[0]}" if problem.choices else "",
        others=f" {_either(problem.others)} can. Which length, or which kind?" if problem.others else " Which length?",
    )


def word_error(error: SchedulingError) -> str:
    """The sentence for an error outside a conversation, where nothing can be said to us."""
    problem = Problem.of(error)
    told = word_fault(problem) or _PLAIN.get(problem.code) or _did_not_work(problem)
    return told.replace("Say “try again”", "Try again")


def _did_not_work(problem: Problem) -> str:
    return f"That did not work ({problem.code}); nothing was changed."


def word_fault(problem: Problem) -> str | None:
    """The sentence for a fault of one part of Cal.com, by name; None where no part is to blame."""
    if problem.part is None or problem.code not in _OF_A_PART:
        return None
    status = f" ({problem.status})" if problem.status and problem.status >= 300 else ""
    part = _PARTS.get(problem.part, problem.part)
    return _OF_A_PART[problem.code].format(part=part, version=problem.version, status=status)


def _at(problem: Problem, voice: Voice) -> str:
    return voice.start(problem.start) if problem.start else "that time"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _day(problem: Problem, voice: Voice) -> str:
    return voice.start(problem.start).rpartition(",")[0] if problem.start else "that day"


def _kind(state: State) -> str:
    return state.request.kind.title if state.request and state.request.kind else "meeting"


def _either(choices: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(choices[:-1]), choices[-1] if choices else "")))

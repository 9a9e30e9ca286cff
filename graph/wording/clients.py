"""What a client is told whose answer to a card cannot be taken: said above the card, which comes again."""

NOT_READ = (
    "I can't read that answer, so nothing was done. Approve the card, reject it, edit its values, or answer in words."
)
EACH_STEP = (
    "This card has several steps: answer with one decision for each, or with one for all; change one thing at a time. "
    "Nothing was done."
)
ONE_CARD = "There is one card, so it takes one answer; nothing was done."
OLDER_CARD = "That was for an earlier card, so nothing was done. This is the one that is open now."
NOTHING_EDITED = "Nothing on the card was edited, so nothing was changed. Approve it to have it done."
_FIXED = {
    "zone": "the zone follows the person: say “my time zone is …”",
    "action": "what is done can't become something else: reject it and ask anew",
    "scope": "say in words how much of it is meant",
    "occurrences": "say in words how many meetings, or how much of the series",
}


def word_not_taken(names: tuple[str, ...]) -> str:
    """Which values of an edited card can't be changed there; nothing of the edit is taken."""
    told = ", ".join(f"“{name}”" for name in names)
    why = "; ".join(_FIXED[name] for name in names if name in _FIXED)
    return f"I can't change {told} on this card{f' ({why})' if why else ''}, so nothing was changed."

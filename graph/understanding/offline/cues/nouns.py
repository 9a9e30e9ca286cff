"""Names of meetings, and the small words that stand for them."""

from graph.understanding.offline.cues.lines import lines

STEP_AFTER = r"(?:later|earlier|before|after|from now|ago|back|forward|ahead|sooner|in advance)\b"

GENERIC = lines(r"""
    meetings?|appointments?|appt|events?|bookings?|calls?|chats?|sessions?|slots?|ones?|things?|entry
    entries
    plans?|times?|reservations?|invites?|invitations?|requests?|meet(?:[- ]?ups?)?|schedule|calendar
""")
KINDS = lines(r"""
    meetings?|appointments?|appt|events?|calls?|chats?|sessions?|consultations?|consults?|intros?|interviews?
    check[- ]?ins?
    syncs?|catch[- ]?ups?|demos?|reviews?|coffees?|lunch(?:es)?|breakfasts?|brunch(?:es)?|dinners?|drinks
    one[- ]on[- ]ones?
    1:1s?|stand[- ]?ups?|workshops?|trainings?|visits?|talks?|part(?:y|ies)|dates?|class(?:es)?|lessons?
    conferences?
    haircuts?|workouts?|games?|trips?|concerts?|practices?|birthdays?|anniversar(?:y|ies)|vacations?|holidays?
    weddings?
    gatherings?|get[- ]?togethers?|checkups?|movies?|bbqs?|barbecues?|picnics?|tournaments?|rehearsals?
    ceremon(?:y|ies)
    celebrations?|outings?|shows?|flights?|bookings?|reservations?|time slots?|slots?|festivals?|races?
    meet[- ]?ups?
""")
IT = r"(?:it|that|this|them|these|those)"
MINE = r"(?:an?|the|my|our|another|some|new)"
ONE = r"(?:one|meeting|call|booking|event|appointment)"
PLEASE = r"(?:please |can you |could you )*"
# Deeds as they are said to a bookkeeper; where a wish is read by classes, they are in the lexicon.
CANCELS = lines(r"""
    cancel(?:l?ing|l?ed|l)?|cancle|delet(?:ed?|ing)|remov(?:e|ing)|erase|get rid of|scrap|call off|take off|clear
    scratch|drop|wipe|unschedule|nix|strike|bin|kill|lose
""")
MOVES = lines(r"""
    mov(?:e|ing)|re-?sched(?:ul(?:e|ing))?|changing|push(?:ing)?|postpone|delay|shift|extend|shorten|lengthen|bump
    swap|switch|put off|bring|slide|defer|advance|stretch|cut|trim|adjust
""")
ALTERS = r"(?:chang(?:ed?|ing)|update|edit|modify|alter|fix|correct|set)"
DETAIL = r"(?:title|name|location|place|subject|comment|description|venue|address|notes?)"
WHILE = r"(?:second|sec|moment|minute|min|bit)"  # to be waited
CALENDAR = r"(?:calendar|calander|calender|schedule|agenda|diary)"

GOOD = lines(r"""
    good|great|perfect|fine|nice|cool|awesome|excellent|wonderful|right|correct|lovely|amazing|better|well
    brilliant
    fantastic|super|terrific|ideal|sweet|okay|ok|alright|accurate|beautiful|superb
""")
# "Olga wants to …", "Ana asked us to …": somebody else's wish; what is theirs is told by the name, not by "the call".
THEY_WISH = (
    r"(?!(?:i|we|you|it|that|this|the|my|our|your|what|who|when|can|could|do|does)\b)(?:[\w'.-]+ ){1,3}"
    r"(?:wants?|wanted|needs?|needed|would like|'d like|wishes|has|had|asks?|asked|is asking|hopes)"
    r"(?: (?:me|us|if (?:i|we) (?:can|could)))?(?: to)? "
)

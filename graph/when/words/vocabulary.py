"""The words of time, as data: what kind of word each is and what it is worth. No rule lives here.

A word may be of several kinds ("second" is a place in a row and a unit); the grammar picks the one that fits.
"""

from __future__ import annotations

from typing import Final

from graph.when.words.sentence_words import listed

WEEKDAYS: Final = {
    "monday": 0, "mon": 0, "tuesday": 1, "tues": 1, "tue": 1, "wednesday": 2, "wed": 2, "weds": 2, "wednes": 2,
    "thursday": 3, "thurs": 3, "thur": 3, "thu": 3, "thrs": 3, "friday": 4, "fri": 4, "saturday": 5, "sat": 5,
    "sunday": 6, "sun": 6,
}  # fmt: skip

WEEKDAY_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTHS: Final = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5,
    "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9,
    "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip

ONES: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
TEENS: Final = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip

NUMBERS: Final = ONES | TEENS | TENS

NTH: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip

UNITS: Final = {
    "second": "second", "seconds": "second", "secs": "second",
    "minute": "minute", "minutes": "minute", "min": "minute", "mins": "minute", "minuets": "minute",
    "hour": "hour", "hours": "hour", "hr": "hour", "hrs": "hour",
    "day": "day", "days": "day", "night": "day", "nights": "day",
    "week": "week", "weeks": "week", "wk": "week", "wks": "week",
    "fortnight": "fortnight", "fortnights": "fortnight",
    "month": "month", "months": "month", "mo": "month", "mos": "month",
    "quarter": "quarter", "quarters": "quarter", "qtr": "quarter", "qtrs": "quarter",
    "year": "year", "years": "year", "yr": "year", "yrs": "year",
}  # fmt: skip

# Letters that are units only when glued to a number ("2h", "90m").
GLUED_UNITS: Final = {"h": "hour", "m": "minute", "s": "second", "d": "day", "w": "week"}

RELATIVE_DAYS: Final = {"today": 0, "tomorrow": 1, "yesterday": -1, "otd": 0}

HOLIDAYS: Final = {  # (month, day) of those that never move
    "christmas": (12, 25), "xmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24),
    "xmas eve": (12, 24), "xmas day": (12, 25),
    "boxing day": (12, 26), "new year's eve": (12, 31), "new years eve": (12, 31), "nye": (12, 31),
    "new year's day": (1, 1), "new years day": (1, 1), "new year's": (1, 1), "new year": (1, 1),
    "halloween": (10, 31), "valentine's day": (2, 14), "valentines day": (2, 14), "valentine's": (2, 14),
}  # fmt: skip

MONTH_NAMES: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

PARTS: Final = {
    "morning": "morning", "mornings": "morning", "afternoon": "afternoon", "afternoons": "afternoon",
    "evening": "evening", "evenings": "evening", "night": "night", "nights": "night", "nighttime": "night",
    "lunch": "lunch", "lunchtime": "lunch", "breakfast": "breakfast", "dinner": "dinner", "dinnertime": "dinner",
}  # fmt: skip

HALVES: Final = {"am": "am", "pm": "pm"}

WHICH: Final = {
    "this": "this", "current": "this", "next": "next", "following": "following", "coming": "coming",
    "upcoming": "coming", "last": "last", "past": "last", "previous": "last", "prev": "last",
}  # fmt: skip

PORTIONS: Final = {"early": "early", "late": "late", "mid": "mid", "middle": "mid"}

ANY_NUMBER: Final = "(?:" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"  # as a pattern
ANY_WEEKDAY: Final = "(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + ")"

# Other spellings of a word, turned into the one the grammar knows. Several words are separated by spaces.
SPELLINGS: Final = {
    "tmrw": "tomorrow", "tmr": "tomorrow", "tmw": "tomorrow", "tmo": "tomorrow", "tom": "tomorrow", "tomo": "tomorrow",
    "tmmrw": "tomorrow", "tomoz": "tomorrow", "2moro": "tomorrow", "2morow": "tomorrow", "2morrow": "tomorrow",
    "2mrw": "tomorrow", "2mro": "tomorrow", "morrow": "tomorrow", "2day": "today", "tdy": "today",
    "2nite": "tonight", "2night": "tonight", "tonite": "tonight", "tnight": "tonight", "nite": "night",
    "ytd": "yesterday", "nxt": "next", "wknd": "weekend", "week end": "weekend", "arvo": "afternoon",
    "aft": "afternoon",
    "morn": "morning", "eve": "evening", "b4": "before", "til": "until", "till": "until", "untill": "until",
    "thru": "through", "@": "at", "approx": "around", "approximately": "around", "roughly": "around", "circa": "around",
    "about": "around", "abt": "around", "midday": "noon", "noontime": "noon", "twelve noon": "noon", "12 noon": "noon",
    "oclock": "o'clock", "cob": "eod", "eob": "eod", "cop": "eod", "closing": "eod",
    "eom": "end of month", "eow": "end of week", "eoy": "end of year",
    "atm": "now", "rn": "now", "immediately": "now", "straightaway": "now",
    "any time": "anytime", "some time": "sometime", "sometimes": "sometime", "any point": "anytime",
    "~": "around", "a.m": "am", "p.m": "pm", "&": "and", "w/c": "week commencing",
    "hafl": "half", "quater": "quarter", "halfpast": "half past", "midweek": "mid week",
    "thur": "thursday", "postponed": "postpone", "delayed": "delay", "pushed": "push", "moved": "move",
    "onward": "onwards", "starts": "starting", "tomorrows": "tomorrow", "todays": "today",
    "btwn": "between", "btw": "between",
    "excluding": "except", "besides": "except", "fortnite": "fortnight",
}  # fmt: skip

# Words that may stand in an expression and change nothing.
FILLERS: Final = listed(
    """please pls plz thanks thx ok okay um uh hmm maybe perhaps possibly ideally preferably say like instead just then
    exactly sharp kindly actually max maximum tops only"""
)

# Long time words whose misspellings are recognised; the shorter ones are too close to other words.
SPELT_BADLY: Final = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "september",
    "october", "november", "december", "tomorrow", "yesterday", "tonight", "morning", "afternoon", "evening", "weekend",
    "midnight", "fortnight", "minutes", "o'clock",
)  # fmt: skip

# Words one letter away from a time word that are themselves.
NOT_MISSPELT: Final = listed(
    """sundae sundaes sundry mundane mourning warning moaning mornings evenings weekends minute minutes minuets tonights
    mondays tuesdays wednesdays thursdays fridays saturdays sundays remember member ember dismember"""
)

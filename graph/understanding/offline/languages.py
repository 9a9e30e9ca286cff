"""Is a message in another language than English? It is declined rather than half understood."""

import re

from graph.when.words.sentence_words import listed

_ENGLISH = listed(
    """the with at on to my for book i please what do have and move cancel meeting is it of can you me not this that we
    are about next when reschedule need want from by"""
)
_OTHERS = listed(
    # German, Spanish, French, Italian, Portuguese, Dutch: small words and those of the trade, none of them English
    """kannst können könnten kann ich mir mich mit bitte einen eine einem uhr mein meine meinen termin termine wann habe
    haben für nicht und verschieben absagen buche buchen eintragen nächste nächsten heute übermorgen montag dienstag
    mittwoch donnerstag freitag treffen hast
    quiero quisiera reunión reunion con una para mañana los las por favor puedes reservar cita lunes martes miércoles
    jueves viernes tengo qué cuándo cancela mueve hora
    je voudrais réunion avec une pour demain les rendez vous réserver peux annuler lundi mardi mercredi jeudi vendredi
    ai mon ma quand heures
    vorrei prenotare riunione domani alle giovedì martedì
    gostaria reunião amanhã segunda
    afspraak graag morgen maandag dinsdag woensdag donderdag vrijdag een voor"""
)


def speaks_another_language(text: str) -> bool:
    """No Latin letter; or two small words of another language and fewer English ones. Names do not count."""
    if not re.search(r"[a-z]", text, re.IGNORECASE) and any(map(str.isalpha, text)):
        return True
    words = re.findall(r"(?<![\w@.-])[^\W\d_]+(?![\w@-])", text.lower())
    others = {word for word in words if word in _OTHERS}
    return len(others) >= 2 and len(others) > len({word for word in words if word in _ENGLISH})

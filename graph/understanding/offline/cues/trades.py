"""Who or what people make appointments with: trades and their places. And what else may name the other side."""

from graph.understanding.offline.cues.lines import lines

TRADES = lines(r"""
    (?!list|exist)\w+(?:ists?|icians?|sellors?|ographers?)|consultants?|lawyers?|barbers?
    doctors?|doc|gps?|surgeons?|advis[eo]rs?|coach(?:es)?|trainers?|tutors?|teachers?|attorneys?|notar(?:y|ies)
    accountants?|brokers?|agents?|vets?|nurses?|midwi(?:fe|ves)|physios?|hairdressers?|mechanics?|plumbers?|providers?
    salons?|(?:hair|barber|nail|beauty) ?(?:shops?|salons?|place|parlou?rs?)|spas?|studios?|clinics?
    (?:dental |doctor'?s? |law )?(?:offices?|practices?|surger(?:y|ies))|garages?|compan(?:y|ies)|firms?
""")
"""A trade or its place, in the singular or the plural."""

SOMEBODY = r"(?:somebody|someone|anybody|anyone)"

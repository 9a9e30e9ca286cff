"""Who or what people make appointments with: trades and their places. And what else may name the other side."""

from graph.understanding.offline.cues.lines import lines

TRADES = lines(r"""
    (?!list|exist)\w+(?:ists?|icians?|sellors?|ographers?)|consultants?|lawyers?|barbers?
    doctors?|surgeons?|advis[eo]rs?|coach(?:es)?|trainers?|tutors?|teachers?|attorneys?
    accountants?|agents?|nurses?|vets?|hairdressers?|mechanics?|plumbers?
    salons?|(?:hair|barber|nail) ?(?:shops?|place)|studios?|clinics?
    (?:offices?|practices?|surger(?:y|ies))|compan(?:y|ies)
""")
"""A trade or its place, in the singular or the plural."""

SOMEBODY = r"(?:somebody|someone|anybody|anyone)"

"""Who or what people make appointments with: trades and their places. And what else may name the other side."""

from graph.understanding.offline.cues.lines import lines

TRADES = lines(r"""
    dentists?|doctors?|doc|physicians?|gps?|surgeons?|specialists?|psychologists?|psychiatrists?|therapists?
    counsel(?:l)?ors?|consultants?|advis[eo]rs?|coach(?:es)?|trainers?|tutors?|teachers?|lawyers?|attorneys?|notar(?:y|ies)
    accountants?|brokers?|agents?|vets?|nurses?|midwi(?:fe|ves)|opticians?|optometrists?|\w+ologists?|orthodontists?
    p(?:a)?ediatricians?|chiropractors?|physio(?:therapist)?s?|masseu(?:r|se)s?|nutritionists?|stylists?|barbers?
    hairdressers?|beauticians?|photographers?|mechanics?|plumbers?|electricians?|experts?|professionals?|providers?
    salons?|barber ?shops?|(?:hair|barber|nail|beauty) ?(?:shops?|salons?|place|parlou?rs?)|spas?|studios?|clinics?
    (?:dental |doctor'?s? |law )?(?:offices?|practices?|surger(?:y|ies))|garages?|compan(?:y|ies)|firms?
""")
"""A trade or its place, in the singular or the plural."""

SOMEBODY = r"(?:somebody|someone|anybody|anyone)"

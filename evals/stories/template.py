"""A new scenario file to fill in."""

_TEXT = """\
# yaml-language-server: $schema={schema}
id: {id}
title: What must be true, in one sentence
tags: []
clock: {{now: "2026-05-12T10:00", timezone: Europe/Berlin}}   # a Tuesday; it stands still between turns
account: {{base: {base}}}
turns:
  - user: Book a 30 minute meeting tomorrow at 2pm with Ana Ruiz, ana@example.com
    variants: []                     # other ways to say it; the same is expected of each
    expect:
      card: {{action: book, event_type: 30min, start: "2026-05-13T14:00"}}
      writes: none
  - user: "yes"
    expect: {{writes: 1}}
end_state:                           # the judge: whatever is not listed must not have changed
  bookings:
    created:
      - {{event_type: 30min, start: "2026-05-13T14:00", attendee: {{name: Ana Ruiz, email: ana@example.com}}}}
calls:
  - {{op: write, times: 1}}
"""


def new_scenario(scenario_id: str, *, base: str, schema: str) -> str:
    """The text of a file that passes as it is: change it into your story."""
    return _TEXT.format(id=scenario_id, base=base, schema=schema)

"""A mocked Cal.com API v2 on real HTTP: the far side of the demo mode, of every test and of every eval.

It imports nothing else of this project, so that it and our client stay two independent readings of one API; only the
guard that stands before every server of ours (`tools.origins`) is shared, which reads nothing of the API.

A request's way in: `server` (HTTP) → `app` → `gateway` (parser, router, throttle, guards) → one handler of `routes`.
Its way out: `delivery`, honestly or spoilt by a scripted fault of `faults`. Underneath: `world` (tables, clock, ids,
journal), `knobs` (where releases differ). Beside it: `control` (reset, seed, clock, faults, journal, state), `page`.
The rules live with their nouns: `availability`, `busy` and `slots` compute what is free; `booking_input`,
`booking_answers`, `booking_places` and `booking_rules` say what may be booked; `bookings`, `moves`, `cancellations`,
`decisions`, `seats` change the calendar; `old_*` answer those who forgot the version header.
"""

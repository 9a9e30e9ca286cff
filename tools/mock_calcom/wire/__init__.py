"""A request and a reply as Cal.com's layers see them: keys, versions, bodies, refusals, limits."""

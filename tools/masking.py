"""Keys that people paste and models repeat: taken out before anything is kept, sent on or shown."""

import re
from collections.abc import Iterable
from typing import Any

MASK = "[key removed]"

# What stands before a key in a header or a setting stays, so that the sentence around it can still be read.
_AFTER_WORDS = re.compile(
    r"""(?ix)
    ( \b authorization \s* [:=] \s* (?: basic | bearer | digest | token ) \s+
    | (?: \b (?: authorization | (?: api | access | secret | private | client ) [-_ ]? (?: key | token | secret ) )
        ["']? \s* [:=] \s* ["']?
      | \b bearer \s+ (?= \S{16} )
      ) (?= \S{20} | \S*\d )                             # no word of a language
    ) [\w.~+/=-]{8,}
    """
)
_BY_FORM = re.compile(
    r"""(?x)
    -----BEGIN\ [A-Z\ ]*PRIVATE\ KEY-----.*?(?:-----END\ [A-Z\ ]*PRIVATE\ KEY-----|\Z)
    | \b (?:
        cal_[a-z_]*[0-9a-zA-Z]{16,}                      # Cal.com
      | sk-[0-9a-zA-Z_-]{16,}                            # OpenAI, Anthropic and their like
      | [rs]k_(?:live|test)_[0-9a-zA-Z]{10,}             # Stripe
      | gh[a-z]_[0-9a-zA-Z]{20,} | github_pat_\w{20,}    # GitHub
      | glpat-[\w-]{16,}                                 # GitLab
      | A(?:KIA|SIA)[0-9A-Z]{16}                         # AWS
      | AIza[\w-]{30,}                                   # Google
      | lsv2_\w{16,}                                     # LangSmith
      | hf_[0-9a-zA-Z]{20,}                              # Hugging Face
      | xox[a-z]-[0-9a-zA-Z-]{10,}                       # Slack
      | eyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*                  # a JSON Web Token
    )
    """,
    re.S,
)


def masked(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without keys of a common form and without these very secrets, whatever their form."""
    for secret in filter(None, secrets):
        text = text.replace(secret, MASK)
    text = _BY_FORM.sub(MASK, text)
    return _AFTER_WORDS.sub(lambda found: f"{found[1]}{MASK}", text)


def masked_within(value: Any, secrets: Iterable[str] = ()) -> Any:
    """JSON with every text in it masked, names of fields too."""
    if isinstance(value, str):
        return masked(value, secrets)
    if isinstance(value, dict):
        return {masked(str(name), secrets): masked_within(part, secrets) for name, part in value.items()}
    return [masked_within(part, secrets) for part in value] if isinstance(value, list) else value

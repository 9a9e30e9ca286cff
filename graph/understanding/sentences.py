"""Where a sentence ends, and where a request follows on another: shared by whoever takes a message to pieces."""

import re

REQUEST = (
    r"(?:(?:please |can you |could you |can we |could we |can i |i(?:'d like| want| need) (?:you )?to |let'?s |i |then "
    r"|also )*(?:cancel|delete|remove|book|schedule|reschedule|move|set ?up|create|make (?:an?|me|it|one|another)"
    r"|add (?!\d)|invite|show|list|tell|find|what|when(?:'s| is| do| can| am)|who|do i|am i|is there|change|push"
    r"|postpone|arrange|put|reserve|extend|rename|update|confirm|decline|accept|let me know"
    r"|(?:the )?same (?:again|thing|one|meeting|call|booking))\b)"
)
SENTENCE_END = re.compile(
    r"(?<!\b(?:dr|mr|ms|st|jr|sr|vs|no|nr))(?<!\bmrs)(?<!\bprof)(?<![ap]\.m)(?<!\b[^\W\d])"
    r"(?<!\b(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec))(?<!\bsept)(?<!\.)(?:[!?;]+"
    r"|(?<!\b\d\d\.\d\d)(?<!\b\d\d\.\d)(?<!\b\d\.\d\d)(?<!\b\d\.\d)\.(?!\.)"
    r"|(?<=\d)\.(?!\s+(?:at|from|around|by|in|until|between|noon|\d|\()))\s+(?=\S)",
    re.I,
)
LINK = re.compile(
    rf"\s*,?\s+(?:and then|and also|and|then|also|plus|but|so)\s+(?={REQUEST})|\s*,\s+(?={REQUEST})", re.I
)

"""What a clause may say anywhere, and what it tells: topics, refusals, places in a list, filters."""

from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.cues.nouns import CALENDAR, GOOD, IT, KINDS, THEY_WISH, WHILE
from graph.when.words.vocabulary import ANY_NUMBER

SAYS = {
    "weather": lines(r"""
        \b(?:weather|rain(?:s|ing|y)?|snow(?:s|ing|y)?|temperatures?|forecast|humid(?:ity)?|sunny|sunrise|sunset
          |cold(?:er)?|warm(?:er)?|hot(?:ter)?|coat|the sun|freez\w+|outside)\b
    """),
    "directory": lines(r"""
        \bwho(?:'s| is|s) (?!(?:coming|attending|invited|going|organi\w*|the organi\w*|on|at|in|hosting|joining
          |with|all|else|that|this|it|my (?:meeting|next|first|§t)|meeting)\b)
        \bwhere(?:'s| is) here|\bwhere am i\b|\bmy name\b(?! is)|\bwho (?:manages|reports)
        \b(?:number|e-mail|boss|team)\b.{0,25}\bof\b
        \b(?!(?:it|that|what|let|here|there)'s)[\w]+'s (?:team|job|title)\b
        (?:'s|\b(?!his |hers |this |was |has |yours )\w+s) (?:phone|number|email|e-mail|office|skip|website
          |birthday)\b
        '?s (?:boss|manager|address)$|\bhow (?:do) i contact|\bring\b$|^call [\w']+(?: [\w']+)?$
    """),
    "elsewhere": lines(r"""
        \b(?:phone numbers?|websites?|ratings?|rated|happy hour|take ?out)\b
        \b(?:restaurants?|address book|contacts?|traffic|manager|supervisor)\b
        \b(?:team of|direct reports|works? for (?!me\b|us\b|my\b|our\b|every|him\b|her\b)|songs?|music|albums?
          |cab|bus(?:es)?|trains?|hotels?|rental|apartments?|sedan)\b
        \b(?:a house|one[- ]way|round[- ]trip|movies?|watch|payments?|pay|alarms?|poem)\b
        \b(?:(?:coffee|book|barber|flower|gift|pet|bike|sandwich) (?:shop|store)s?|cafes?|place (?:to|for|in
          |near))\b
        \b(?:near me|close by|closest|cheap(?:er|est)?|vegan|credit cards?|park(?:ing)?(?= |$)(?! with)
          |the lights|spell(?:ing|ed)?|how (?:tall|old|big|deep|fast|heavy|far|high)|price of|how much (?:is|are
          |does|do|would)|what time is it|time zone is)\b
        \b(?:attractions?|genre|email address|e-mail address)\b
    """),
    "contact": lines(r"""
        ^(?:(?:have|get|give (?:me|us)|grab(?: me)?|find(?: me)?|know|tell (?:me|us)|also|what(?:'s| is
          | are)) )?(?:(?:the|their|his|her|its|a|your) )?(?:contact|phone|address|telephone)\b(?! (?:call
          |conversation|meeting))
    """),
    "errand": lines(r"""
        \b(?:book|need|search for) (?:(?:a|an|some|the) )?(?:flights?|bus)\b
        \b(?:tickets|property|to (?:live|stay|eat))\b
    """),
    "own_calendar": rf"\b(?:my|our|the) (?:[\w']+ )?{CALENDAR}\b",
    "asks_own": lines(r"""
        \b(?:do|am|have|are) (?:i|we) (?:have|meeting|seeing|going|doing|scheduled|supposed|got)\b
        \b(?:i|we) (?:have|had|meet|met|see)\b
        ^(?:do|will) (?:i|we) (?!(?:need|want|get|know|look|like|owe)\b)\w+.*§t
        ^(?:did|am|have) (?:i|we) (?!(?:free|late|allowed|able|right|wrong)\b)
        \b(?:coming|joining|respond(?:ed)?|repl(?:y|ies)|said (?:yes|no)|say (?:yes|no)|decline|accept
          |going to (?:be (?:there|at)|make it)|overlap\w*|conflict\w*|clash\w*)\b
        ^(?:what's) (?:my) (?:§t|afternoon)|\bmy §t\b
        ^(?:what|whats|what's)(?: is|'s)? (?:on|happening|going on|up|left)\b
        \b(?:any|some)thing (?:happening|coming|going|up|in|at|for|with)\b|\bonly (?:thing|one)\b
        ^who(?:'s| is| was)* (?:in|at|here|coming|going|attending|on|with)\b
        \b(?:is|are|was|were) there (?:any|some|an?|other)|\banything (?:else|on|scheduled)|what else
        \bmeeting (?:me|him|with)|^(?:what|where) (?:on)|^(?:what|how) about (?:the|my|on)? ?(?:§t|one)
        \bthat (?:event|meeting|one) (?:end)
        ^(?:when|where|what time|how long)(?:'s| is| was| does| will) (?:my|our|that|it|the (?:first|last|next
          |second))\b
        §q
    """),
    "about_an_event": lines(r"""
        ^(?:who)\b.*\b(?:organi[sz]\w*|coming|there|that|it)\b
        ^(?:which|what) (?:one|event|date|time)s?\b.*\b(?:it|that|this|one|is)\b
        ^(?:what|when|where|is|does|do|will)\b.*\b(?:it|that|this|they)\b.*\b(?:last|long|about|at|with|say|says
          |again|end|in the §t|§t|§d|going|coming|there)\b
        ^(?:is|are|will|did|does|has) [\w' ]{2,40} (?:going|coming|there|attending|invited|joining|included)\b
        §t look(?: like)?$|^do you know (?:when|where|what|if) (?:my|that|it|i|we)\b|^(?:any|some)thing\b.*§t
        ^any (?:\w+ )?(?:with|on|in|§t)\b
        ^(?:and )?(?:in |on |at |for )?(?:the )?§t(?:[ ,]+§t)*(?: (?:too|as well|then|though|maybe))?$
        ^(?:when|where|who).*\b(?:starts?|ends?|begins?|again)$
        \b(?:on my plate|on deck|my (?:day|week|weekend|month|morning|afternoon|evening|night)|my §t|to do)\b
    """),
    "own_question": lines(r"""
        \b(?:do|did|will|have) (?:i|we) (?:have|see|meet|got)\b
        \b(?:am|are) (?:i|we) (?:seeing|meeting|doing|going|scheduled|supposed)\b
        ^(?:what|what's|whats|what is|how's|how does) (?:my|our) (?!next (?:free|open))
        ^(?:what's|whats|what is) on\b
    """),
    "tells_name": lines(r"""
        \b(?:name(?: of [\w' ]{2,30}?)?|person) (?:is)\b(?! (?:it|that|this|wrong|not)\b)
        ^(?:he|it)(?:'s) (?:called)\b
    """),
    "asks_the_clock": r"^what time (?:is|was|would|will) (?:that|it|this)(?: be)? (?:in|for)\b",
    "same_again": lines(r"""
        ^(?:the )?same (?:again|thing|one|meeting|call|booking)\b
        ^(?:another|one more)\b
    """),
    "another_time": lines(r"""
        \b(?:find|need|pick|try|look for|get|propose|suggest|choose|do) (?:me |us |him |her |them )?(?:another|a
          (?:new|different)|some other|a better) (?:time|day|date|slot)\b
        \b(?:can't|cannot|can not|unable).*(?:,|;|\band\b|\bso\b|\.).*\b(?:reschedul|postpone
          |move (?:it|that|him|her|them)\b)
    """),
    "remind": r"\b(?:remind(?:er|s)?(?: me)?|alarm|timer)\b",
    "mine": lines(r"""
        ^(?:when (?:is|am|do|does|was|are)|what time (?:is|do|am|does)|where (?:is|am i meeting)|is|are|does
          |how long (?:is|will|does)|find the|what(?:'s| is)) (?:.*\b(?:my|i|we|our|me)\b|(?:the|that|this) )
        ^(?:am i|do i|did i|will i)
    """),
    "calendar": lines(r"""
        \b(?:calendars?|calander|calender|schedules?|scheduled|sechdule|agenda|events?|meetings?|appointments?
          |bookings?|booked|calls?|plans?|planned|diary|requests|invites?|invited|invitations?)\b
        \b(?:attending|attend|accepted|declined|organi[sz]er|tentatively|attendees?|going on|listed|busy)\b
    """),
    "free": lines(r"""
        \b(?:free|avail\w*|open(?:ings?)? (?:times?|slots?|hours|spots?|days?|availability)|openings?
          |(?:time |empty |free |open )slots?|schedule is (?:open|free|clear))\b
        \b(?:have (?:any |some |free )*time(?! is)|what times(?: do you| can| could| are| works?)?)\b
        \b(?:when could)\b
    """),
    "not_free": lines(r"""
        \b(?:for free)\b
    """),
    "kind": KINDS,
    "event_types": lines(r"""
        \b(?:event) (?:types?)\b|\b(?:kinds?) of (?:meetings?|calls?)\b(?! (?:do|did) i have)
        \bwhat can (?:i|we|be) book(?:ed)?\b|\bwhat(?:'s| is) (?:bookable)\b
    """),
    "profile": lines(r"""
        \b(?:my|the|your) (?:time ?zone|account)\b|\b(?:what time is it)\b
    """),
    "help": lines(r"""
        ^(?:help(?: me)?(?: please)?|what (?:can|do|could) (?:you|u|this(?: bot| assistant| thing)?) (?:do
          |help)(?: .*)?|what (?:can|could) i (?:do|say|ask)(?: .*)?)$
        ^(?:how (?:does this|do you (?:work|help)|do i use|does it work|can you help)(?: .*)?)$
        ^(?:options|(?:help me )?(?:with )?something else)$
    """),
    "bye": lines(r"""
        \b(?:bye|goodbye|see you(?: later)?|have a (?:good|nice|great|wonderful|lovely) (?:day|one|evening|night
          |weekend|time))\b
        \b(?:that(?:'s|s|'ll be| is| was| (?:will|would|should) be) (?:all|it|everything|enough)|that(?:'ll
          | should| would| will) do(?: it)?\b|(?:i'?m|i am|we're|we are) (?:all )?(?:done|good|set|fine
          |finished|satisfied)
          |all (?:done|good|set))\b(?! (?:on|with|for) (?:§|the|my)(?!t))
        \b(?:nothing (?:else|more|for now|right now|at the moment|today|really|much)|there is nothing|end chat
          |no more|there is no(?:thing)? else|i(?:'ve| have)? got (?:to go|to run))\b
        \b(?:i don't need anything|you(?:'ve| have) been|i appreciate|much appreciated|appreciate (?:it|that
          |your)|gratitude)\b
        ^(?:nothing|close)$|\bshut down\b
        \btaken care of everything
    """),
    "helped": r"\bfor (?:your|the|all) .{0,25}\b(?:help|assistance|efforts?|support)\b",
    "not_now": lines(r"""
        ^(?:no,? )?not (?:right )?(?:now|yet|at (?:the|this) (?:moment|time)|this (?:moment|time)|for now|away)\b
        ^(?:some other|another|at (?:a|some) later) (?:time|day)s?$|^(?:later|in the future)$
    """),
    "chat": lines(rf"""
        ^(?:you (?:did|rock|got it|made|look|seem|were|sure)\b.*
          |good (?:to (?:know|hear)|call|idea|enough)\b.*|glad\b.*|looking forward\b.*|i(?:'m
          | am) (?:looking forward
          |excited|happy|so|sorry|here|back|thankful)\b(?!.*\b(?:what|where|which|how|can you|could you
          |find|show|so)\b)[^?]*
          |(?:that|this|it)(?:'s| is|s)? (?:an? |quite |such |very |really |so )*(?:lot|shame|relief|busy
          |no fun|fun|helpful|interesting|sad).*|too bad.*|(?:that )?sounds? (?:fun|interesting)\b.*|what a .*
          |how (?:nice|kind)|i (?:never |had no |have no )(?:idea)\b.*|you too|i (?:guess|know)|whatever|hmm+|noted
          |are you (?:a |an )?(?:robot|bot|human|real|there|sure|ok)\b.*
          |what(?:'s| is) your name|what|huh|why|really|i (?:don't|do not) (?:understand|know)|not bad\b.*|will do)$
        ^(?:how are you(?: .*)?|how(?:'s| is) it going|what's up|sup|nice to (?:meet|see).*
          |nice meeting.*)$
        ^(?:good (?:job|work|bot|one).*|well done.*|wow|you(?:'re| are| sure) .*|i(?:'m
          | am) (?:fine|good|great|ok|okay|well)|i appreciate .*)$
        ^(?:(?:so|very|really|that'?s|it'?s|its|all|look(?:s)?|it looks?|it is)? ?(?:is )?
          (?:pretty |very )?{GOOD}(?: (?:good|great|nice|cool|fine|job|work|done|then|now|very
          |so|much|me|it|one|well))*)$
        ^(?:got it|gotcha|understood|i see|no (?:problem)|oh (?:no|well|ok|okay|yes)|test(?:ing)?
          |happy .*|congrat.*|thank.*|it'?s? (?:ok|okay|fine|good|great|well
          |alright|look good))$
        ^(?:oops.*|carry on|make it|done|welcome|interesting|awesome.*|sure.*|.*\bcan't wait|you're welcome
          |.* is correct.*)$
    """),
    "pause": lines(rf"""
        ^(?:(?:give me |just )?a|one) {WHILE}\b|^(?:wait|let me (?:see|confirm)|sec|moment|not sure(?: yet)?)$
        \b(?:hold on|hang on|one moment|just a moment|wait a {WHILE}|i(?:'m| am) not sure (?:yet|about it)
          |let me (?:check|think|look|ask|see first)
          |i need to (?:check|look at|think|ask|see) (?:something|about it|(?:that )?first)
          |i(?:'ll| will) (?:check|think about|ask|let you know|tell you))\b
    """),
    "undo": lines(r"""
        ^(?:undo(?: (?:that|it|this|the last|my last)(?: .*)?)?|take (?:that|it) back|revert(?: .*)?
          |put it back(?: .*)?
          |move it back(?: to (?:where|when) it was)?|change it back|roll ?back.*
          |i (?:didn't|did not) mean (?:to|that).*)$
    """),
    "soonest": r"\b(?:next (?:free|available|open)|(?:the )?(?:earliest|soonest)|first (?:available|free|open)|asap)\b",
    "more": lines(r"""
        \b(?:later) (?:ones)\b
        \b(?:any|some|show|other|more|different|another)(?: me)? (?:times?|options?|slots?|openings?|dates?|days?
          |ones)\b
        \b(?:anything (?:else|earlier|later)|something (?:else|earlier|later|different)|what else
          |show (?:me )?more)\b
        ^(?:more|next|others?)$
    """),
    "refuses": lines(rf"""
        \b(?:none(?: of {IT})?|(?:all|is|are|that's|too) bad|neither|rather not|wrong|incorrect|no longer)\b
        \b(?:do(?: not|n'?t) (?:like|want|need|work|think|do|feel|add|book|cancel|schedule|delete|send|move|wish)
          |does(?: not|n'?t) (?:work|suit|look|fit)|(?:won'?t|will not) (?:work|be|do))\b
        \b(?:(?:is )?not|isn'?t) (?:going to|what|right|correct|good|necessary|required|interested|ready|needed
          |yet|now)\b|\bis(?: not|n'?t) it\b
        \b(?:(?:need|want|like) to keep|(?:keep|leave) (?:it|that|this|them|the|my|things)|still going|can still
          |skip(?: it| that
          | this)?|skipping|omit|no need|hold off|not sure if|forget|never ?mind|let it be|on hold
          |post ?pone adding)\b
    """),
    "but": r"\b(?:but|instead|except|however|although|rather|though)\b",
    "shift": lines(r"""
        \b(?:later|earlier|sooner|longer|shorter|am|pm|a\.m|p\.m|mornings?|afternoons?|evenings?|different time
          |another (?:time|day|date|slot|week)|other day)\b
        (?:^(?:that|so|quite)(?= \w+$)|\btoo|\bnot (?:that|so|quite)) (?:early|late|long|short|soon)\b
        \b(?:next (?:one|day|week)|following (?:day|week|month)|weekend|same time|spring|summer|winter|fall)\b
    """),
    "ordinal": lines(rf"""
        \b(?:1st|2nd|first|second|last|earlier|later|other) (?:one|option|time|choice|appointment|meeting|date
          |of (?:those|these|them|the))\b
        (?:\b(?:option|number|choice|no\.?|nr\.?)|#) ?(?:\d|{ANY_NUMBER})\b|\bmeeting (?:first|second)$
        \bthe (?:first|second|third|fourth|last|latter|top|bottom|1st|2nd|3rd)\b(?! (?:of|§))
        ^(?:first|second|third|top|bottom|last)\b(?! (?:name|week|month|§|meeting|event|appointment))
    """),
    "accept": lines(r"""
        ^(?:accept|approve|confirm)\b.*\b(?:request|booking|meeting|invite|invitation|appointment|call|from|with
          |the|§t)\b
        ^(?:accept|approve) (?!(?:it|that|this|them|all|both|everything)\b)[\w'.-]+(?: [\w'.-]+)?$|^say yes to \w
    """),
    "decline": r"^(?:decline|reject|refuse|turn down|deny|say no to)\b",
    "cancelled": r"\b(?:cancel(?:l?ed|lations?)|deleted)\b",
    "unconfirmed": lines(r"""
        \b(?:unconfirmed|pending|waiting (?:for|on)|to (?:be )?confirm(?:ed)?|requests)\b
    """),
    "past": lines(r"""
        ^when (?:did) (?:i|we) last\b|\b(?:past|previous|did i|was (?:my|there|the)|were|had i|history|ago)\b
    """),
    "upcoming": r"\b(?:upcoming|coming up|future|next few|ahead|still|left|remaining|to come)\b",
    "settings": lines(r"""
        \bi(?:'?m) (?:in) (?!a\b|an\b|the (?:mood|middle|way)|my\b|need\b|touch\b|town\b|vacation|holiday|trouble
          |charge)[a-z][\w /+-]*?(?: (?:now|time|this week|today|timezone|time zone|§t))?$
        \bmy (?:time ?zone|e-?mail(?: address)?) is\b
    """),
    "asks_length": lines(r"""
        ^how long (?:is|will|do) (?:it|the (?:meeting|call|appointment))\b
    """),
    "cannot": lines(r"""
        \b(?:can'?t|cannot|can not|won'?t(?: be able to)?|(?:not|n't) (?:able|going) to|unable to|never) (?:make
          |attend|come|went|be (?:at|there))\b
        \bno longer (?:going|attending|need\w*|want|coming|happening)\b|\bnot (?:going|coming|attending) (?:any ?more
          |after all)\b
        ^no more \w+ (?:on |in )?§t
        ^never went
    """),
    "they_move": rf"^{THEY_WISH}(?:move|reschedule|re-schedule|postpone|push|shift|change)\b",
    "they_cancel": rf"^{THEY_WISH}(?:cancel|call off|drop out|pull out)\b",
    "got_moved": lines(r"""
        \b(?:got|was|been|is) (?:moved|pushed|rescheduled|changed)\b
        \b(?:should|needs?|ha[sd]|supposed|ought|going|must|will|'ll) (?:to )?(?:be|start|end|last|go|take|happen
          |finish|changed|moved)\b
        ^(?:can|should) (?:it|that|(?:my|the|our) .*) ?\b(?:last|be|start|end|go|happen)\b|\bnot §t
        \binstead of §t|§t instead|§t,? not\b
    """),
}

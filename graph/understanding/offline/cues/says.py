"""What a clause may say anywhere, and what it tells: topics, refusals, places in a list, filters."""

from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.cues.nouns import CALENDAR, GOOD, KINDS, THEY_WISH
from graph.when.words.vocabulary import ANY_NUMBER

SAYS = {
    "weather": lines(r"""
        \b(?:weather|rain(?:s|y)?|snow(?:s|y)?|temperatures?|forecast|humid(?:ity)?|sunny|sunset
          |cold(?:er)?|warm(?:er)?|hot(?:ter)?|windy?|storms?|jacket|coat|the sun|sunscreen
          |freez\w+|outside|fog(?:gy)?|thunder\w*)\b|\b(?:be|stay) nice\b
    """),
    "directory": lines(r"""
        \bwho(?:'s| is| are|s) (?!(?:coming|attending|invited|going|organi\w*|the organi\w*|on|at|in|hosting
          |joining|with|all|else|that|this|it|my (?:meeting|next|first|§t)|meeting)\b)
        \bwhere(?:'s| is) here|\bwhere am i\b|\bmy name\b(?! is)
        \bwho (?:manages|works|reports)
        \b(?:phone|number|email|e-mail|website|office|skip|boss|team)\b.{0,25}\bof\b|\b(?!(?:it|that|what|let|here
          |there)'s)
          [\w]+'s (?:team|job|title|job title|contact)\b|\bjob titles?\b
        (?:'s|\b(?!his |this |was |has |yours )\w+s) (?:phone|number|email|e-mail|office|skip|website
          |birthday)\b
        '?s (?:boss|manager|address)$|\bhow (?:do|can) i contact|\bring\b$|\bgive (?:\w+ ){1,2}a (?:ring|call)$
        ^call [\w']+(?: [\w']+)?$|^(?:dial|text)\b|^e?-?mail \w+
    """),
    "elsewhere": lines(r"""
        \b(?:phone numbers?|websites?|web ?page|url|ratings?|rated|happy hour|take ?out)\b
        \b(?:menu|reservations? at|restaurants?|address book|contact (?:info|information|list|book|details)
          |contacts?|traffic|how far|manager|supervisor)\b
        \b(?:team of|works? for (?!me\b|us\b|my\b|our\b|every|him\b|her\b)|songs?|music|playlist
          |albums?|taxi|bus(?:es)?
          |trains?|hotels?|rental|rent a|rent on|to rent|apartments?|sedan)\b
        \b(?:house to|a house|place to (?:live|stay)|one[- ]way|round[- ]trip|movies?|films?|watch|payments?|pay
          |alarms?|poem)\b
        \b(?:(?:coffee|book|barber|flower|gift|pet) (?:shop|store)s?|cafes?|place (?:to|for|in|near))\b
        \b(?:near me|close by|closest|cheap(?:er|est)?|vegan
          |deliver(?:y|s)?|credit cards?|park(?:ing)?(?= |$)(?! with)|cuisine
          |how do (?:i|you) (?:get|spell|say|make|cook)|how (?:do|can) (?:i|we) get
          |opening hours
          |hours (?:for|of)|kilomet\w+|lights (?:on|off)|spell(?:ing|ed)?
          |podcasts?|order (?:me|us|a|some)\b|how (?:tall|old|big|deep|fast|far|high)|price of
          |how much (?:is|are|does|do|would)
          |time zone is)\b
        \b(?:attractions?|bedrooms?|genre|email address|e-mail address)\b
        \b(?:homework|python|story)\b
    """),
    "contact": lines(r"""
        ^(?:(?:have|get|give (?:me|us)|grab(?: me)?|find(?: me)?|know|tell (?:me|us)|also|what(?:'s| is| are)) )?
          (?:(?:the|their|his|her|its|a|your) )?(?:contact|phone|address|telephone|website)\b
          (?! (?:call|conversation|meeting))
    """),
    "errand": lines(r"""
        \b(?:find|book|get|need|search for|looking for|want)(?: me| us)? (?:(?:a|an|some|the) )?(?:(?:one[- ]way
          |round[- ]trip
          |cheap\w*|direct) )?(?:flights?|hotels?|bus|train|cab|taxi|rental)\b
        ^(?:find|look for|search for) (?:me )?(?:an?|some) (?:\w+ ){0,2}(?:place|restaurant|shop|store|bar|cafe)\b
        \b(?:payments?|taxi|cab|bus(?! trip)|rental car|rent a|round[- ]trip|one[- ]way|songs?
          |bedrooms?|alarms?|apartments?|tickets)\b
        \b(?:house to|a house|place to (?:live|stay|eat)|genre|airlines?|watch .* (?:online|now)
          |a movie i can)\b
    """),
    "own_calendar": rf"\b(?:my|our|the) (?:[\w']+ )?{CALENDAR}\b",
    "asks_own": lines(r"""
        \b(?:do|did|will|am|have|had|are|were|was) (?:i|we)(?: still| also| ever)? (?:have|had|see|seen|meet|met
          |meeting|seeing|going|doing|attend|attending|scheduled|booked|supposed|got|missed?|invited|busy|planned
          |need to attend)\b
        \b(?:i|we) (?:have|had|meet|met|see|saw|am meeting|planned)\b|\b(?:i|we)(?:'ve| have) (?:got|booked|planned)\b
        ^(?:do|will) (?:i|we) (?!(?:need|want|get|know|look|like|owe)\b)\w+.*§t
        ^(?:did|am|was|were|have) (?:i|we) (?!(?:free|late|allowed|able|right|wrong)\b)
        \b(?:coming|joining|respond(?:ed)?|replied|repl(?:y|ies)|said (?:yes|no)
          |say (?:yes|no)|decline|accept|going to (?:be (?:there|at)|make it)|overlap\w*|conflict\w*
          |clash\w*
          |double[- ]booked|back[- ]to[- ]back)\b
        ^(?:what|whats|what's|how|hows|how's)(?:'s| is| does| do)? (?:my|our) (?:§t|day|week|weekend|month|morning
          |afternoon|evening|night|rest of)|\bmy §t\b
        ^(?:what|whats|what's)(?: is| are|'s)? (?:on|happening|going on|up|coming up|next|left)\b
        \b(?:any|some)thing (?:happening|coming|going|up|booked|in|at|for|this|with|that day)\b|\bonly (?:thing|one)\b
        ^(?:what|whats|what's)(?:'s| is)? (?:that|this|it|the) .*\babout$|^(?:what|whats|what's)(?: is|'s)? §t
        ^(?:is|are|was|will) (?:it|that|this|they|those)(?: one)?(?: be)? (?:an? )?(?:in person|online|virtual|remote
          |at my
          |at the|on zoom|all day|recurring|long)\b
        ^who(?:'s| is| are| was| else| all)* (?:in|at|there|here|coming|invited|going|attending|on|with|hosting)\b
        \b(?:is|are|was|were) there (?:any|some|an?|other|more)|\bhave (?:going on|planned|scheduled|listed|else)
        \banything (?:else|on|scheduled|planned|between|after|before)|what else|\bmeeting (?:me|him|her|them|with)
        ^(?:what|when|who|where)(?:'s| is| are| about)? (?:on|next|coming up|after|before|the (?:first|last
          |next) one)
        ^(?:what|how) about (?:the|my|on)? ?(?:next|last|§t|one)|\bthat (?:event|meeting|one) (?:end|start|last)
        ^(?:when|where|what time|what day|how long)(?:'s| is| are| was| does| do| will| did) (?:my|our|that|it
          |the (?:first|last|next|second))\b
        \bone before|\bafter that\b|§q
    """),
    "about_an_event": lines(r"""
        ^(?:who|whom)\b.*\b(?:with|set (?:it|that|this|up)|created?|organi[sz]\w*|hosts?|hosting|running
          |made (?:it|that)
          |made the|scheduled|booked|going|coming|there|that|it)\b
        ^(?:which|what) (?:one|event|day|date|time|weekday|month|room|place)s?\b.*\b(?:it|that|this|one|longer
          |shorter|first
          |last|later|earlier|longest|shortest|next|is|was)\b
        ^(?:what|what's|whats|when|when's|where|where's|how long|how many|is|are|was|does|do|did|will|has)\b.*\b(?:it
          |that
          |this|this one|that one|the (?:first|second|third|last|next|other) one|they)\b.*\b(?:starts?|ends?|ending
          |starting
          |begins?|finish\w*|over|last|lasting|long|held|called|named|titled|about|at|with|say|says|again|recurring
          |repeat\w*
          |cancel?led|moved|confirmed|online|virtual|remote|in person|on zoom|start|end|the same|scheduled|set up
          |all day|in the §t
          |§t|§d|going|coming|there|hers?|his|mine)\b
        ^(?:is|are|was|were|will|did|does|has|have) [\w' ]{2,40} (?:both |also |all |still )?(?:going|coming|there
          |attending|invited
          |joining|on it|in it|included|respond|reply|replied|be there)\b
        §t look(?:s|ing)?(?: like)?$
        ^do you know (?:when|where|what|how long|who|if|whether) (?:my|our|the|that|it|i|we)\b
        ^(?:any|some)thing\b.*§t|^any (?:\w+ )?(?:with|for|on|in|§t)\b
        ^(?:and |or |just |only )?(?:in |on |at |for |during )?(?:the )?§t(?:[ ,]+§t)*(?: (?:too|as well|then|though
          |maybe))?$
        ^(?:when|where|what time|what day|how long|who).*\b(?:starts?|ends?|begins?|over|held|again)$
        \b(?:on my plate|on deck|lined up|(?:rest
          |remainder) of
          (?:my|our|the|§t)|my (?:day|week|weekend|month|morning|afternoon|evening|night)|my §t
          |to do)\b
    """),
    "own_question": lines(r"""
        \b(?:do|did|will|have|had|were|was) (?:i|we)(?: still| also| ever)? (?:have|had|see|meet|got|need to attend)\b
        \b(?:am|are|were) (?:i|we) (?:still |also )?(?:seeing|meeting|doing|going|booked|scheduled|supposed|busy)\b
        ^(?:what|what's|whats|what is|how's|how is|hows|how does)(?: on)? (?:my|our) (?!next (?:free|open))
        ^(?:what's|whats|what is) on\b
    """),
    "tells_name": lines(r"""
        \b(?:name(?: of [\w' ]{2,30}?)?|person|attendee) (?:is|should be)\b(?! (?:it|that|this|wrong|not)\b)
        ^(?:he|she|it)(?:'s| is) (?:called|named)\b
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
        ^(?:am i|do i|did i|have i|had i|will i|when (?:is|am|do|does|was|are)|what time (?:is|do|am|does)
          |where (?:is|am i meeting)|is|are|does|how long (?:is|will|does)|find my|find the|what(?:'s
          | is)) (?:.*\b(?:my|i|we|our|me)\b|(?:the|that|this) )
        ^(?:am i|do i|did i|will i)
    """),
    "calendar": lines(r"""
        \b(?:calendars?|calander|calender|schedules?|scheduled|sechdule|agenda|events?|meetings?|appointments?
          |bookings?|booked|calls?|plans?|planned|diary|requests|invites?|invited|invitations?)\b
        \b(?:attending|attend|accepted|declined|organi[sz]er|organi[sz]ed|tentatively|attendees?|going on|listed
          |busy|activities)\b
    """),
    "free": lines(r"""
        \b(?:free|avail\w*|availbility|open(?:ings?)? (?:times?|slots?|hours|spots?|days?|availability)|openings?
          |(?:time |empty |free |open )slots?|schedule is (?:open|free|clear))\b
        \b(?:have (?:any |some |free )*time(?! is)|when can (?:i|we|you)|what times(?: do you| can| could| are
          | works?)?|what time (?:do you have|works|can|could|are you)|when works)\b
        \b(?:when (?:are|is) .* (?:free|available|open)|next available|fit me in|when could)\b
        ^(?:earliest|soonest)\b|\b(?:the )?(?:earliest|soonest) (?:you|time|slot|possible|available|opening)
    """),
    "not_free": lines(r"""
        \b(?:free (?:of charge|trial|lunch)|feel free|free up|for free)\b
        ^(?:i|we)(?:'m| am|'re| are|'ll be| will be) (?:also |totally |completely )?(?:free|available|open)\b
          .*\b(?:so|book|schedule|make|set)\b
    """),
    "kind": KINDS,
    "event_types": lines(r"""
        \b(?:event|meeting|appointment|booking|call) (?:types?|kinds?)\b
        \b(?:types?|kinds?|sorts?) of (?:events?|meetings?|appointments?|calls?|bookings?)\b(?! (?:do|did) i have)
        \bwhat can (?:i|we|be|people|one|they) book(?:ed)?\b|\bwhat (?:do|can) you offer\b
        \bwhat (?:services|lengths)\b|\bwhich (?:services|types)\b
        \bwhat(?:'s| is) (?:on offer|bookable)\b
    """),
    "profile": lines(r"""
        \b(?:my|the|your|our) (?:time ?zone|account|profile|working hours|work hours|office hours|business hours
          |user ?name|booking (?:link|page)|cal(?:\.com)? link|opening hours)\b
        \b(?:which account|what time is it|what (?:day|date) is (?:it
          |today))\b
    """),
    "help": lines(r"""
        ^(?:help(?: me)?(?: please)?|what (?:can|do|could) (?:you|u|this(?: bot| assistant| thing)?) (?:do|help)
          (?: .*)?|what (?:can|could) i (?:do|say|ask)(?: .*)?)$
        ^(?:how (?:does this|do i use|does it work|can you help)(?: .*)?|how do you|who are you
          |what are you
          |are you (?:a |an )?(?:bot|robot|human|person|real|ai|machine)(?: .*)?)$
        ^(?:what (?:else )?(?:can|could) you (?:help|assist).*|commands|menu|options|instructions|what is this
          |how do i (?:start|begin|use this)|(?:help me )?(?:with )?something else)$
    """),
    "bye": lines(r"""
        \b(?:bye|goodbye|good ?night|see you(?: later)?|have a (?:good|nice|great|wonderful|lovely) (?:day|one
          |evening|night|weekend|time)|talk (?:to you )?later|take care)\b
        \b(?:that(?:'s| is|'ll be| will be|s| was| would be| should be) all|that (?:should|would|will) do(?: it)?\b
          |(?:i'?m|i am|we're|we are) (?:all )?(?:done|good
          |set|fine|finished|satisfied)|all (?:done|good|set))\b(?! (?:on|with|for) (?:§|the|my)(?!t))
        \b(?:nothing (?:else|more|for now|right now|at the moment|today|really|much)|there is nothing|end chat
          |no more|there is no(?:thing)? else
          |that(?:'ll| will) do|you can (?:go|shut down)|i(?:'ve| have)? got (?:to go|to run))\b
        \b(?:i don't need anything|you(?:'ve| have) been|i appreciate|much appreciated|appreciate (?:it|that|your)
          |gratitude|anything else (?:for now|today))\b
        ^nothing$|^(?:quit|exit|close)$
        \bthat(?:'s| is| was|s|'ll be| will be|'d be| would be| should be) (?:it|everything|enough)\b
          |\bshut down\b|\btaken care of everything
          |\b(?:gotta|got to) (?:run|go)\b
    """),
    "helped": r"\bfor (?:your|the|all) .{0,25}\b(?:help|assistance|efforts?|support)\b",
    "not_now": lines(r"""
        ^(?:no,? )?not (?:right |just )?(?:now|yet|at (?:the|this) (?:moment|time)|this (?:moment|time)|for now|today
          |just yet|away)\b
        ^(?:some other|another|at (?:a|some) later|later|some|an other) (?:time|day|date|point|moment)s?(?: (?:maybe
          |then
          |perhaps|thanks|please))*$|^(?:later|in the future)$
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
    "pause": lines(r"""
        ^(?:hold on|hang on|one (?:second|sec|moment|minute|min)|just a (?:second|sec|moment|minute|min)
          |a (?:second|sec|moment|minute)|give me a (?:second|sec|moment|minute|min))\b
        ^(?:wait(?: a (?:second|sec|moment|minute|min|bit))?
          |let me (?:check|think|see|look|confirm)|sec|moment|not sure(?: yet)?)$
        \b(?:let me (?:check|think|look|ask)|i need to (?:check|look at|think|ask|see) (?:something
          |about it|first|that first)|i(?:'ll| will) (?:check|think about|ask|let you know
          |tell you))\b
        \b(?:hold on|hang on|one moment|just a moment|wait a (?:second|sec|moment|minute|bit)|i(?:'m
          | am) not sure (?:yet|about it)|let me (?:see|check) first)\b
    """),
    "undo": lines(r"""
        ^(?:undo(?: (?:that|it|this|the last|my last)(?: .*)?)?|take (?:that|it) back|revert(?: .*)?
          |put it back(?: .*)?
          |move it back(?: to (?:where|when) it was)?|change it back|roll ?back.*
          |i (?:didn't|did not) mean (?:to|that).*)$
    """),
    "soonest": r"\b(?:next (?:free|available|open)|(?:the )?(?:earliest|soonest)|first (?:available|free|open)|asap)\b",
    "more": lines(r"""
        \b(?:later|earlier) (?:ones|times|options|slots)\b
        \b(?:any|some|show|give|see|other|more|different|another|additional|further)(?: me)?(?: any| some| more
          | other)* (?:times?|options?|slots?|openings?|choices?|dates?|days?|ones|availability|results)\b
        \b(?:anything (?:else|earlier|later)|something (?:else|earlier|later|different)|what else
          |show (?:me )?more|see more|next page)\b
        ^(?:more|next|others?|else)$
    """),
    "refuses": lines(r"""
        \b(?:none(?: of (?:these|them|those))?|(?:all|is|are|that's|too) bad|neither|don'?t (?:like|want
          |need|work|think|do|feel|add|book
          |cancel|schedule|delete|send|move|wish))\b
        \b(?:do not (?:like|want|need|work|add|book|cancel|schedule|delete|move|wish)|doesn'?t (?:work|suit|look
          |fit)|does not (?:work|suit|look|fit)|won'?t (?:work|be|do|woork)|will not work)\b
        \b(?:isn'?t (?:right|what|necessary|needed|required|it)|rather not|not going to
          |is not (?:right|what|good|it)|not (?:what|right|correct|good|necessary
          |interested|ready|needed|yet|now)|wrong|incorrect|no longer)\b
        \b(?:(?:need|want|like) to keep|(?:keep|leave) (?:it|that|this|them|the|my|things)|still going|can still
          |skip(?: it| that
          | this)?|skipping|omit|no need|hold off|not sure if|forget|never ?mind|let it be|on hold
          |post ?pone adding)\b
    """),
    "but": r"\b(?:but|instead|except|however|although|rather|though)\b",
    "shift": lines(r"""
        \b(?:later|earlier|sooner|longer|shorter|am|pm|a\.m|p\.m|mornings?|afternoons?|evenings?|different time
          |another (?:time|day|date|slot|week)|other day)\b
        ^(?:that|so|too|quite) (?:early|late|long|short|soon)$
        \btoo (?:early|late|long|short|soon)\b|\bnot (?:that|so|too|quite) (?:early|late|long|soon)\b
        \b(?:next (?:one|day|week)|following (?:day|week|month)|weekend|same time|spring|summer|winter|fall)\b
    """),
    "ordinal": lines(rf"""
        \b(?:the )?(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last|latter|former|top|bottom|middle
          |earlier|later|earliest|latest|longest|shortest|longer|shorter|best|other) (?:one|option|time|slot|choice
          |appointment|meeting|date|meeting option
          |of (?:those|these|them|the))\b
        (?:\b(?:option|number|choice|no\.?|nr\.?)|#) ?(?:\d|{ANY_NUMBER})\b
        \bmeeting (?:first|second|third)$
        \bthe (?:first|second|third|fourth|fifth|last|latter|former|top|bottom|1st|2nd|3rd)\b(?! (?:of|§))
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
        \b(?:unconfirmed|pending|awaiting|waiting (?:for|on)|not (?:yet )?confirmed|to (?:be )?confirm(?:ed)?
          |booking requests?|requests)\b
    """),
    "past": lines(r"""
        ^when (?:did|have) (?:i|we) last\b
        \b(?:past|previous|last (?:week|month|year|time)|yesterday|earlier (?:today|this week)|did i|was (?:my
          |there|the)|were|had i|have i (?:ever )?(?:had|met|seen)|history|ago)\b
    """),
    "upcoming": r"\b(?:upcoming|coming up|future|next few|ahead)\b",
    "settings": lines(r"""
        \bi(?:'?m| am) (?:now |currently )?(?:in|based in|living in|travell?ing (?:in|to)|staying in) (?!a\b|an\b
          |the (?:mood|middle|way)|my\b|need\b|touch\b|town\b|vacation|holiday|trouble
          |charge)[a-z][\w /+-]*?(?: (?:now|time|this week|today|timezone|time zone|§t))?$
        \bmy (?:time ?zone|name|e-?mail(?: address)?) is\b
        \b(?:set|change|switch|use) (?:(?:my |the )?time ?zone|my (?:name|e-?mail))\b|\buse [\w /]+ time$
          |\bcall me \w+$
        \bi live in\b|\bwe(?:'re| are) in [a-z]+ time|^time ?zone(?: is)?:? [\w/]+$
    """),
    "attends": lines(r"""
        ^(?:is|are|will|does|do) (?:[\w'.-]+ ){1,3}(?:coming|attending|joining|be (?:there|coming|joining)|attend
          |come|join)\b
    """),
    "asks_length": lines(r"""
        ^how long (?:is|are|will|would|does|do) (?:it|that|this|they|the (?:meeting|call|appointment)|an? [\w ]+)\b
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
    "last_met": r"^when(?:'s| is| was| did| have)? (?:(?:i|we)\b.*\blast\b|the last time (?:i|we)\b)",
    "got_moved": lines(r"""
        \b(?:got|was|been|has been|is|gets|being) (?:moved|pushed|postponed|rescheduled|delayed|shifted|changed)\b
        \b(?:should|needs?|has|ha[sd]|supposed|ought|going|must|will|'ll) (?:to )?(?:be|start|end|last|go
          |take|run|occur|happen|take place|begin|finish|changed|moved)\b
        ^(?:can|could|should|may) (?:it|that|this|(?:my|the|our) .*) ?\b(?:last|be|start|end|go|run|begin|move
          |happen)\b
        ^(?:can|could) (?:it|that|this|they|the \w+) be (?:changed|moved|pushed|rescheduled|shifted|postponed
          |made)\b
        \bnot §t|\binstead of §t|§t instead|§t,? not\b
    """),
}

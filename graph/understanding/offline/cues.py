"""The vocabulary of the offline interpreter. Data only: patterns over a marked clause (heard.py), by what they tell."""

import re

# --- lengths of time -------------------------------------------------------------------------------------------------

_COUNT = (
    r"(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|eight|ten|fifteen|twenty|thirty|forty[- ]five|sixty|ninety)"
)
_UNIT = r"(?:minutes?|mins?|hours?|hrs?|h|m)"
LENGTH = rf"\b(?:half an hour|half[- ]hour|{_COUNT}(?: and a half)?[ -]?{_UNIT}\b(?:[ ,]*(?:and )?(?:a half|\d+ ?(?:minutes?|mins?|m)\b))?)"
STEP_AFTER = r"(?:later|earlier|before|after|from now|ago|back|forward|ahead|sooner|in advance)\b"

# --- what a message may open with, before its verb -------------------------------------------------------------------

_GOOD = (
    r"(?:good|great|perfect|fine|nice|cool|awesome|excellent|wonderful|right|correct|lovely|amazing|better|well|brilliant"
    r"|fantastic|super|terrific|ideal|sweet|okay|ok|alright|accurate|beautiful|superb)"
)
_OPENERS = {
    "greeting": r"hi there|hello there|hey there|hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings|howdy|yo",
    "thanks": r"(?:many )?thank(?:s| you| u)(?: (?:so much|very much|a lot|a bunch|again))?(?: for [^.,!?]{1,40}(?=[.,!?]|$))?|thx|cheers",
    "yes": r"yes|yeah|yea|yep|yup|yah|ye|ya|ok|okay|okey|alright|all right|sure(?: thing)?|of course|absolutely|definitely|right",
    "no": r"no|nope|nah|nay|not",
    "praise": (
        rf"(?:(?:that|this|it|these|those|everything|that one|this one|that time)(?:'?s| is| was| looks?| sounds?| would be| will be| seems?)?"
        rf"|(?:looks?|sounds?|seems?))(?: (?:really|very|so|all|just|much|pretty|to be))* {_GOOD}(?: (?:for|to|with|by) me)?"
        rf"|{_GOOD}(?= (?:but|and|thanks?|job|then|now|except|however)|[.,!;]|$)"
        r"|(?:that|this|it)(?: time| one)?(?:'ll| will| would| should| could| can)? (?:works?|do|does)(?: (?:well|fine|great|perfectly|for me))*"
        r"|i like (?:it|that|this)"
    ),
    "turn": (
        r"actually|wait|sorry|oops|oh|on second thoughts?|well|hmm+|hm|uh|um|you know what|my (?:bad|mistake)|i (?:meant|mean)(?: to say)?"
        r"|i changed my mind|i've changed my mind|nevermind|never mind|rather|instead|scratch that|in fact|excuse me|apologies"
    ),
    "but": r"but|however|although|except|only",
    "link": r"and|also|then|now|so|next|again|plus|too|one more thing|by the way|btw|after that|first|finally|lastly|as well|in that case|got it|fyi",
    "wrapper": (
        r"please|pls|plz|kindly|just|go ahead and|(?:can|could|would|will|won't) (?:you|u|we)(?: please| also| just| maybe)*(?! be\b| have\b| make it to\b)"
        r"|(?:can|could|may|might) i(?! see)(?= (?:also |please |just )*(?:get|have|book|schedule|set|make|add|move|change|cancel|reschedule|create|put|push|reserve|arrange|meet|ask))"
        r"|i(?:'d| would)(?: really| also)? (?:like|love|prefer|need|want)(?: you)? to|i (?:really |also |just |still )?(?:need|want|wish|have)(?: you)? to"
        r"|i (?:wanna|gotta|must|should)|i(?:'m| am) (?:trying|looking|going|hoping|wanting|wishing) to(?= (?:book|schedule|cancel|move|reschedule|change|set|make|add|arrange|check|see|find|know))"
        r"|let(?:'?s|s| us| me)|help me(?: to)?|do me a favou?r and|would it be possible to|is it possible to|is there any way to|be so kind as to"
        r"|would you mind|you can|you could|you should|try to|maybe|perhaps|(?:we|you) (?:need|have) to|remember to|be sure to|make sure to|i was wondering if you could"
    ),
}
OPENING = re.compile("|".join(rf"(?P<{kind}>(?:{pattern})(?![\w'-]))" for kind, pattern in _OPENERS.items()))

# --- nouns -----------------------------------------------------------------------------------------------------------

GENERIC = (
    r"(?:meetings?|appointments?|appointement|appt|events?|bookings?|calls?|chats?|sessions?|slots?|ones?|things?|entry|entries|plans?"
    r"|times?|reservations?|invites?|invitations?|requests?|meet(?:[- ]?ups?)?|schedule|calendar)"
)
KINDS = (
    r"(?:meetings?|appointments?|appt|events?|calls?|chats?|sessions?|consultations?|consults?|intros?|interviews?|check[- ]?ins?|syncs?"
    r"|catch[- ]?ups?|demos?|reviews?|coffees?|lunch(?:es)?|breakfasts?|brunch(?:es)?|dinners?|drinks|one[- ]on[- ]ones?|1:1s?|stand[- ]?ups?"
    r"|workshops?|trainings?|visits?|talks?|part(?:y|ies)|dates?|class(?:es)?|lessons?|conferences?|haircuts?|workouts?|games?|trips?|concerts?"
    r"|practices?|reminders?|birthdays?|anniversar(?:y|ies)|vacations?|holidays?|weddings?|gatherings?|get[- ]?togethers?|checkups?|movies?"
    r"|bbqs?|barbecues?|picnics?|tournaments?|rehearsals?|ceremon(?:y|ies)|celebrations?|outings?|shows?|flights?|bookings?|reservations?|time slots?|slots?)"
)

# --- first words of a request ----------------------------------------------------------------------------------------

STARTS = {
    "cancel": r"(?:cancel|cancle|cancell|delete|delet|remove|erase|get rid of|scrap|call off|take off|clear|scratch|drop|uncancel|unschedule|wipe|unbook|axe|kill)\b",
    "edit_people": (
        r"(?:add|invite|include|remove|take|drop|delete|put|uninvite)\b(?! (?:an?|the|my|another|this|that) (?:new )?(?:meeting|appointment|event|call)\b(?! (?:to|from)))"
        r".*\b(?:to|from|off|on|in|into) (?:it|that|this|the|my|our|these|those|§t)\b(?!.*\b(?:calendar|schedule|calander|diary|agenda)\b)"
    ),
    "invite": r"(?:invite|uninvite|include|also invite|replace)\b",
    "add_name": r"add (?!an?\b|the\b|my\b|another\b|§|new\b|it\b|that\b|this\b|event\b|meeting\b|appointment\b|to\b|in\b|more\b|some\b)\w+",
    "edit_text": (
        r"(?:change|set|update|make|edit|add|put|rename|modify|fix|correct)\b.*\b(?:title|name|location|place|subject|comment|description|venue|notes?|address)\b"
        r"|(?:rename|call (?:it|that|this)|name (?:it|that|this)|title (?:it|that|this)|label (?:it|that))\b"
    ),
    "move": (
        r"(?:move|reschedule|re-schedule|resched|postpone|push|delay|shift|extend|shorten|lengthen|bump|swap|switch|put off|bring|slide|prolong|defer|advance|lenghten|stretch|cut|trim|adjust)\b"
    ),
    "change": r"(?:changed?|update|edit|modify|alter|fix|correct|set)\b(?! up\b)",
    "make_it": (
        r"(?:make|have|get|set|keep|put|do|start|end|finish|begin|let) (?:it|that|this|them|those|these)\b|(?:start|end|finish|begin) (?:at|on|by|around|§t)"
        r"|(?:make|set|have) (?:the |my )?(?:start|end|ending|starting|duration|length|time|day|date|finish)\b|make §t\b|make (?:it|that|this)"
    ),
    "make_longer": r"(?:make|have|let|get|set) .*\b(?:longer|shorter|last|lasts?|earlier|later|instead|until|till|til|long|go|end|start|begin|occur|(?:to )?be)\b",
    "add_length": r"add (?:an?(?:other)? |\d+ )?(?:more |extra )?(?:§d|hours?|minutes?|half|§t)(?: more| extra)?(?: (?:hours?|minutes?|later|longer))?(?: (?:to|on|at)\b|$)",
    "book": (
        r"(?:book|schedule|shedule|schdule|sched|set(?: |-)?up|setup|create|creat|arrange|plan|reserve|block|organi[sz]e|pencil|hold|enter|log|mark|record|note down|save)\b"
        r"|(?:make|add|put|set|get|do|have|fit|squeeze|insert|include|place|start) (?:me |us |in |down |up |for me |on my calendar )*(?:an?|the|my|our|another|some|new|in|down|up|one|two|§q|§t|event|meeting|appointment|\w+ with)\b"
        r"|(?:make|add|put|insert) (?!it\b|that\b|this\b|them\b|those\b|these\b|sure\b|§d)"
        r"|find (?:me )?(?:an?|some) (?:time|slot|spot|hour|§d|good|period|room|gap|opening)|find (?:me )?§d"
        r"|meet(?:ing)? (?:up )?with\b|meet \w+|get together with|sit down with|catch up with|chat with|talk (?:to|with)|speak (?:to|with)|have (?:an?|lunch|dinner|coffee|breakfast|drinks)\b"
        r"|put me down|put us down|sign me up|pencil me|book me|squeeze me"
    ),
    "question": (
        r"(?:what|whats|what's|when|whens|when's|where|wheres|where's|who|whos|who's|whose|which|how|why|do i|do we|do you (?:see|have)|did|does|is|are|am i|was|were|will|have i|has|had i"
        r"|should|can i see|could i see|any|anything|anyone)\b"
    ),
    "look": (
        r"(?:show|list|find|search|check|tell|see|look|view|display|give me|pull up|bring up|get (?:me )?(?:out |the |my )|read|review|know|verify|confirm (?:that|whether|if)|open|get out|remind me (?:what|when|of)|let me (?:see|know))\b"
    ),
    "see_someone": r"see (?!my\b|the\b|what|if\b|when|how|all\b|any|events?\b|it\b|a\b|an\b|which|who|calendar|where|some|more|that\b|this\b|§|meetings?\b|appointments?\b|bookings?\b|upcoming|free|available|open|i\b|whether)\w",
    "i_have": (
        r"(?:i|we)(?:'ve| have|'ve got| had| got| will have|'ll have|'m having| am having| am|'m| was|'ll be| will be| are|'re| will|'ll)\b"
    ),
    "i_want": (
        r"(?:i|we)(?:'d| would)? ?(?:really |also |just )?(?:want|need|like|love|wish|require|would like|'d like)(?: for)? (?:to have |to get )?(?:an?|another|some|the|one|my|in|§)"
    ),
    "it_is": (
        r"(?:(?:it|that|this|the (?:time|meeting|event|day|date|appointment|call|end|start))(?:'s| is| was| will| should| needs?| has| ha[sd] to| must| got| gets| starts?| ends?| lasts?| lasted| started| ended|'ll| ought)|its) "
    ),
    "new_value": r"(?:with|at|on|for|from|to|until|till|til|by|in|around|about|between|after|before) ?§|§[tdm]|for (?:an?|\d)|with \w+",
    "how_about": r"(?:how|what) about|what if|how 'bout|why not|any chance|is §t|would §t|does §t|can (?:it|we|you) (?:be|do|make)|could (?:it|we|you) (?:be|do|make)",
}

# --- words anywhere --------------------------------------------------------------------------------------------------

SAYS = {
    "elsewhere": (
        r"\b(?:weather|rain(?:s|ing|y)?|snow(?:s|ing|y)?|temperatures?|forecast|humid(?:ity)?|sun(?:ny|rise|set)?|cold(?:er)?|warm(?:er)?|hot(?:ter)?|cloudy|wind(?:y)?|storms?|umbrella"
        r"|degrees|celsius|fahrenheit|phone numbers?|cell number|websites?|web ?page|url|ratings?|rated|stars|happy hour|take ?out|takeaway|full bar|waiter service"
        r"|menu|reservations? at|restaurants?|address book|contact (?:info|information|list|book|details)|contacts?|directions|traffic|how far|manager|managers|bosses? manager|supervisor"
        r"|skip manager|team of|reports? to|direct reports|works? for|stock|songs?|music|playlist|albums?|taxi|cab|uber|bus(?:es)?|trains?|hotels?|rental|rent a|apartments?"
        r"|house to|place to (?:live|stay)|one[- ]way|round[- ]trip|movies?|films?|watch|payments?|pay|alarms?|news|joke|poem|recipe|translate|calculate|capital of|president"
        r"|attractions?|bedrooms?|balance|bank|transfer money|transaction|genre|search the web|google|wikipedia|email address|e-mail address|office location|zip code|population"
        r"|homework|code|python|essay|story|sing|lyrics|exchange rate|bitcoin|score|recommend|trivia|holiday is|thanksgiving|christmas)\b"
    ),
    "weather": (
        r"\b(?:weather|rain(?:s|ing|y)?|snow(?:s|ing|y)?|temperatures?|forecast|humid(?:ity)?|sunny|sun|sunrise|sunset|cold(?:er)?|warm(?:er)?|hot(?:ter)?|cloudy|windy?|storms?|umbrella|degrees|jacket)\b"
    ),
    "remind": r"\b(?:remind(?:er|s)?(?: me)?|alarm|timer)\b",
    "directory": (
        r"\bwho(?:'s| is| are|s) (?!(?:coming|attending|invited|going|organi|the organi|on|at|in|hosting|joining|with|all|else|my (?:meeting|next|first|§t)|meeting)\b)|\bwhere(?:'s| is) here|\bwhere am i\b|\bwhere do(?:es)? \w+ (?:live|work)|\bmy name\b(?! is)"
        r"|\bwho (?:manages|works|reports)|\b(?:phone|number|email|e-mail|address|website|office|skip|manager|boss|team|location)\b.{0,25}\bof\b|'s (?:phone|number|email|e-mail|office|boss|manager|skip|website|address|birthday)\b"
        r"|\bhow (?:do|can) i contact|\bring\b$|\bgive \w+ (?:\w+ )?a (?:ring|call)$|^call \w+(?: \w+)?$|^dial\b|^text\b|^e?-?mail \w+"
    ),
    "calendar": r"\b(?:calendar|calander|calender|schedule|schedules|scheduled|sechdule|agenda|events?|meetings?|appointments?|bookings?|booked|calls?|plans?|planned|diary|invites?|invitations?|attending|attend|accepted|declined|organi[sz]er|tentatively|attendees?|going on|listed|busy)\b",
    "free": (
        r"\b(?:free|avail\w*|availbility|open(?:ings?)? (?:times?|slots?|hours|spots?|days?|availability)|openings?|(?:time |empty |free |open )slots?|schedule is (?:open|free|clear)|have (?:any |some |free )*time(?! is)"
        r"|when can (?:i|we|you)\b|what times?(?: (?:do you|can|could|are|works?|is)\b)|when works|when (?:are|is) .* (?:free|available|open)|next available|earliest|soonest|fit me in|when could)"
    ),
    "not_free": r"\b(?:free (?:of charge|trial|lunch|ride|throw)|feel free|free up|for free|free event)\b|\"",
    "event_types": (
        r"\b(?:(?:event|meeting|appointment|booking|call) (?:types?|kinds?)|(?:types?|kinds?|sorts?) of (?:events?|meetings?|appointments?|calls?|bookings?)(?! (?:do|did) i have)|what can (?:i|we|be|people|one|they) book(?:ed)?|what (?:do|can) you offer"
        r"|what (?:services|durations|lengths)|which (?:services|types|durations)|what(?:'s| is) (?:on offer|bookable))\b"
    ),
    "profile": (
        r"\b(?:(?:my|the|your|our) (?:time ?zone|account|profile|working hours|work hours|office hours|business hours|user ?name|booking (?:link|page)|cal(?:\.com)? link|default schedule|opening hours|availability hours)|which account|whose (?:account|calendar)|am i logged in|what time is it|what (?:day|date) is (?:it|today))\b"
    ),
    "help": (
        r"^(?:help(?: me)?(?: please)?|what (?:can|do|could) (?:you|u|this(?: bot| assistant| thing)?) (?:do|help)(?: .*)?|what (?:can|could) i (?:do|say|ask)(?: .*)?|how (?:does this|do you|do i use|does it|can you help)(?: .*)?|who are you|what are you|are you (?:a |an )?(?:bot|robot|human|person|real|ai|machine)(?: .*)?"
        r"|what (?:else )?(?:can|could) you (?:help|assist).*|commands|menu|options|instructions|what is this|how do i (?:start|begin|use this)|(?:help me )?(?:with )?something else)$"
    ),
    "bye": (
        r"\b(?:bye|goodbye|good ?night|see you(?: later)?|have a (?:good|nice|great|wonderful|lovely) (?:day|one|evening|night|weekend|time)|talk (?:to you )?later|take care|that(?:'s| is|'ll be| will be|s| was) all|(?:i'?m|i am|we're|we are) (?:all )?(?:done|good|set|fine|finished)|all (?:done|good|set)"
        r"|nothing (?:else|more|for now|right now)|end chat|no more|no there is no|that (?:would|will) be (?:all|it)|that(?:'ll| will) do|you can (?:go|shut down)|i(?:'ve| have) got (?:to go|to run)|i don't need anything|you(?:'ve| have) been|appreciate)\b|^nothing$|^(?:quit|exit|close)$"
    ),
    "chat": (
        r"^(?:how are you(?: .*)?|how(?:'s| is) it going|how do you do|what's up|whats up|sup|nice to (?:meet|see).*|good (?:job|work|bot|one).*|well done.*|lol|haha+|wow|you(?:'re| are) .*|i(?:'m| am) (?:fine|good|great|ok|okay|well)|i appreciate .*|(?:so|very|really|that's|it's|its|all)? ?(?:good|great|nice|cool|fine|well|awesome|excellent|amazing|perfect|sweet|super|ok|okay)(?: (?:good|great|nice|cool|fine|job|work|done|then|now|very|so|much|me|it|one))*"
        r"|got it|understood|i see|no (?:problem|worries)|never ?mind|oh (?:no|well|ok|okay)|cool|test(?:ing)?|merry christmas|happy .*|congrat.*|i love you.*|thank.*|it'?s (?:ok|okay|fine|good|great|well|all right|alright|look good)|oops.*|carry on|sounds? (?:good|great).*|looks? (?:good|great|fine|perfect|much better).*|yeah|yes|make it|done|ok.*get re.*|that(?:'s|s)? (?:good|great|fine|nice|better).*)$"
    ),
    "pause": (
        r"^(?:hold on|hang on|one (?:second|sec|moment|minute|min)|just a (?:second|sec|moment|minute|min)|a (?:second|sec|moment|minute)|give me a (?:second|sec|moment|minute|min)|wait(?: a (?:second|sec|moment|minute|min|bit))?|brb|bear with me|let me (?:check|think|see|look|confirm)|§d|sec|moment|not sure(?: yet)?)\b(?! with| on (?:calendar|friday))"
        r"|\b(?:let me (?:check|think|see|look|ask|get back)|i need to (?:check|look at|think|ask|see) (?:something|about|first|with|my|that|it)|i(?:'ll| will) (?:check|think about|get back|ask|let you know|tell you)|hold on while|hang on (?:a|one)|hold on|hang on|one moment|i(?:'m| am) not sure (?:yet|about it)|need to think|let me (?:see|check) first)\b"
    ),
    "undo": r"^(?:undo(?: (?:that|it|this|the last .*))?|take (?:that|it) back|revert(?: .*)?|put it back(?: .*)?|move it back(?: to (?:where|when) it was)?|change it back|roll ?back.*|restore (?:it|that).*|i (?:didn't|did not) mean (?:to|that).*)$",
    "kind": KINDS,
    "more": (
        r"\b(?:(?:any|some|show|give|see|other|more|different|another|additional|further)(?: me)?(?: any| some| more| other)* (?:times?|options?|slots?|openings?|choices?|dates?|days?|ones|availability|results|possibilities)|anything (?:else|earlier|later)|something (?:else|earlier|later|different)|what else|show (?:me )?more|see more|load more|next page|other than (?:these|those|that))\b|^(?:more|next|others?|else)$"
    ),
    "refuses": r"\b(?:none of (?:these|them|those)|neither|not any of|don'?t (?:like|want|need|work|think|do|add|book|cancel|schedule|delete|send|move)|do not (?:like|want|need|work|add|book|cancel|schedule|delete|move|wish)|doesn'?t (?:work|suit|look|fit)|does not (?:work|suit|look|fit)|won'?t (?:work|be|do|woork)|will not work|isn'?t (?:right|what)|is not (?:right|what)|not (?:what|right|correct|good|necessary|interested|ready|needed)|wrong|incorrect|no longer|(?:need|want|like) to keep|keep (?:it|that|this|the|my)|still going|can still|skip(?: it| that| this)?|no need|hold off|not sure if|forget|never ?mind)\b",
    "but": r"\b(?:but|instead|except|however|although|rather|though)\b",
    "shift": r"\b(?:later|earlier|sooner|longer|shorter|am|pm|a\.m|p\.m|mornings?|afternoons?|evenings?|different time|another (?:time|day|date|slot|week)|other day|next (?:one|day|week)|following (?:day|week|month)|weekend)\b",
    "ordinal": (
        r"\b(?:(?:the )?(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last|latter|former|top|bottom|middle|earlier|later|earliest|latest) (?:one|option|time|slot|choice|appointment|meeting|date|meeting option|of (?:those|these|them|the))|(?:option|number|choice|no\.?|nr\.?|#) ?(?:\d|one|two|three|four|five|six)\b|#\d|the (?:first|second|third|fourth|fifth|last|latter|former|top|bottom|1st|2nd|3rd)\b(?! (?:of|§)))"
    ),
    "accept": r"^(?:accept|approve|confirm)\b.*\b(?:request|booking|meeting|invite|invitation|appointment|call|from|with|the|§t)\b",
    "decline": r"^(?:decline|reject|refuse|turn down|deny)\b",
    "cancelled": r"\b(?:cancel(?:l?ed|lations?)|deleted)\b",
    "unconfirmed": r"\b(?:unconfirmed|pending|awaiting|waiting (?:for|on)|not (?:yet )?confirmed|to (?:be )?confirm(?:ed)?|booking requests?|requests)\b",
    "past": r"\b(?:past|previous|last (?:week|month|year|time)|yesterday|earlier (?:today|this week)|did i|was (?:my|there|the)|were|had i|have i (?:ever )?(?:had|met|seen)|history|ago)\b",
    "upcoming": r"\b(?:upcoming|coming up|future|next few|ahead)\b",
    "existing": r"\b(?:my|the|that|this|our|it|existing|§t's) ",
    "reason": r"\b(?:because|since|as i|due to|cause|cuz|reason)\b",
    "settings": (
        r"\b(?:i(?:'m| am) (?:now |currently )?(?:in|on|based in|living in|travell?ing (?:in|to)|staying in) (?!a\b|the (?:mood|middle|way)|my\b|need\b|touch\b|town\b|vacation|holiday|trouble|charge)[a-z][\w /+-]*(?: (?:now|time|this week|today|timezone|time zone))?$|my (?:time ?zone|name|e-?mail(?: address)?) is|(?:set|change|switch|use) (?:my |the )?(?:time ?zone|name|e-?mail)|use [\w /]+ time$|call me \w+$|i live in|we(?:'re| are) in [a-z]+ time|(?:time ?zone)(?: is)?:? [\w/]+$)"
    ),
    "cannot": r"\b(?:can'?t|cannot|can not|won'?t be able to|not able to|unable to) (?:make|attend|come|do|be (?:at|there))\b",
    "got_moved": r"\b(?:(?:got|was|been|has been|is|gets|being) (?:moved|pushed|postponed|rescheduled|delayed|shifted|changed)|(?:should|needs?|has|ha[sd]|supposed|ought|going|must|will|'ll|is gonna) (?:to )?(?:be|start|end|last|go|take|run|occur|begin|finish)|not §t|instead of §t|§t instead|§t,? not\b)",
    "plural_all": r"\b(?:all|every|everything|both|each|any|entire|rest of)\b|\b(?:meetings|appointments|events|bookings|calls|plans)\b",
}

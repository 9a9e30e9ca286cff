"""The vocabulary of the offline interpreter, as data: what a clause may open with, begin with, or say.

Patterns are read against a marked clause (heard.py): lower case, §t for time words, §d for a length, §m for an e-mail
address, §p for a telephone number, §q for something in quotes. One alternative a line.
"""

import re


def lines(text: str) -> str:
    """One pattern from a text with one alternative a line."""
    return "(?:" + "|".join(line.strip() for line in text.splitlines() if line.strip()) + ")"


_COUNT = lines(r"""
    \d+(?:[.,]\d+)?
    an?|one|two|three|four|five|six|eight|ten|fifteen|twenty|thirty|forty[- ]five|sixty|ninety
""")
_UNIT = r"(?:minutes?|mins?|hours?|hrs?)"
LENGTH_WORDS = lines(rf"""
    half an hour|half[- ]hour
    \d+ ?(?:h|m)\b
    {_COUNT}(?: and a half)?[ -]?{_UNIT}\b(?:[ ,]*(?:and )?(?:a half|\d+ ?(?:minutes?|mins?|m)\b))?
""")
LENGTH = rf"\b{LENGTH_WORDS}"
STEP_AFTER = r"(?:later|earlier|before|after|from now|ago|back|forward|ahead|sooner|in advance)\b"

_GOOD = lines(r"""
    good|great|perfect|fine|nice|cool|awesome|excellent|wonderful|right|correct|lovely|amazing|better|well|brilliant
    fantastic|super|terrific|ideal|sweet|okay|ok|alright|accurate|beautiful|superb
""")

_OPENERS = {
    "greeting": lines(r"""
        hi there|hello there|hey there|hi|hello|hey|hiya|greetings|howdy|yo
        good (?:morning|afternoon|evening|day)
    """),
    "thanks": lines(r"""
        (?:many )?thank(?:s| you| u)(?: (?:so much|very much|a lot|a bunch|again))?(?: for [^.,!?]{1,40}(?=[.,!?]|$))?
        thx|thnaks|thanx|cheers
    """),
    "yes": r"yes|yeah|yea|yep|yup|yah|ye|ya|ok|okay|okey|alright|all right|sure(?: thing)?|of course|absolutely|right",
    "no": r"no|nope|nah|nay|not(?= §| a | the | that )",
    "praise": lines(rf"""
        (?:that|this|it|these|those|everything|that one|this one|that time)(?:'?s| is| was| looks?| sounds?| would be| will be| seems?)?(?: (?:really|very|so|all|just|much|pretty|to be))* {_GOOD}(?: (?:for|to|with|by) me)?
        (?:looks?|sounds?|seems?)(?: (?:really|very|so|all|just|much|pretty|to be))* {_GOOD}(?: (?:for|to|with|by) me)?
        {_GOOD}(?= (?:but|and|thanks?|then|now|except|however)|[.,!;]|$| please\b| can you\b| could you\b| this will work)
        (?:that|this|it)(?: time| one)?(?:'ll| will| would| should| could| can)? (?:works?|do|does)(?: (?:well|fine|great|just|perfectly|perfect|for me|out))*
        works(?: (?:well|fine|great|for me))*
        i like (?:it|that|this)
    """),
    "turn": lines(r"""
        actually|actally|wait|sorry|oops|oh|on second thoughts?|well|hmm+|hm|uh|um|you know what|my (?:bad|mistake)
        i (?:meant|mean)(?: to say)?|i(?:'ve)? changed my mind|nevermind|never mind|rather|instead|scratch that|in fact
        excuse me|apologies|i(?:'m| am) sorry
    """),
    "but": r"but|however|although|except|only",
    "link": lines(r"""
        and|also|then|now|so|again|plus|one more thing|by the way|btw|after that|as well|in that case|fyi
        (?:first|next|finally|lastly)(?=,)
    """),
    "wrapper": lines(r"""
        please|pls|plz|kindly|just|go ahead and
        (?:can|could|would|will|won't) (?:you|u|we)(?: please| also| just| maybe| actually)*(?! be\b| have\b| make it to\b)
        (?:can|could|may|might) i(?! see)(?= (?:also |please |just )*(?:get|have|book|schedule|set|make|add|move|change|cancel|reschedule|create|put|push|reserve|arrange|meet|ask)\b)
        i(?:'d| would)(?: really| also)? (?:like|love|prefer|need|want)(?: you)? to
        i (?:really |also |just |still )?(?:need|want|wish|have)(?: you)? to(?! (?:be|have)\b)
        i need(?= (?:put|make|add)\b)|i (?:wanna|gotta|must|should)
        i(?:'m| am) (?:trying|looking|going|hoping|wanting|wishing) to(?= (?:book|schedule|cancel|move|reschedule|change|set|make|add|arrange|check|see|find|know)\b)
        let(?:'?s|s| us| me)|help me(?: to)?|do me a favou?r and|(?:would it be|is it) possible(?: for you)? to|is there any way to
        i(?:'m| am) (?:also )?(?:going to need|wanting|wondering|going to want)(?: you)?(?: if you (?:can|could))?(?: to)?|i wanted(?: you)? to
        (?:how|what) about(?= \w+ing\b)|are you able to|do you mind|if you (?:can|could)|i need you to|i need(?: some)? help(?: with)?(?: my calendar)?|try(?= \w+ing\b)
        would you mind|you can|you could|you should|try to|maybe|perhaps|(?:we|you) (?:need|have) to|remember to
        i(?: really| do)? (?:think|guess|believe)(?: that)?|be sure to|make sure to|i was wondering if you could|do you think you (?:can|could)|think you can|see if you can
    """),
}
OPENING = re.compile("|".join(rf"(?P<{kind}>(?:{pattern})(?![\w'-]))" for kind, pattern in _OPENERS.items()))

GENERIC = lines(r"""
    meetings?|appointments?|appointement|appt|events?|bookings?|calls?|chats?|sessions?|slots?|ones?|things?|entry|entries
    plans?|times?|reservations?|invites?|invitations?|requests?|meet(?:[- ]?ups?)?|schedule|calendar
""")
KINDS = lines(r"""
    meetings?|appointments?|appt|events?|calls?|chats?|sessions?|consultations?|consults?|intros?|interviews?|check[- ]?ins?
    syncs?|catch[- ]?ups?|demos?|reviews?|coffees?|lunch(?:es)?|breakfasts?|brunch(?:es)?|dinners?|drinks|one[- ]on[- ]ones?
    1:1s?|stand[- ]?ups?|workshops?|trainings?|visits?|talks?|part(?:y|ies)|dates?|class(?:es)?|lessons?|conferences?
    haircuts?|workouts?|games?|trips?|concerts?|practices?|birthdays?|anniversar(?:y|ies)|vacations?|holidays?|weddings?
    gatherings?|get[- ]?togethers?|checkups?|movies?|bbqs?|barbecues?|picnics?|tournaments?|rehearsals?|ceremon(?:y|ies)
    celebrations?|outings?|shows?|flights?|bookings?|reservations?|time slots?|slots?|festivals?|races?|meet[- ]?ups?
""")
_IT = r"(?:it|that|this|them|these|those)"
_MINE = r"(?:an?|the|my|our|another|some|new)"
_CALENDAR = r"(?:calendar|calander|calender|schedule|agenda|diary)"

STARTS = {
    "cancel": lines(r"""
        (?:cancel(?:l?ing|l?ed)?|cancle|cancell|delete|deleted|deleting|delet|removing|remove|erase|get rid of|scrap|call off|take off|clear|scratch|drop|wipe|unbook|axe)\b
    """),
    "edit_people": lines(rf"""
        (?:add|invite|include|put) (?!{_MINE}\b|§|event|meeting|appointment).* (?:to|in|into|on) (?:{_IT}|my|our|the)\b(?!.* {_CALENDAR}\b)(?! {_CALENDAR})
        (?:remove|take|drop|delete) (?!{_MINE}\b|{_IT}\b|§).* (?:from|off|out of) (?:{_IT}|my|our|the)\b(?!.* {_CALENDAR}\b)
        (?:invite|uninvite|include|replace)\b
        (?:remove|drop) (?!{_MINE}\b|{_IT}\b|§|meeting|event|appointment)\w+(?: and \w+)*(?: too| as well| please)*$
    """),
    "add_name": rf"add (?!{_MINE}\b|{_IT}\b|§|event\b|meeting\b|appointment\b|to\b|in\b|more\b|\d)[\w.'-]+(?:,? (?:and )?[\w.'-]+){{0,6}}$|add (?:two|three|more|another) (?:more )?people\b",
    "edit_text": lines(rf"""
        (?:change|changed|set|update|make|edit|modify|fix|correct) (?:the|its|my|that|this|their)?(?: [\w']+){{0,4}} ?(?:title|name|location|place|subject|comment|description|venue|notes?|address|address)\b
        add (?:the|a) (?:title|name|location|place|subject|comment|description|venue|notes?)\b
        (?:it )?rename\b|add that\b(?! (?:to|on|in|event|meeting|appointment|too)\b)|mark (?:me|it|that) as\b|(?:call|name|title|label) {_IT}\b
    """),
    "move": lines(r"""
        (?:moving|rescheduling|changing|pushing|move|reschedule|re-schedule|resched|postpone|push|delay|shift|extend|shorten|lengthen|bump|swap|switch|put off|bring|slide|prolong|defer|advance|stretch|cut|trim|adjust)\b
    """),
    "change": r"(?:changed?|changing|update|edit|modify|alter|fix|correct|set)\b(?! up\b)(?! an?\b)",
    "make_it": lines(rf"""
        (?:make|have|get|set|keep|do|start|end|finish|begin|let) {_IT}\b(?!.*\b{_CALENDAR}\b)|put (?:it|that|this)\b(?!.*\b{_CALENDAR}\b)(?= (?:at|to|on|for|back|off))
        (?:start|end|finish|begin) (?:at|on|by|around|§t)
        (?:make|set|have|put) (?:the |my )?(?:start|end|ending|starting|duration|length|time|day|date|finish)\b|make §t\b
    """),
    "make_longer": rf"(?:make|have|let|get|set) (?!an?\b|another\b|event\b).*\b(?:longer|shorter|last|lasts?|earlier|later|instead|until|till|til|long|go|end|start|begin|occur|happen|take place|(?:to )?be)\b|(?:make|have|put|set) my\b",
    "add_length": r"add (?:an?(?:other)? |\d+ )?(?:more |extra )?(?:§d|hours?|minutes?|half|§t)(?: more| extra)?(?: (?:hours?|minutes?|later|longer))?(?: (?:to|on|at)\b|$)",
    "book_new": lines(rf"""
        (?:book|schedule|set(?: |-)?up|create|arrange|plan|reserve|make|add|put|set|insert|get|block)(?: me| us| in| down| up| for me| on my calendar)* (?:an?(?! (?:bit|little|hour (?:later|earlier)))|another|some|new|event|meeting|appointment)\b
        (?:book|schedule|arrange) (?:me|us)\b(?! (?:at leas))
    """),
    "book": lines(rf"""
        (?:booking|scheduling|making the|setting up|adding|book|schedule|shedule|schdule|sched|set(?: |-)?up|setup|create|creat|arrange|plan|reserve|block|organi[sz]e|pencil|enter|log|mark|record|note down|save)\b
        (?:make|add|put|set|do|have|fit|squeeze|insert|include|place|start|get(?= me (?:an?|in)\b| an?\b))(?: me| us| in| down| up| for me| on my calendar)* (?:{_MINE}|in|down|up|one|two|§q|§t|event|meeting|appointment|\w+ with)\b
        (?:make|add|put|insert) (?!it\b|that\b|this\b|them\b|those\b|these\b|sure\b|§d)
        find (?:me )?(?:(?:an?|some) )?(?:§d )?(?:time|slot|spot|hour|§d|good|period|room|gap|opening)\b
        meet(?:ing)? (?:up )?with\b|meet \w+|get together with|sit down with|catch up with|chat with|talk (?:to|with)|speak (?:to|with)
        have (?:an?|lunch|dinner|coffee|breakfast|drinks)\b|put (?:me|us) down|sign me up|squeeze me
        (?:add|put|mark|note|save) {_IT}(?: down| in| up)?(?: (?:on|to|in|into) .*\b{_CALENDAR}\b|$)
    """),
    "see_someone": rf"see (?!{_MINE}\b|{_IT}\b|what|if\b|when|how|all\b|any|events?\b|which|who|{_CALENDAR}|where|more|§|meetings?\b|appointments?\b|bookings?\b|upcoming|free|available|open|i\b|whether)\w",
    "question": lines(r"""
        (?:what|whats|what's|when|whens|when's|where|wheres|where's|who|whos|who's|whose|which|how|hows|why)\b
        (?:do i|do we|do you (?:see|have)|did|does|is|are|am i|was|were|will|have i|has|had i|should (?:i|we|it|that|the|this)|can i see|could i see|any|anything|anyone)\b
    """),
    "look": lines(r"""
        (?:show|list|find|search|check|tell|see|look|view|display|give me|pull up|bring up|read|review|know|verify|open)\b
        get (?:me )?(?:out |the |my )|confirm (?:that|whether|if)\b|remind me (?:what|when|of)\b
    """),
    "i_have": r"(?:i|we)(?:'ve| have|'ve got| had| got| will have|'ll have|'m having| am having| am|'m| was|'ll be| will be| are|'re| will|'ll)\b",
    "i_want": r"(?:i|we)(?:'d| would)? ?(?:really |also |just |definitely )?(?:want|need|like|love|wish|require|would like|'d like)(?: for)? (?:to have |to get |to be )?(?:an?|another|some|the|one|my|in|§)",
    "it_is": lines(r"""
        (?:(?:it|that|this|the (?:[\w']+ )?(?:time|meeting|event|day|date|appointment|call|end|start))(?:'s| is| was| will| should| needs?| has| ha[sd] to| must| got| gets| starts?| ends?| lasts?| lasted| started| ended|'ll| ought| to)|its)\b
        i (?:want|need|would like|'d like|wanted) (?:it|that|this|the (?:day|time|date|meeting|event|appointment))(?: moved| changed| pushed)? (?:to|at|on|for|from)\b
    """),
    "new_value": r"(?:with|at|on|for|from|to|until|till|til|by|in|around|about|between|after|before) ?§|§[tdm]|for (?:an?|\d)|with \w+",
    "how_about": r"(?:how|what) about|what if|how 'bout|why not|any chance|is §t|would §t|does §t|(?:can|could) (?:it|we|you) (?:please )?(?:be|do|make)",
}

SAYS = {
    "weather": lines(r"""
        \b(?:weather|rain(?:s|ing|y)?|snow(?:s|ing|y)?|temperatures?|forecast|humid(?:ity)?|sunny|sunrise|sunset|cold(?:er)?|warm(?:er)?|hot(?:ter)?|cloudy|windy?|storms?|umbrella|degrees|jacket|the sun)\b
    """),
    "directory": lines(r"""
        \bwho(?:'s| is| are|s) (?!(?:coming|attending|invited|going|organi\w*|the organi\w*|on|at|in|hosting|joining|with|all|else|my (?:meeting|next|first|§t)|meeting)\b)
        \bwhere(?:'s| is) here|\bwhere am i\b|\bwhere do(?:es)? \w+ (?:live|work)|\bmy name\b(?! is)|\bwho (?:manages|works|reports)
        \b(?:phone|number|email|e-mail|website|office|skip|boss|team)\b.{0,25}\bof\b|(?:'s|\w+s) (?:phone|number|email|e-mail|office|skip|website|birthday)\b
        '?s (?:boss|manager|address)$|\bhow (?:do|can) i contact|\bring\b$|\bgive (?:\w+ ){1,2}a (?:ring|call)$|^call [\w']+(?: [\w']+)?$|^(?:dial|text)\b|^e?-?mail \w+
    """),
    "elsewhere": lines(r"""
        \b(?:phone numbers?|cell number|websites?|web ?page|url|ratings?|rated|stars|happy hour|take ?out|takeaway|full bar|waiter service)\b
        \b(?:menu|reservations? at|restaurants?|address book|contact (?:info|information|list|book|details)|contacts?|directions|traffic|how far|manager|managers|supervisor)\b
        \b(?:team of|direct reports|works? for|stock|songs?|music|playlist|albums?|taxi|cab|uber|bus(?:es)?|trains?|hotels?|rental|rent a|rent on|to rent|apartments?|sedan)\b
        \b(?:house to|a house|place to (?:live|stay)|one[- ]way|round[- ]trip|movies?|films?|watch|payments?|pay|alarms?|news|joke|poem|recipe|translate|calculate|capital of|president)\b
        \b(?:attractions?|bedrooms?|balance|bank|transfer money|transaction|genre|google|wikipedia|email address|e-mail address|office location|zip code|population|luxury)\b
        \b(?:homework|python|essay|story|sing|lyrics|exchange rate|bitcoin|recommend|trivia|holiday is|thanksgiving|christmas|the high|the low|boredd?|gun|airlines?)\b
    """),
    "errand": lines(r"""
        \b(?:payments?|taxi|cab|uber|bus(?! trip)|rental car|rent a|round[- ]trip|one[- ]way|songs?|playlist|bedrooms?|alarms?|apartments?|hotel room|luxury|tickets|attractions?|property)\b
        \b(?:house to|a house|place to (?:live|stay|eat)|transfer money|genre|airlines?|watch .* (?:online|now)|a movie i can)\b
    """),
    "own_calendar": rf"\b(?:my|our|the) (?:[\w']+ )?{_CALENDAR}\b",
    "asks_own": lines(r"""
        \b(?:do|did|will|am|have|had|are|were|was) (?:i|we)(?: still| also| ever)? (?:have|had|see|seen|meet|met|meeting|seeing|going|doing|attend|attending|scheduled|booked|supposed|got|missed?|invited|busy|planned|need to attend)\b
        \b(?:i|we) (?:have|had|meet|met|see|saw|am meeting|planned)\b|\b(?:is|are|was|were) there (?:any|some|an?|other|more)|\bhave (?:going on|planned|scheduled|listed|else)|\banything (?:else|on|scheduled|planned|between|after|before)|what else|\bmeeting (?:me|him|her|them|with)
        ^(?:what|when|who|where)(?:'s| is| are| about)? (?:on|next|coming up|after|before|the (?:first|last|next) one)|^(?:what|how) about (?:the|my|on)? ?(?:next|last|§t|one)|\bthat (?:event|meeting|one) (?:end|start|last)|^(?:when|where|what time|what day|how long)(?:'s| is| are| was| does| do| will| did) (?:my|our|that|it|the (?:first|last|next|second))\b|\bone before|\bafter that\b|§q
    """),
    "remind": r"\b(?:remind(?:er|s)?(?: me)?|alarm|timer)\b",
    "mine": r"^(?:am i|do i|did i|have i|had i|will i|when (?:is|am|do|does|was|are)|what time (?:is|do|am|does)|where (?:is|am i meeting)|is|are|does|how long (?:is|will|does)|find my|find the|what(?:'s| is)) (?:.*\b(?:my|i|we|our|me)\b|(?:the|that|this) )|^(?:am i|do i|did i|will i) ",
    "calendar": lines(r"""
        \b(?:calendars?|calander|calender|schedules?|scheduled|sechdule|agenda|events?|meetings?|appointments?|bookings?|booked|calls?|plans?|planned|diary|invites?|invited|invitations?)\b
        \b(?:attending|attend|accepted|declined|organi[sz]er|organi[sz]ed|tentatively|attendees?|going on|listed|busy|activities)\b
    """),
    "free": lines(r"""
        \b(?:free|avail\w*|availbility|open(?:ings?)? (?:times?|slots?|hours|spots?|days?|availability)|openings?|(?:time |empty |free |open )slots?|schedule is (?:open|free|clear))\b
        \b(?:have (?:any |some |free )*time(?! is)|when can (?:i|we|you)|what times(?: do you| can| could| are| works?)?|what time (?:do you have|works|can|could|are you)|when works)\b
        \b(?:when (?:are|is) .* (?:free|available|open)|next available|fit me in|when could)\b|^(?:earliest|soonest)\b|\b(?:the )?(?:earliest|soonest) (?:you|time|slot|possible|available|opening)
    """),
    "not_free": r"\b(?:free (?:of charge|trial|lunch|ride|throw)|feel free|free up|for free|free event)\b",
    "kind": KINDS,
    "event_types": lines(r"""
        \b(?:event|meeting|appointment|booking|call) (?:types?|kinds?)\b|\b(?:types?|kinds?|sorts?) of (?:events?|meetings?|appointments?|calls?|bookings?)\b(?! (?:do|did) i have)
        \bwhat can (?:i|we|be|people|one|they) book(?:ed)?\b|\bwhat (?:do|can) you offer\b|\bwhat (?:services|durations|lengths)\b|\bwhich (?:services|types|durations)\b|\bwhat(?:'s| is) (?:on offer|bookable)\b
    """),
    "profile": lines(r"""
        \b(?:my|the|your|our) (?:time ?zone|account|profile|working hours|work hours|office hours|business hours|user ?name|booking (?:link|page)|cal(?:\.com)? link|default schedule|opening hours)\b
        \b(?:which account|whose (?:account|calendar)|am i logged in|what time is it|what (?:day|date) is (?:it|today))\b
    """),
    "help": lines(r"""
        ^(?:help(?: me)?(?: please)?|what (?:can|do|could) (?:you|u|this(?: bot| assistant| thing)?) (?:do|help)(?: .*)?|what (?:can|could) i (?:do|say|ask)(?: .*)?)$
        ^(?:how (?:does this|do you|do i use|does it|can you help)(?: .*)?|who are you|what are you|are you (?:a |an )?(?:bot|robot|human|person|real|ai|machine)(?: .*)?)$
        ^(?:what (?:else )?(?:can|could) you (?:help|assist).*|commands|menu|options|instructions|what is this|how do i (?:start|begin|use this)|(?:help me )?(?:with )?something else)$
    """),
    "bye": lines(r"""
        \b(?:bye|goodbye|good ?night|see you(?: later)?|have a (?:good|nice|great|wonderful|lovely) (?:day|one|evening|night|weekend|time)|talk (?:to you )?later|take care)\b
        \b(?:that(?:'s| is|'ll be| will be|s| was| would be) all|(?:i'?m|i am|we're|we are) (?:all )?(?:done|good|set|fine|finished|satisfied)|all (?:done|good|set))\b(?! (?:on|with|for) (?:§|the|my)(?!t))
        \b(?:nothing (?:else|more|for now|right now)|there is nothing|end chat|no more|there is no(?:thing)? else|that(?:'ll| will) do|you can (?:go|shut down)|i(?:'ve| have)? got (?:to go|to run))\b
        \b(?:i don't need anything|you(?:'ve| have) been|i appreciate|much appreciated|appreciate (?:it|that|your)|gratitude|anything else (?:for now|today))\b|^nothing$|^(?:quit|exit|close)$
    """),
    "chat": lines(rf"""
        ^(?:how are you(?: .*)?|how(?:'s| is) it going|how do you do|what's up|whats up|sup|nice to (?:meet|see).*|nice meeting.*)$
        ^(?:good (?:job|work|bot|one|deal).*|well done.*|lol|haha+|wow|you(?:'re| are| sure) .*|i(?:'m| am) (?:fine|good|great|ok|okay|well)|i appreciate .*)$
        ^(?:(?:so|very|really|that'?s|it'?s|its|all|look(?:s)?|it looks?|that sounds like a|it is)? ?(?:is )?(?:pretty |very )?{_GOOD}(?: (?:good|great|nice|cool|fine|job|work|done|then|now|very|so|much|me|it|one|chance|time|choose|pretty|well|sounds|for|with|thnaks))*)$
        ^(?:got it|gotcha|understood|i see|no (?:problem|worries)|oh (?:no|well|ok|okay|yes)|test(?:ing)?|merry christmas|happy .*|congrat.*|i love you.*|thank.*|it'?s? (?:ok|okay|fine|good|great|well|all right|alright|look good))$
        ^(?:oops.*|carry on|make it|done|welcome|(?:are|r)? ?you there|interesting|awesome.*|bot\b.*|sure.*|.*\b(?:can't wait|can not wait)|i will tell you.*|you're welcome|my pleasure|get re.*|like that.*|.* is correct.*)$
    """),
    "pause": lines(r"""
        ^(?:hold on|hang on|one (?:second|sec|moment|minute|min)|just a (?:second|sec|moment|minute|min)|a (?:second|sec|moment|minute)|give me a (?:second|sec|moment|minute|min))\b
        ^(?:wait(?: a (?:second|sec|moment|minute|min|bit))?|brb|bear with me|let me (?:check|think|see|look|confirm)|§d|sec|moment|not sure(?: yet)?)$
        \b(?:let me (?:check|think|look|ask|get back)|i need to (?:check|look at|think|ask|see) (?:something|about it|first|that first|it first)|i(?:'ll| will) (?:check|think about|get back|ask|let you know|tell you))\b
        \b(?:hold on|hang on|one moment|just a moment|wait a (?:second|sec|moment|minute|bit)|i(?:'m| am) not sure (?:yet|about it)|need to think|let me (?:see|check) first)\b
    """),
    "undo": r"^(?:undo(?: (?:that|it|this|the last .*))?|take (?:that|it) back|revert(?: .*)?|put it back(?: .*)?|move it back(?: to (?:where|when) it was)?|change it back|roll ?back.*|restore (?:it|that).*|i (?:didn't|did not) mean (?:to|that).*)$",
    "more": lines(r"""
        \b(?:any|some|show|give|see|other|more|different|another|additional|further)(?: me)?(?: any| some| more| other)* (?:times?|options?|slots?|openings?|choices?|dates?|days?|ones|availability|results|possibilities)\b
        \b(?:anything (?:else|earlier|later)|something (?:else|earlier|later|different)|what else|show (?:me )?more|see more|load more|next page|other than (?:these|those|that))\b|^(?:more|next|others?|else)$
    """),
    "refuses": lines(r"""
        \b(?:none of (?:these|them|those)|neither|not any of|don'?t (?:like|want|need|work|think|do|add|book|cancel|schedule|delete|send|move|wish))\b
        \b(?:do not (?:like|want|need|work|add|book|cancel|schedule|delete|move|wish)|doesn'?t (?:work|suit|look|fit)|does not (?:work|suit|look|fit)|won'?t (?:work|be|do|woork)|will not work)\b
        \b(?:isn'?t (?:right|what)|is not (?:right|what|good|it)|not (?:what|right|correct|good|necessary|interested|ready|needed|yet|now)|wrong|incorrect|no longer)\b
        \b(?:(?:need|want|like) to keep|keep (?:it|that|this|the|my)|still going|can still|skip(?: it| that| this)?|skipping|omit|no need|hold off|not sure if|forget|never ?mind|let it be|on hold|post ?pone adding)\b
    """),
    "but": r"\b(?:but|instead|except|however|although|rather|though)\b",
    "shift": lines(r"""
        \b(?:later|earlier|sooner|longer|shorter|am|pm|a\.m|p\.m|mornings?|afternoons?|evenings?|different time|another (?:time|day|date|slot|week)|other day)\b
        \b(?:next (?:one|day|week)|following (?:day|week|month)|weekend|same time|spring|summer|winter|fall)\b
    """),
    "ordinal": lines(r"""
        \b(?:the )?(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last|latter|former|top|bottom|middle|earlier|later|earliest|latest) (?:one|option|time|slot|choice|appointment|meeting|date|meeting option|of (?:those|these|them|the))\b
        (?:\b(?:option|number|choice|no\.?|nr\.?)|#) ?(?:\d|one|two|three|four|five|six)\b|\bmeeting (?:first|second|third)$
        \bthe (?:first|second|third|fourth|fifth|last|latter|former|top|bottom|1st|2nd|3rd)\b(?! (?:of|§))|^(?:first|second|third|top|bottom|last)\b(?! (?:name|week|month|§|meeting|event|appointment))
    """),
    "accept": r"^(?:accept|approve|confirm)\b.*\b(?:request|booking|meeting|invite|invitation|appointment|call|from|with|the|§t)\b",
    "decline": r"^(?:decline|reject|refuse|turn down|deny)\b",
    "cancelled": r"\b(?:cancel(?:l?ed|lations?)|deleted)\b",
    "unconfirmed": r"\b(?:unconfirmed|pending|awaiting|waiting (?:for|on)|not (?:yet )?confirmed|to (?:be )?confirm(?:ed)?|booking requests?|requests)\b",
    "past": r"\b(?:past|previous|last (?:week|month|year|time)|yesterday|earlier (?:today|this week)|did i|was (?:my|there|the)|were|had i|have i (?:ever )?(?:had|met|seen)|history|ago)\b",
    "upcoming": r"\b(?:upcoming|coming up|future|next few|ahead)\b",
    "settings": lines(r"""
        \bi(?:'m| am) (?:now |currently )?(?:in|based in|living in|travell?ing (?:in|to)|staying in) (?!a\b|an\b|the (?:mood|middle|way)|my\b|need\b|touch\b|town\b|vacation|holiday|trouble|charge)[a-z][\w /+-]*?(?: (?:now|time|this week|today|timezone|time zone|§t))?$
        \bmy (?:time ?zone|name|e-?mail(?: address)?) is\b|\b(?:set|change|switch|use) (?:my |the )?(?:time ?zone|name|e-?mail)\b|\buse [\w /]+ time$|\bcall me \w+$|\bi live in\b|\bwe(?:'re| are) in [a-z]+ time|^time ?zone(?: is)?:? [\w/]+$
    """),
    "cannot": r"\b(?:can'?t|cannot|can not|won'?t be able to|not able to|unable to|never) (?:make|attend|come|went|be (?:at|there))\b|^never went",
    "got_moved": lines(r"""
        \b(?:got|was|been|has been|is|gets|being) (?:moved|pushed|postponed|rescheduled|delayed|shifted|changed)\b
        \b(?:should|needs?|has|ha[sd]|supposed|ought|going|must|will|'ll|is gonna) (?:to )?(?:be|start|end|last|go|take|run|occur|begin|finish|changed|moved)\b
        ^(?:can|could) (?:it|that|this|they|the \w+) be (?:changed|moved|pushed|rescheduled|shifted|postponed|made)\b
        \bnot §t|\binstead of §t|§t instead|§t,? not\b
    """),
}

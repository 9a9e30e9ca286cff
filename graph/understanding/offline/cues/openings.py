"""What a clause may open with before its verb: a yes, a no, praise, thanks, a turn, politeness."""

import re

from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.cues.nouns import GOOD

VERY_GOOD = rf"(?: (?:really|very|so|all|just|much|pretty|to be))* {GOOD}(?: (?:for|to|with|by) me)?"
_DEED = (
    "get|have|book|schedule|set|make|add|move|change|cancel|reschedule|create|put|push|reserve|arrange|meet|ask"
    "|check|see|find|know|delete|decline|accept|show|list"
)
OPENERS = {
    "greeting": lines(r"""
        hi there|hello there|hey there|hi|hello|hey|hiya|greetings|howdy|yo|ok google
        good (?:morning|afternoon|evening|day)
    """),
    "thanks": lines(r"""
        (?:many )?thank(?:s| you| u)(?: (?:so much|very much|a lot|a bunch|again))?(?: for [^.,!?]{1,40}(?=[.,!?]
          |$))?
        thx|ty|tysm|thnaks|thankyou|cheers|much obliged|many thanks
    """),
    "yes": lines(r"""
        yes+|yeah+|yea|yep|yup|ye|ya|okay|ok|okey|kk?|alright|all right|sure(?: thing)?|of course
        absolutely|definitely|certainly|indeed|right|y
    """),
    "no": r"no(?! longer\b| more \w+ §)|nope|nah|not(?= §| a | the | that )",
    "praise": lines(rf"""
        (?:that|this|it|these|those|everything|that one|this one|that time|(?:s?he|they|the (?:first|second|last)(?:
          one)?)(?='|s? ))(?:'?s| is| was| looks?| sounds?
          | would be| will be| seems?)?{VERY_GOOD}
        (?:looks?|sounds?|seems?){VERY_GOOD}
        {GOOD}(?= (?:but|and|thanks?|then|now|except|however)|[.,!;]|$| i\b| please\b| can you\b| could you\b
          | this will work)
        (?:that|this|it)(?: time| one)?(?:'ll| will| would| should| could| can)? (?:works?|do|does)(?: (?:well
          |fine|great|just|perfectly|perfect|for me|out))*
        works(?: (?:well|fine|great|for me))*
        i(?:'d| would)?(?: really| quite)? (?:like|love) (?:it|that|this|h(?:im|er)|them)(?: one)?(?=[.,!]|$| a lot)
        i like (?:it|that|this)
    """),
    "exclaim": lines(r"""
        a+h+|a+w+|wo+w|who+a|ha(?:ha)+|hehe+|lol|ooh+|woo ?hoo|huh|jee?z|gosh
        darn(?: it)?|damn(?: it)?|(?:got it|gotcha|noted|understood)(?=[.,!]|$| thank)|shoot|boo
          |oh (?:no|dear|gosh|wow)|oh my(?= (?:god|gosh|goodness)|[.,!]|$)(?: \w+)?|bummer|my goodness
    """),
    "turn": lines(rf"""
        actually|actally|wait|sorry|oh|oops|on second thoughts?|well|hmm+|hm|uh|um|you know what
        my (?:bad|mistake)|wrong (?:day|time|hour|date)
        i (?:meant|mean)(?: to say)?|i(?:'ve)? changed my mind|nevermind|never mind|rather|instead|scratch that
        in fact
        (?:hold on|hang on|one moment|just a moment)(?=[ ,.:;-]+(?:please )?(?:{_DEED}) (?!it\b|that\b|this\b))
        excuse me|apologies|i(?:'m| am) sorry
    """),
    "but": r"but|however|although|except|only",
    "link": lines(rf"""
        and|also|then|now|so|again|plus|one (?:more|last|other)(?: thing|(?=:))|by the way|btw|after that|as well
        in that case|fyi|anyway|before (?:that|booking|i (?:book|decide))|while you're at it
        (?:first|next|finally)(?=,)|first(?= (?:{_DEED})\b)
    """),
    "wrapper": lines(rf"""
        please|pls|plz|kindly|just|go ahead and
        (?:can|could|would|will|won't) (?:you|u|we)(?: please| also| just| maybe| actually)*(?! be\b| have\b
          | make it to\b)
        (?:can|could|may|might) i(?! see)(?= (?:also |please |just )*(?:{_DEED})\b)
        i(?:'d| would)(?: really| also)? (?:like|love|prefer|need|want)(?: you)? to
        i (?:really |also |just |still )?(?:need|want|wish|have)(?: you)? to(?! (?:be|have)\b)
        i need(?= (?:put|make|add)\b)|i (?:wanna|gotta|must|should|got to|have got to)
        i(?:'m| am) (?:trying|looking|going|hoping|wanting|wishing) to(?= (?:{_DEED})\b)
        let(?:'?s|s| us| me)|help (?:me(?: to)?|us(?: to)?|to|(?=find|book|arrang|schedul))
          |do me a favou?r and|(?:would it be|is it) possible(?: for you)? to
        is there any way to
        i(?:'m| am) (?:also )?(?:going to need|wanting|wondering|going to want)(?: you)?(?: if you (?:can
          |could))?(?: to)?
        i wanted(?: you)? to
        (?:how|what) about(?= \w+ing\b)|are you able to|do you mind|if you (?:can|could)|i need you to
        i need(?: some)? help(?: with)?(?: my calendar)?|try(?= \w+ing\b)
        (?:ma'?am|sir|mate|boss)(?=[.,!?]|$)|would you mind|you can|you could|you should|try to
          |maybe|perhaps|(?:we|you) (?:need|have) to|remember to
        i(?: really| do)? (?:think|guess|believe)(?: that)?|be sure to|make sure to|i was wondering if you could
        do you think you (?:can|could)|think you can|see if you can|would you be able to|any chance you (?:can|could)
        you mind|it would be (?:great|nice|good) if you (?:can|could|would)
    """),
}
OPENING = re.compile("|".join(rf"(?P<{kind}>(?:{pattern})(?![\w'-]))" for kind, pattern in OPENERS.items()))

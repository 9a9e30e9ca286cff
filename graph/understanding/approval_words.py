"""The words a yes, a no and a "never mind" are made of. Data only; how they combine is in approval.py."""

from graph.understanding.schema import Intent


def either(*phrases: str) -> str:
    """A pattern that fits any of the phrases, each "a|b c" style; longest first so that "sounds" wins over "sound"."""
    single = [phrase for group in phrases for phrase in group.split("|")]
    return "(?:" + "|".join(sorted(single, key=len, reverse=True)) + ")"


def one_of(*patterns: str) -> str:
    """A pattern that fits any of the patterns."""
    return "(?:" + "|".join(patterns) + ")"


# Stand-ins put in place of what repeats the card (restated.py).
WHEN, WHO, WHAT = "<when>", "<who>", "<what>"

YES = either(
    "yes|yeah|yea|yep|yup|ye|yeppers|yah|ya|yess|yas|aye|sure|surely|sure thing|of course|certainly|absolutely|definitely",
    "ok|okay|okey|k|kk|alright|all right|right|correct|affirmative|indeed|exactly|agreed|deal|by all means|you bet|why yes",
    "yes sir|yes indeed|yes of course|👍|👌|✅|🆗|no objections|roger|roger that|fine by me|fine with me|okie|okie dokie",
)
GOOD = either(
    "good|great|perfect|fine|correct|ok|okay|wonderful|excellent|awesome|lovely|nice|cool|accurate|ideal|amazing|super",
    "brilliant|fantastic|superb|alright|all right|terrific|marvelous|splendid|sweet|acceptable|spot on|good to go|precisely",
    "good enough|good stuff|perfection|beautiful|good now|fine now|perfect now|great now|better now|much better|even better",
    "looking good|looking great|exactly|just right|exactly right|all good|all set|right on|perfectly",
)
GOOD_OF = either(  # only after "that is", "it looks" and the like
    "right|well|better|fair|it|just it|the one|the right one|the best|what i want|what i wanted|what i need|what i needed",
    "what i am looking for|what i'm looking for|what i was looking for|what i had in mind|what i meant|what i asked for",
    "a good time|a great time|a good one|a great one|convenient|the correct one|right now that i see it|confirmed",
    "the right time|the right date|the right meeting|the right event|my preference|pretty well|good with me|what i'd like",
)
SUBJECT = either(
    "it|that|this|those|these|they|everything|all|all of it|all of that|that one|this one|that time|this time",
    "that day|this day|that slot|this slot|the details|those details|these details|all the details|those",
    "that date|this date|everything there|all that|all this|that all|it all|this all",
    "that time and date|this time and date|the time and date|the date and time",
    f"{WHEN}|at {WHEN}|the {WHEN}|{WHAT}|the {WHAT}",
)
LOOKS = either("looks|look|looking|sounds|sound|seems|seem|feels|looks like|seems like")
IS = either(
    "is|are|was|were|will be|would be|should be|is looking|appears|is going to be|must be|seems to be|looks to be",
    "appears to be|is indeed|is looks|has to be|does look|does sound|looks|look|sounds|sound|seems|seem|feels",
)
CONTRACTED = either("that's|it's|thats|its|this's|that'll be|it'll be|that'd be|it'd be|everything's|all's|that s|it s")
HOW = either(
    "very|really|so|just|all|absolutely|perfectly|exactly|much|pretty|totally|quite|completely|simply|even|now"
)
DOES = either(
    "works|work|will work|would work|should work|does|will do|would do|does it|suits|fits|it does|works out|can work",
    "should do|is it|it is|is that|will suffice|suits me|fits me|works out",
)
FOR_ME = either(
    "for me|to me|with me|by me|for us|on my end|on my side|great|well|perfectly|fine|nicely|best|good|perfect|too|then",
    "i think|i guess|just fine|very well|really well|exactly|indeed|all right|ok|okay|better|just great|just perfect",
)
I_AGREE = either(
    "i do|i am|i agree|i confirm|i approve|i accept|i'm fine with that|i'm ok with that|i'm okay with that|i like it",
    "i'm good with that|i'm happy with that|i'm happy with it|i like that|i like this|i love it|i'll take it|i'll take that",
    "i'd like that|i would like that|i'd love that|i would love that|i'm in|i can do that|i can make that|i can do it",
    "i'll go with it|i'll go with that|that'll do|that will do|that should do|you have my go ahead|you have my go-ahead|that'll work|that'll be fine|it'll do|it'll work",
    "i think so|i think that works|i want that|i want it|i want this|i want to|i'd like to|i would like to|we do|we are",
    "that is confirmed to proceed|you're right|you are right|you're correct|you are correct|you got it|you've got it",
    "i'd like it|i would like it|i can make it|that does it|i will take it|i will take that|i'll have that|i am sure|i'm sure|it is what i want",
    "i'd appreciate that|i would appreciate that|i wish that|i need that|i need it|i'm okay with this|i'm happy with this|i prefer that",
)
GO_AHEAD = either(
    "go ahead|go ahead with it|go ahead with that|go ahead and do it|go ahead and do that|go for it|do it|do that|do so",
    "please do|please do so|please do it|please do that|please proceed|proceed|let's do it|let's do that|lets do it",
    "lets do that|let's go|let's go with it|let's go with that|lets go with that|lets go with it|let's go ahead|make it so",
    "go on then|carry on|you can|you may|you can do that|you can do it|please go ahead|make it happen|submit|submit it",
    "send it|ship it|lock it in|lock that in|lock it|let us do it|let's go for it|lets go for it|go with it|go with that",
    "make it official|you can proceed|you may proceed|you can go ahead|please confirm|confirm please",
    "get it done|let's proceed|do this|let's do this|please do this|go right ahead|just do it|do proceed|go ahead and proceed",
)
CONFIRM = either(
    "confirm|confirm it|confirm that|confirm this|confirmed|i confirm it|i confirm that|consider it confirmed"
)
POLITE = either(
    "please|pls|plz|thanks|thank you|thank u|thanks a lot|thanks so much|thank you so much|thank you very much|thx|ty|tks",
    "thanks again|thanks very much|cheers|much appreciated|i appreciate it|i appreciate that|thnx|thanx|thnaks",
    "thanks a bunch|thanks for that|thank you for that|tysm|🙏",
    "thanks for the help|thanks for checking|thank you again|appreciate it|appreciated",
    "you're the best|you are the best|my friend|mate|buddy|sir|madam|thankyou|thanks much",
)
FILLER = either("oh|ah|well|so|and|um|uh|mm|then|hey|hi|hello|wow|haha|lol|i think|i guess")

# What may be said in place of "do it", by what the card would do. Nothing here fits a card of another action.
VERBS = {
    Intent.BOOK: either("book|schedule|add|create|make|set|set up|put|reserve|save|arrange|place|plan|log|enter|get"),
    Intent.RESCHEDULE: either("move|reschedule|change|update|shift|push|switch|make the change|make that change"),
    Intent.CANCEL: either("cancel|delete|remove|erase|drop|take off|call off|get rid of|scrap"),
    Intent.ACCEPT: either("accept|approve|take"),
    Intent.DECLINE: either("decline|reject|refuse|turn down|turn it down|deny"),
}
THINGS = either("call|meeting|appointment|appt|event|booking|slot|session|one|chat|time|invitation|request|entry|thing")
PLACES = (
    either("to|on|in|onto|for|from|off") + " (?:my |the |our )?" + either("calendar|schedule|diary|agenda|calander")
)

NO = either(
    "no|nope|nah|na|nay|naw|negative|no no|no way|not|never|noo|no sir|no thanks|no thank you|absolutely not|definitely not",
    "certainly not|of course not|please no|please don't|don't|do not|dont|no please|👎|hell no|not really|on second thought no",
)
NOT_NOW = either(
    "not now|not right now|not yet|not today|not at this time|not at the moment|not for now|not this time|not just yet",
    "not right this moment|not right this second|maybe later|maybe another time|maybe some other time|perhaps later",
    "perhaps another time|some other time|another time|perhaps at a later time|at a later time|maybe in the future",
    "perhaps in the future|maybe at a later time|possibly later|maybe in a bit|i will ask it later|i'll do it later",
    "i'll do that later|not at present|skip|skip it|skip that|skip this|please skip|hold off on that|put that on hold",
    "omit it|no need|not needed|no need for that|not necessary|don't worry|don't worry about it|don't worry about that",
    "don't bother|i'd rather not|i would rather not|rather not|i'll pass|maybe not|i'm not ready|i am not ready|let it be",
    "i'm not ready yet|not interested|i'm not interested|leave that|leave it now|leave it for now",
)
ONLY_AFTER_NO = either(
    "at the moment|right now|for now|just now|just yet|yet|later|in the future|at this time|i'm good|i'm fine|i'm ok",
    "i am good|i am fine|we're good|no worries|i'm all set|that's okay|that's ok|that's fine|that is okay|that is ok|it's fine",
    "it's ok|it's okay|worries|problem|need|need to|thanks a lot|today|tonight|this time",
)
I_REFUSE = either(
    "i don't|i do not|i didn't|i did not|i don't want|i do not want|i don't need|i do not need|i don't wish|i do not wish",
    "i don't like|i do not like|i don't want to|i do not want to|i didn't want|i did not want|i don't think so|i don't want you to",
    "i do not wish to|i don't wish to|i don't need you to|i do not need you to|i would not like|i wouldn't like|i no longer want",
    "i'd rather you didn't|i do not think so|please do not|don't do|do not do|i'm not sure about|i can't do|i can't make",
    "i cannot do|i cannot make|i really don't want|i really don't like|i didn't ask for|i did not ask for",
)
IT = either(
    "it|that|this|them|these|those|so|any of them|any of these|any of those|either|either of them|anything|one|to do that|do that"
)
IT_WILL_NOT = either(
    "that won't work|that doesn't work|this won't work|this doesn't work|it won't work|it doesn't work|that will not work",
    "that does not work|it does not|it doesn't|that isn't right|that's not right|that is not right|that's wrong|that is wrong",
    "it's wrong|it is wrong|wrong|incorrect|not correct|that's not it|that is not it|that's not what i want",
    "that's not what i wanted|that is not what i want|that is not what i wanted|it isn't|it's not|it is not|that's incorrect",
    "that is incorrect|not right|not good|that's not good|that is not good|this is not good|that's no good|no good|not this",
    "none of them work|none of these work|none of those work|neither of them works|neither works|neither work|neither",
    "none|none of these|none of them|none of those|neither of these|neither of those|neither of them|they don't|they do not",
    "they don't work|these don't work|those don't work|that isn't necessary|that is not necessary|that's not necessary",
    "that won't be necessary|that will not be necessary|that is not required|you don't have to|that's not what i meant",
    "not that|not that one|not like this|not like that|that's a no|it won't|that won't do|that's unacceptable|it's not right",
    "that doesn't work for me|it is not right|that does not suit me|that doesn't suit me|this isn't right|this is wrong",
    "neither of these work|neither of those work|neither of them work|neither of these works|neither of those works",
)
NEVER_MIND = either(
    "never mind|nevermind|nvm|forget it|forget that|forget about it|forget about that|forget this|drop it|drop that|abort",
    "let's forget it|lets forget it|just forget it|let's just forget it|stop|stop it|stop that|scratch that|scrap that",
    "scrap it|scratch it|leave it|start over|i changed my mind|i've changed my mind|i have changed my mind|changed my mind",
    "never mind that|never mind this|never mind then|nevermind that|nevermind then|nevermind on that|disregard|disregard that",
    "ignore that|undo that|give up|let's not|lets not|lets drop it|let's drop it|oh forget it|forget the whole thing|quit",
    "forget everything|cancel the request|cancel this request|cancel that request|cancel everything here|discard|discard it",
    "nah forget it|let's leave it|lets leave it|let's skip it|let's just leave it|just leave it|just drop it|nothing|nothing please",
)
KEEP_IT = either(
    "keep it|keep that|keep this|keep that one|keep this one|keep the meeting|keep the call|keep the booking|keep it for now",
    "keep it as is|keep this as is|keep the appointment|keep the event|leave it|leave it as is|leave it as it is|let it stand",
    "i want to keep it|i want to keep that|i want to keep this|i need to keep it|i need to keep that|i need to keep that one",
    "keep them|it stays|leave it on|leave it there|leave it on the calendar|i'd like to keep it|i'll keep it|let's keep it",
    "lets keep it|don't touch it|do not touch it|leave it alone",
)
ALSO_IN_A_NO = either(
    "please|pls|thanks|thank you|thx|oh|oops|sorry|wait|actually|just|well|hmm|um|for me|at all|anymore|any more|now|ok|okay|no"
)

# Words that turn an approval into something else, wherever they stand.
CONTRADICTS = frozenset(
    [
        "but",
        "however",
        "although",
        "instead",
        "except",
        "rather",
        "only",
        "unless",
        "until",
        "if",
        "before",
        "after",
        "first",
        "not",
        "no",
        "nope",
        "never",
        "don't",
        "dont",
        "doesn't",
        "didn't",
        "isn't",
        "won't",
        "can't",
        "cannot",
        "couldn't",
        "wouldn't",
        "shouldn't",
        "wrong",
        "incorrect",
        "wait",
        "hold",
        "actually",
        "hmm",
        "maybe",
        "perhaps",
        "later",
        "earlier",
        "longer",
        "shorter",
        "different",
        "another",
        "other",
        "change",
        "move",
        "make",
        "cancel",
        "delete",
        "remove",
        "add",
        "invite",
        "rename",
        "also",
        "and",
        "then",
        "who",
        "what",
        "when",
        "where",
        "why",
        "how",
        "which",
        "can",
        "could",
        "will",
        "would",
        "should",
        "sorry",
        "meant",
        "instead",
    ]
)
SEEMS_YES = frozenset(
    [
        "yes",
        "yeah",
        "yea",
        "yep",
        "yup",
        "ye",
        "ya",
        "sure",
        "ok",
        "okay",
        "fine",
        "good",
        "great",
        "perfect",
        "correct",
        "right",
        "alright",
        "absolutely",
        "definitely",
        "certainly",
        "exactly",
        "awesome",
        "excellent",
        "wonderful",
        "cool",
        "nice",
        "approve",
        "approved",
        "confirm",
        "confirmed",
        "agreed",
        "works",
        "sounds",
        "looks",
        "lovely",
        "brilliant",
        "thanks",
        "thank",
        "well",
        "done",
        "oui",
        "ja",
        "si",
        "sí",
        "da",
        "hai",
        "sim",
        "evet",
        "tak",
        "haan",
        "👍",
        "👌",
        "✅",
        "🆗",
        "bien",
        "genau",
        "klar",
        "conform",
        "confrim",
        "perfecto",
        "d'accord",
        "vale",
        "claro",
    ]
)

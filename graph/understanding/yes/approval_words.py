"""The words a yes, a no and a "never mind" are made of. Data only; how they combine is in approval_grammar.py.

Phrases stand between bars or on lines of their own. They are read against lower-case words with single spaces.
"""

from graph.understanding.schema import Intent
from graph.when.words.vocabulary import WEEKDAY_NAMES


def either(text: str) -> str:
    """A pattern that fits any of the phrases, longest first so that "sounds" wins over "sound"."""
    phrases = {phrase.strip() for line in text.splitlines() for phrase in line.split("|")} - {""}
    return "(?:" + "|".join(sorted(phrases, key=len, reverse=True)) + ")"


def one_of(*patterns: str) -> str:
    """A pattern that fits any of the patterns."""
    return "(?:" + "|".join(patterns) + ")"


def _each(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Stand-ins put in place of what repeats the card (restated.py).
WHEN, WHO, WHAT = "<when>", "<who>", "<what>"

# --- approval --------------------------------------------------------------------------------------------------------

# What only hums, begins a sentence or picks ("mhm", "right", "ok so", "that one") is in none of these.
YES = either("""
    y | yessir | yes maam | totally | for sure | hell yes | hell yeah | heck yes | heck yeah | sure why not
    yeah why not | positive | yesh | yass | yee | no objection
    yes | yeah | yea | yep | lgtm | yup | ye | yeppers | yah | ya | yess | yas | aye | yes sir | yes indeed
    yes of course | sure | surely | sure thing | of course | certainly | absolutely | definitely | affirmative
    indeed | exactly | correct | agreed | deal | you bet | you betcha | you betchya | by all means | why yes
    no objections | roger | roger that | fine by me | fine with me | approved | 👍 | 👌 | ✅
""")
# A yes as well, but many a request begins with it.
OKAY = either("ok | okay | okey | k | kk | okie | okie dokie | okey dokey | oki | okk | alright | all right | 🆗")
# Enough for a yes without a word about what is so.
FINE = either("""
    perfect | good | fine | correct | perfection | accurate | exactly | exactly right | precisely | just right
    quite right | spot on | good to go | good enough | fine now | good now | perfect now | great now | better now
    looking good | looking great | acceptable | all good | all set | settled | perfectly | good deal
""")
_GREAT = either("""
    great | wonderful | excellent | awesome | lovely | nice | cool | ideal | amazing | super | brilliant | fantastic
    superb | terrific | marvelous | splendid | sweet | good stuff | beautiful | much better | even better
    about right | very well | magnificent | outstanding | satisfactory
""")
GOOD = one_of(FINE, OKAY, _GREAT)
GOOD_OF = either("""
    right | well | better | fair | it | just it | the one | the right one | the correct one | the best
    convenient | confirmed | my preference | pretty well | good with me | true | my choice | okay with me
    ok with me | a go | a deal | a date | suitable | reasonable | right now that i see it | as i wanted
    how i want it | the way i want it | a yes | the right time | the right date | the right meeting
    the right event | the right day
""")
KIND_OF_GOOD = either("""
    good | great | perfect | fine | wonderful | excellent | nice | lovely | ideal | fantastic | super
    brilliant | better | right | correct | best
""")
CHOICE = either("""
    time | day | date | plan | idea | choice | option | one | slot | meeting | event | appointment | booking
    fit | deal | arrangement | decision | timing | addition | pick | selection | suggestion | schedule
    compromise
""")
SUBJECT = either(f"""
    it | that | this | those | these | they | everything | all | all of it | all of that | that one | this one
    that time | this time | that day | this day | that slot | this slot | that date | this date
    everything there | all that | all this | that all | it all | this all | that time and date
    this time and date | the time and date | the date and time | that option | this option | that appointment
    this appointment | that event | this event | the event | the meeting | the appointment | the booking
    that meeting | this meeting | the change | the changes | the update | the new time | the details
    those details | these details | all the details | the information | the proposal | the arrangement
    the time | the date | the day | the hour | all details | the plan | that plan | those changes | these changes
    this change | that change | {WHEN} | at {WHEN}
    the {WHEN} | {WHAT} | the {WHAT}
""")
LOOKS = either("looks | look | looking | sounds | sound | seems | seem | feels | looks like | seems like")
IS = either("""
    is | are | will be | would be | should be | is looking | appears | is going to be | must be | seems to be
    looks to be | appears to be | is indeed | is looks | has to be | does look | does sound | looks | look
    sounds | sound | seems | seem | feels | will look | should look | would look | is all | is still | sure is
""")
CONTRACTED = either("""
    that's | it's | thats | its | this's | that'll be | it'll be | that'd be | it'd be | everything's | all's
    they're | those're | that's all | it's all
""")
HOW = either("""
    very | really | so | just | all | absolutely | perfectly | exactly | much | pretty | totally | quite
    completely | precisely | even | indeed | simply | truly | definitely | certainly | actually | super
""")
DOES = either("""
    works | work | will work | would work | should work | does | will do | would do | does it | suits | fits
    it does | works out | can work | should do | is it | it is | is that | will suffice | suits me | fits me
    fits my schedule | suits my schedule | works with my schedule | fits my needs | suits my needs
    will suit my needs | works for my schedule
""")
FOR_ME = either("""
    for me | to me | with me | by me | for us | on my end | on my side | great | well | perfectly | fine
    nicely | best | good | perfect | too | then | i think | i guess | just fine | very well | really well
    exactly | indeed | all right | ok | okay | better | just great | just perfect | wonderfully
""")
WANTED = either("""
    i want | i wanted | i need | i needed | i meant | i mean | i had in mind | i was looking for
    i am looking for | i'm looking for | i asked for | i'd like | i would like | i was hoping for | i requested
    i was thinking | we want | we need | i wish | i asked | i was thinking of | i've been looking for
""")
I_AGREE = either("""
    love it | happy with that | happy with this | happy with it | i would
    that'd work | it'd work | that'd do | it'd do
    i do | i am | i agree | i confirm | i approve | i accept | i like it | i like that | i like this | i love it
    i'm in | i love that | i'll take it | i'll take that | i will take it | i will take that | i'll have that
    i'll go with it | i'll go with that | i'll go with this | i will go with that | i'd like that
    i would like that | i'd love that | i would love that | i'd like it | i would like it | i'd appreciate that
    i would appreciate that | i can do that | i can make that | i can do it | i can make it | i want that
    i want it | i want this | i need that | i need it | i think so
    i believe so | i guess so | i suppose so | i guess that works | i think that works | i think that's it
    i'm sure | i am sure | we do | we are | that'll do | that will do
    that should do | that'll work | that'll be fine | it'll do | it'll work | that does it
    that is confirmed to proceed | you're right | you are right | you're correct | you are correct | you got it
    you've got it | you have my go ahead | you have my go-ahead | looks like it | seems so
    it seems so | it looks like it | sounds like a plan | sounds like a good plan | sounds like a deal
    that is a plan | that sounds like a plan | that sounds like a good plan | that's a plan | nailed it
    you nailed it | works for us | count me in | it's a go | it is a go | consider it done | we're good
    we are good | i can live with that
""")
I_AM_FINE = either(
    "good | fine | ok | okay | happy | cool | satisfied | pleased | all right | alright | ready | sure | glad"
)
GO_AHEAD = either("""
    continue | please continue | go on and do it
    go ahead | go ahead with it | go ahead with that | go ahead and do it | go ahead and do that | go ahead then
    go for it | do it | do that | do so | do this | please do | please do so | please do it | please do that
    please do this | please proceed | proceed | let's do it | let's do that | let's do this | lets do it
    lets do that | lets do this | let's go | let's go with it | let's go with that | lets go with that
    lets go with it | let's go ahead | make it so | you can | you may | you can do that | you can do it
    please go ahead | make it happen | submit | submit it | send it | ship it | lock it in | lock that in
    lock it | let us do it | let's go for it | lets go for it | go with it | go with that | go with this
    make it official | you can proceed | you may proceed | you can go ahead | you can proceed now
    please confirm | confirm please | get it done | let's proceed | go right ahead | just do it | do proceed
    go ahead and proceed | pull the trigger | pull the trigger on that | finalize it | please finalize it
    finalize | finalise it | let's make it happen | let's get it done | let us go with that | let us proceed
    proceed with it | proceed with that | please proceed with it | please proceed with that | get on with it
""")
CONFIRM = either("""
    confirm | confirm it | confirm that | confirm this | confirmed | i confirm it | i confirm that
    please confirm it | please confirm that | please confirm this | consider it confirmed
    let's confirm it | lets confirm it | go ahead and confirm it | confirm away | let's go ahead and confirm it
    i can confirm | i can confirm that | you can confirm it | you can confirm that
""")
CONFIRM_THE = either("confirm the appointment | confirm the booking | confirm the meeting | confirm the event")
POLITE = either("""
    please | pls | plz | thanks | thank you | thank u | thanks a lot | thank you so much | tks
    thx | ty | thank you very much | thanks again | thanks very much | thanks (?:so )?much | thank you again | cheers
    much appreciated | (?:i )?appreciate it | i appreciate that | appreciated | thanks a bunch
    thanks for that | tysm | 🙏 | thank you for that | thanks for checking | thanks for doing that
    thanks for doing it | thanks for updating it | thanks for updating my calendar | thanks for setting that up
    thanks for setting it up | thankyou | you're the best | you are the best | my friend | mate | buddy | bud | sir
    madam | ma'am | maam | boss | dude | bro | pal | chief | captain | mister | tnx | thanx | thnx | thanku
    ta | thank you kindly | many thanks | please and thank you | bless you | if you don't mind
    if you would
""")
FILLER = either("oh | ah | well | um | uh | mm | hey | hi | hello | wow | haha | lol | i think | i guess")

# What may be said in place of "do it", by what the card would do. Nothing here fits a card of another action.
VERBS = {
    Intent.BOOK: either("""
        book | schedule | add | create | make | set | set up | put | reserve | save | arrange | place | plan
        log | enter
    """),
    Intent.RESCHEDULE: either("move | reschedule | change | update | shift | push | switch"),
    Intent.CANCEL: either("cancel | delete | remove | erase | take off | call off | get rid of"),
    Intent.ACCEPT: either("accept | approve | take"),
    Intent.DECLINE: either("decline | reject | refuse | turn down | deny"),
}
THINGS = either("""
    call | meeting | appointment | appt | event | booking | slot | session | one | chat | time | invitation
    request | entry | thing | reservation | visit
""")
_CALENDAR = either("calendar | schedule | diary | agenda | calander")
PLACES = rf"{either('to | on | in | onto | for | from | off')} (?:my |the |our )?{_CALENDAR}"

# --- refusal ---------------------------------------------------------------------------------------------------------

NO = either("""
    n | no | nope | nah | na | nay | naw | noo | nada | negative | no no | no way | not | never | no sir | no thanks
    no thank you | absolutely not | definitely not | certainly not | of course not | please no | please don't
    no please | don't | do not | dont | hell no | not really | on second thought no | i said no | 👎
""")
NOT_NOW = either("""
    not now | not right now | not yet | not today | not at this time | not at the moment | not for now
    not this time | not just yet | not right this moment | not right this second | not at present | maybe later
    maybe another time | maybe some other time | maybe in the future | maybe at a later time
    maybe at a later date | maybe in a bit | later | maybe not | perhaps later | perhaps another time
    perhaps in the future | perhaps at a later time | possibly later | perhaps at a later date
    perhaps some other time | perhaps not | may be later | may be not | some other time | another time
    at a later time | at a later date | at another time | some time later | sometime later | another day
    some other day | maybe some other day | maybe another day | perhaps another day | perhaps some other day
    not today thanks | let's not do that | let's not do it | lets not do that | not at this point | not right away
    not any time soon | not this week
    in the future | i will ask it later | i'll do it later | i'll do that later | i will do it later | i'll pass
    it can be done later | it can wait | that can wait | skip | skip it | skip that | skip this | please skip
    omit it | you can skip it | you can skip that | you can skip this event | hold off on that
    put that on hold | no need | not needed | no need for that | not necessary | don't worry
    don't worry about it | don't worry about that | don't bother | i'd rather not | i would rather not
    rather not | i'm not ready | i am not ready | i'm not ready yet | not interested | i'm not interested
    i am not interested | let it be | leave that | leave it now | leave it for now | i'm not sure
    i am not sure | i would like to skip that | i would like to skip it | i'd like to skip that
""")
ONLY_AFTER_NO = either("""
    at the moment | right now | for now | just now | just yet | yet | in the future | at this time | today
    tonight | this time | i'm good | i'm fine | i'm ok | i am good | i am fine | we're good | i'm all set
    no worries | worries | problem | need | need to | that's okay | that's ok | that's fine | that is okay
    that is ok | it's fine | it's ok | it's okay | thanks a lot | though | either | it is okay | it is ok
""")
I_REFUSE = either("""
    i don't | i do not | i didn't | i did not | i don't want | i do not want | i don't need | i do not need
    i don't wish | i do not wish | i don't like | i do not like | i don't want to | i do not want to
    i didn't want | i did not want | i don't think so | i do not think so | i don't want you to
    i do not wish to | i don't wish to | i don't need you to | i do not need you to | i would not like
    i wouldn't like | i no longer want | i'd rather you didn't | please do not | don't do | do not do
    i'm not sure about | i can't do | i can't make | i cannot do | i cannot make | i really don't want
    i really don't like | i didn't ask for | i did not ask for | i would rather not | i hate
""")
IT = either("""
    it | that | this | them | these | those | so | any of them | any of these | any of those | either
    either of them | either of those | either of these | anything | one | to do that | do that | any | both
    that one | this one
""")
IT_WILL_NOT = either("""
    that won't work | that doesn't work | this won't work | this doesn't work | it won't work | it doesn't work
    wrong | that will not work | that does not work | it does not | it doesn't | it isn't | it's not | it is not
    it won't | that isn't right | that's not right | that is not right | it's not right | it is not right
    this isn't right | that's wrong | that is wrong | it's wrong | it is wrong | this is wrong | incorrect
    not correct | that's incorrect | that is incorrect | that's not it | that is not it | that's not what i want
    that's not what i wanted | that won't do | that is not what i want | that is not what i wanted
    that's not what i meant | not right | not good | no good | that's not good | that is not good
    this is not good | that's no good | not this | not that | not that one | not this one | not like this
    not like that | that's a no | that's unacceptable | that doesn't work for me | that does not work for me
    that won't work for me | that does not suit me | that doesn't suit me | none | neither | none of them work
    none of these work | none of those work | none of these | none of them | none of those
    none of those work for me | none of these work for me | none of them work for me | none of these works
    none work | none fit | not any of those | not any of these | not any of them | none of those do
    none works | neither works | neither work | neither of these | neither of those | neither of them
    neither of them works | neither of these work | neither of those work | neither of them work
    neither of these works | neither of those works | neither of these will work | neither of those will work
    neither of these work for me | they don't | they do not | they don't work | these don't work
    those don't work | that isn't necessary | that is not necessary | that's not necessary
    that won't be necessary | that will not be necessary | that is not required | you don't have to
    that isn't it | this isn't it | this is not it | this is not what i want | this isn't what i want
    doesn't work
""")
NEVER_MIND = either("""
    never mind | nevermind | nvm | never mind that | never mind this | never mind then | nevermind that
    nevermind then | nevermind on that | forget it | forget that | forget this | forget about it
    forget about that | just forget it | let's forget it | lets forget it | let's just forget it
    lets just forget it | forget the whole thing | forget everything | drop it | drop that | just drop it
    let's drop it | lets drop it | abort | stop | stop it | stop that | scratch that | scrap that | scrap it
    scratch it | leave it | just leave it | let's leave it | lets leave it | leave it as is | leave it as it is
    leave it be | leave as is
    leave it alone | leave it the way it is | keep it as is | keep it as it is | leave that alone
    let's just leave it | start over
    i changed my mind | i've changed my mind | i have changed my mind | changed my mind | disregard
    disregard that | ignore that | give up | let's not | lets not | quit | discard | discard it | nothing
    nothing please | let's skip it | lets skip it | cancel the request | cancel this request
    cancel that request | cancel my request
""")
KEEP_IT = either("""
    keep it | keep that | keep this | keep that one | keep this one | keep the meeting | keep the call
    keep the booking | keep it for now | keep it as is | keep this as is | keep the appointment | keep the event
    leave it | leave it as is | leave it as it is | leave it be | let it stand | i want to keep it
    i want to keep that
    i want to keep this | i need to keep it | i need to keep that | i need to keep that one
    i want to keep that one | keep them | it stays | leave it on | leave it there | leave it on the calendar
    i'd like to keep it | i would like to keep it | i'll keep it | let's keep it | lets keep it | don't touch it
    do not touch it | leave it alone
""")
ALSO_IN_A_NO = either("""
    please | pls | thanks | thank you | thx | oh | ah | oops | sorry | wait | actually | just | well | hmm | um
    for me | at all | anymore | any more | now | ok | okay | no | i'm sorry | on second thought | really
""")

# --- near misses -----------------------------------------------------------------------------------------------------

# Words that turn an approval into something else, wherever they stand.
CONTRADICTS = _each("""
    but however although instead except rather only unless until if before after first not no nope never don't
    dont doesn't didn't isn't won't can't cannot couldn't wouldn't shouldn't wrong incorrect wait hold actually
    hmm maybe perhaps later earlier longer shorter different another other change move make cancel delete remove
    add invite rename also and who what when where why how which can could will would should sorry meant today
    tomorrow tonight noon midnight morning afternoon
    evening week month next
""") | frozenset(WEEKDAY_NAMES)
SEEMS_YES = _each("""
    y yes yeah yea yep yup ye ya sure ok okay fine good great perfect correct right alright absolutely definitely
    certainly exactly awesome excellent wonderful cool nice approve approved confirm confirmed agreed works sounds
    looks lovely brilliant thanks thank well done oui ja si sí da hai sim evet tak haan 👍 👌 ✅ 🆗 bien genau klar
    perfecto d'accord vale claro
""")
# Long words that survive a slip of the finger: one letter more, less, other, or two swapped.
FORGIVEN = (
    "perfect",
    "correct",
    "confirm",
    "awesome",
    "excellent",
    "wonderful",
    "fantastic",
    "absolutely",
    "definitely",
)

"""What a request begins with, openers aside: the first words that tell what somebody wants done."""

from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.cues.nouns import ALTERS, CALENDAR, CANCELS, DETAIL, IT, KINDS, MINE, MOVES
from graph.understanding.offline.cues.trades import SOMEBODY, TRADES

STARTS = {
    "cancel": lines(rf"""
        {CANCELS}\b
        (?:take|get|knock|wipe|pull|strike|cross) (?:it|that|this|them|those|these|(?:the|my|both|all
          |our)\b.*?) (?:off
          |out|away)\b
    """),
    "edit_people": lines(rf"""
        (?:add|invite|include|put) (?!{MINE}\b|§|event|meeting|appointment).* (?:to|in|into|on) (?:{IT}|my|our
          |the)\b(?!.* {CALENDAR}\b)(?! {CALENDAR})
        (?:add|include) (?:my|our) (?!{KINDS}|{CALENDAR})[\w-]+(?: (?:\w+ )?(?:to|in|on)
          [ ](?:{IT}|my|our|the)\b(?!.* {CALENDAR})|$)
        (?:remove|take|drop|delete) (?!{MINE}\b|{IT}\b|§).* (?:from|off|out of) (?:{IT}|my|our|the)\b
          (?!.* {CALENDAR}\b)
        (?:invite(?!.* (?:to|for) (?:an?|some)\b)|uninvite|include|replace)\b
        (?:remove|drop) (?!{MINE}\b|{IT}\b|§|meeting|event|appointment)\w+(?: and \w+)*(?: too| as well
          | please)*$
    """),
    "add_name": lines(rf"""
        add (?!{MINE}\b|{IT}\b|§|event\b|meeting\b|appointment\b|to\b|in\b|more\b
          |\d)[\w.'-]+(?:,? (?:and )?[\w.'-]+){{0,6}}$
        add (?:two) (?:more )?people\b
    """),
    "edit_text": lines(rf"""
        (?:{ALTERS}|make) (?:the|its|my|that|this
          |their)?(?: [\w']+){{0,4}} ?{DETAIL}\b
        add (?:the|a) {DETAIL}\b
        (?:it )?rename\b|add that\b(?! (?:to|on|in|event|meeting|appointment|too)\b)|mark (?:me|it|that) as\b
        (?:call|name|title|label) {IT} \S
        (?:the |its |it's |my )?{DETAIL} (?:is|'s|should|needs?
          |has to|must|ought|of)\b
        (?:{IT} )?(?:should|needs? to|has to|must|is supposed to) (?:say|read|be (?:called|named|titled|at (?!§)
          |in (?!§|\d)
          |with \w))
        (?:{IT} (?:is|should be)|{IT}'s) (?:called|named|titled|at the (?!§)\w|in the (?!§)\w)
    """),
    "move": rf"{MOVES}\b",
    "change": rf"{ALTERS}\b(?! up\b)(?! an?\b)",
    "make_it": lines(rf"""
        (?:make|have|get|set|keep|do|start|end|finish|begin|let) {IT}\b(?!.*\b{CALENDAR}\b)
        put (?:it|that|this)\b(?!.*\b{CALENDAR}\b)(?= (?:at|to|on|for|back|off|§t)\b)(?! on (?:there|here))
        (?:start|end|finish|begin) (?:at|on|by|around|§t)
        (?:make|set|have|put) (?:the |my )?(?:start|end|ending|starting|duration|length|time|day|date|finish)\b
        make §t\b
    """),
    "make_longer": lines(r"""
        (?:make|have|let|get|set) (?!an?\b|another\b|event\b).*\b(?:longer|shorter|last|later|instead|long|go|end
          |start|(?:to )?be)\b
        (?:make|have|put|set) my\b
    """),
    "add_length": lines(r"""
        add (?:§d|§t)(?: (?:to|on|at)\b|$)
    """),
    "book_new": lines(r"""
        (?:book|schedule|set(?: |-)?up|create|arrange|plan|reserve|make|add|put|set|insert|get|block)(?: me| us
          | in| down| up| for me| on my calendar)* (?:an?(?! (?:bit|little|hour (?:later|earlier)))|another|some
          |new|event|meeting|appointment)\b
        (?:set|fix|hook) (?:me|us) up\b|(?:get|grab) (?:§d|some time|time|in)\b
        (?:book|schedule|arrange) (?:me|us)\b(?! (?:at leas))|invite .* (?:to|for) (?:an?|some)\b
        (?:set aside|hold|free up|keep) (?:§d|some|an?|time|§t|the)\b
        see if (?:i|we) can (?:get|come|go|meet|book|be seen)\b|get (?:me|us) in\b
    """),
    "book": lines(rf"""
        (?:booking|scheduling|making the|adding|book|schedule|set(?: |-)?up|create|arrange|plan|reserve|block
          |organi[sz]e|pencil|enter|log|mark|record|note down|save)\b
        (?:make|set|do|have|squeeze|include|place|start|get(?= me (?:an?|in)\b| an?\b))(?: me
          | on my calendar)* (?:{MINE}|in|down|up|one|§q|§t|event|meeting|appointment|\w+ with)\b
        (?:make|add|put|insert) (?!it\b|that\b|this\b|them\b|those\b|these\b|sure\b|§d)
        find (?:(?:an?|some) )?(?:time|slot|§d|good)\b|meet(?:ing)? with\b|meet \w+|chat with|talk (?:to|with)
        have (?:dinner)\b|(?:add|put|mark|save) {IT}(?: (?:on|to|in|into) .*\b{CALENDAR}\b|$)
    """),
    "see_someone": lines(rf"""
        see (?!{MINE}\b|{IT}\b|what|if\b|when|how|all\b|any|events?\b|which|who|{CALENDAR}|where|more|§
          |meetings?\b|appointments?\b|bookings?\b|upcoming|free|available|open|i\b|whether)\w
    """),
    "go_to": lines(rf"""
        (?:visit(?:ing)?|see|go(?: back)? to|get (?:in )?to(?: see)?)[ ](?:(?:an?|the|my|our|some
          |another) (?:[\w'-]+ ){{0,2}}?{TRADES}|{SOMEBODY})\b(?!'s (?:phone|number|address))
    """),
    "go": lines(r"""
        (?:visit(?:ing)?|see|consult|go (?:and |in to )?(?:see|to|with)|get (?:in )?(?:to|with)|come (?:in )?to|try)\b
    """),
    "seeks": lines(rf"""
        (?:(?:i'm |i am |we're |am )?(?:looking|searching|hunting|in need of|after)(?: for)?|finding|find
          |look for|search(?:ing)? for|get|want
          |(?:i|we)(?:'d| would)? ?(?:really |just )?(?:like|need|want|require))(?: me)? (?:an?)[ ](?:[\w'-]+
          [ ]){{0,3}}?{TRADES}\b(?!.*\b(?:number|address|ratings?)\b)
        (?:(?:i'm |i am )?(?:looking|searching) for|find|look for|search for|want)(?: me)?[ ]{SOMEBODY}\b
        {TRADES} (?:please|would be|in)\b
    """),
    "question": lines(r"""
        (?:what|whats|when|where|who|whose|which|how|hows|why)\b
        (?:do i|do you (?:see|have|know)|do (?:they|those|these|any)|did|does|is|are|am i|was|were|will|have i
          |has|should (?:i|we|it|that|the|this)|any|anything|anyone)\b
    """),
    "look": lines(r"""
        (?:show|list|find|search|check|tell|see|look|view|display|give me|read|know|verify|open)\b
        get (?:me )?(?:out |the |my )|confirm (?:that|if)\b|remind me (?:of)\b|looking for (?:events?)\b(?! with)
    """),
    "i_have": lines(r"""
        (?:i|we)(?:'ve| have| had| got| am|'m| was| are|'re| will|'ll)\b
    """),
    "i_want": lines(r"""
        (?:i|we) ?(?:really |definitely )?(?:want|need|like|wish|would like|'d like) (?:to have |to get )?(?:an?
          |some|the|one|my|in|§)
    """),
    "it_is": lines(r"""
        (?:(?:it|that|this|the (?:[\w']+ )?(?:time|meeting|event|day|date|appointment|call|end|start))(?:'s| is
          | was| will| should| needs?| has| ha[sd] to| must| got| gets| starts?| ends?| lasts?| lasted| started
          | ended|'ll| ought| to)|its)\b
        i (?:want|need|would like|'d like|wanted) (?:it|that|this|the (?:day|time|date|meeting|event|appointment))
          (?: moved| changed| pushed)? (?:to|at|on|for|from)\b
    """),
    "new_value": lines(r"""
        (?:with|at|on|for|from|to|until|till|til|by|in|around|about|between|after|before) ?§|§[tdm]|for (?:an?|\d)
        with \w+
    """),
    "how_about": lines(r"""
        (?:how|what) about|what if|why not|any chance|is §t|would §t|does §t
        (?:can|could) (?:it|we|you) (?:please )?(?:be|do|make)
    """),
}

"""Words of stance: patterns that carry a stance, in order of precedence, and patterns that only look so.

Where two patterns meet at one place the earlier one wins: "does not rule out" is no refusal. The second entry
of a rule tells on which side of the words the item stands.
"""

from __future__ import annotations

from typing import Final, Literal

from ceaseline.evidence.records import Stance

Place = Literal["after", "before", "both"]

GIVE: Final = (
    r"(?:send|provide|deploy|contribute|supply|offer|commit|dispatch|deliver|donate|transfer|station"
    r"|give|put|support|help|participate|take (?:part|on|over|the lead)|join|lead|protect|defend"
    r"|train|patrol|share"
    r"|back|host|assist|police|monitor|enforce|guarantee|intervene|respond|lend|play|hand|keep"
    r"|continue|fund|equip|arm|operate|fly|secure|safeguard|make|move|be (?:part|involved|present"
    r"|ready|willing|able|sending|providing|contributing|there)"
    r"|act|come|step|extend|finance|pay|increase|expand|cover|clear|hunt|base|oversee|coordinate"
    r"|maintain|strengthen|bring|have (?:a |any |no )?(?:large |significant |big )?(?:presence|troops"
    r"|soldiers|boots|role)|serve|pledge|sign|ratify|grant|sell|ship|run|command|allow|open|use"
    r"|set up|escort|get|go|enter|cede|meet|accept|agree|recogni[sz]e|relinquish|surrender|stay"
    r"|remain|do|allocate|spend|rotate|form|take|place|establish|ensure|observe|verify|watch|accede"
    r"|replace|stop|work|add|set)"
)
NOT: Final = r"(?:not|n't|never|no longer|not be able to|neither)"
BE: Final = (
    r"(?:is|are|was|were|be|been|being|remains?|remained|'s|'re|'m|am|seems?|appears?|appeared|seemed"
    r"|looks?|declared itself|declared himself|declared themselves|stands?|stood)"
)
FREE: Final = (
    r"(?:ready|willing|prepared|keen|happy|eager|in a position|open to and ready|available|glad|set"
    r"|standing by|poised|determined)"
)
LITTLE: Final = (
    r"(?:only |just |merely )?(?:an? |the )?(?:only )?(?:very |more |strictly |purely "
    r"|relatively )?(?:small|limited|minor|minimal|marginal|modest|secondary|reduced|smaller|token"
    r"|supporting|restricted|back-?seat)"
)
ACT: Final = (
    r"(?:deployed|stationed|sent|provided|positioned|offered|contributed|used|based|supplied|delivered"
    r"|dispatched|placed|involved|implemented|announced|finali[sz]ed|created|established|guaranteed"
    r"|protected|monitored|patrolled|supported|backed|secured|led|coordinated|rolled out|made available"
    r"|assigned|equipped|trained|set up|shared|tasked|policed|enforced|unveiled|signed|included"
    r"|transferred|handled|overseen|drawn from|formed|put in place|activated|adopted|agreed)"
)

IGNORED: Final = (
    (
        r"(?:refus\w+|declin\w+)(?: \w+)? to (?:comment|say|elaborate|be (?:named|identified|drawn"
        r"|quoted)|give (?:details|names)|name|disclose|discuss details|answer|respond|provide (?:details"
        r"|further details|comment))"
    ),
    (
        r"(?:did|does|do|has|have|had)(?: not|n't)(?: immediately| yet)* (?:respond\w*|repl(?:y|ied)"
        r"|return\w*|answer\w*|comment\w*|provide (?:details|comment))(?: to)?"
    ),
    (
        r"(?:on|under)(?: the)? condition (?:of anonymity|that (?:he|she|they) not be)"
        r"|ask\w*(?: for)? anonymity|ask\w* not to be (?:named|identified)|request\w* anonymity"
        r"|granted anonymity|wished? (?:to remain|not to be) (?:anonymous|named)"
    ),
    (
        r"(?:is|are|was|were) (?:expected|due|scheduled|set|slated) to (?:meet|visit|attend|arrive|travel"
        r"|hold|speak|discuss|host|gather|address|take place|convene|fly to)"
    ),
    (
        r"offer\w* (?:condolences|congratulations|no details|few details|little detail|thanks"
        r"|an? (?:explanation|apology|glimpse))|pledg\w+ allegiance|pledg\w+ to (?:return|work|fight on)"
    ),
    (
        r"commit\w* (?:suicide|crimes?|war crimes|an? (?:offen[cs]e|foul))|refus\w+ to (?:stop|end"
        r"|back down|surrender|budge|accept)|reject\w* (?:accusations?|claims?|allegations?|criticism"
        r"|suggestions?|reports)"
    ),
    (
        r"what (?:it|they|he|she|each|the \w+) (?:would|could|might|can) (?:be able to )?(?:provide|offer"
        r"|contribute|bring)"
    ),
    (
        r"(?:will|would|should)(?: not|n't)? (?:be (?:an? )?(?:difficult|hard|easy|important|interesting"
        r"|key|crucial|vital|test|challenge|disaster)|take (?:months|weeks|time|years|place)"
        r"|depend\b(?!\w))"
    ),
    r"(?:to|in order to|aimed at|designed to) (?:persuade|convince)(?= (?:voters|the public|critics))",
    (
        r"\bplans? (?:for|of) (?:the )?(?:weekend|holiday)|asked (?:whether|if|about|by (?:reporters|a)"
        r"|what|how|why|during|in)\b|asking (?:whether|if)|when asked|expected (?:later|next|on|this)\b"
    ),
    (
        r"need(?:s|ed)? (?:time|to (?:know|see|wait|understand|think|decide))|(?:has|have|had) to (?:wait"
        r"|decide|be seen)|remains to be seen|hope(?:s|d)? (?:to (?:win|sell|raise|see))"
    ),
)
RULES: Final[tuple[tuple[Stance, Place, str], ...]] = (
    (
        "considers",
        "both",
        (
            r"(?:have|has|had) been (?:asked|tasked|instructed|told|ordered) (?:to|with) (?:develop\w*"
            r"|draw\w*|prepar\w+|draft\w*|work\w* out|produc\w+|com\w+ up|flesh\w*|turn\w*)|(?:task"
            r"|instruct)\w*(?: \w+){1,4} (?:to|with) (?:develop|draw|prepar|draft)\w*"
        ),
    ),
    # undecided
    (
        "undecided",
        "both",
        (
            r"(?:declin\w+ to|(?:could|would|did|does)(?: not|n't)|refus\w+ to) (?:confirm|rule (?:either"
            r"|it) (?:in|way)|commit(?: (?:itself|himself|herself|themselves))?(?: (?:to|on"
            r"|either way))?(?! (?:troops|soldiers|forces|aircraft|large|any)))"
        ),
    ),
    (
        "undecided",
        "both",
        (
            r"(?:has|have|had|is|are|was|were|'s|'ve)\s?(?:not|n't)(?: yet| been| fully| firmly| formally"
            r"| finally| really)*(?: \w+ly)? (?:decided|discussed|made (?:a|any|its|his"
            r"|up)\w*(?: final)? (?:decisions?|minds?|commitments?)|taken (?:a|any)(?: final)? decisions?"
            r"|agreed|determined|committed|finali[sz]ed|settled|resolved|worked out|signed off|approved"
            r"|specified)(?: itself| themselves| himself)?(?: to| on| whether)?"
        ),
    ),
    (
        "undecided",
        "both",
        (
            r"(?:is|are|was|were|being|remain\w*|'s|'re)?\s?not(?: yet)?(?: fully| firmly"
            r"| completely)? (?:committed|sure|certain|decided)(?: to| about| on| whether)?"
        ),
    ),
    (
        "undecided",
        "both",
        (
            r"(?:has|have|had) (?:yet|still) to (?:decide|commit|say|make|determine|agree|spell out"
            r"|specify|take|approve|clarify|discuss)"
        ),
    ),
    (
        "undecided",
        "both",
        (
            r"(?:no|without)(?: \w+){0,2} decisions?(?: \w+){0,3}? (?:has|have|had|was|were|been|is|yet"
            r"|on|about|to)\b"
        ),
    ),
    (
        "undecided",
        "both",
        (
            r"undecided|non-?committal|ambivalent|sitting on the fence|on the fence|keep\w* (?:its|his"
            r"|their|all) options open|(?:yet|still) to make up (?:its|his|their) mind|weigh\w* (?:its"
            r"|his|their) options"
        ),
    ),
    (
        "undecided",
        "after",
        (
            r"(?:is|are|was|were|remain\w*|has been|have been|grow\w*|seem\w*|appear\w*|becom\w*"
            r"|stay\w*)(?: \w+ly| more| very| deeply| still| also| far)* (?:wary|cautious|hesitant"
            r"|reluctant|sceptical|skeptical|uneasy about|unsure|uncertain|divided|split|lukewarm|nervous"
            r"|torn|unconvinced|doubtful)(?: (?:of|about|on|over|whether|as to|to))?"
        ),
    ),
    (
        "undecided",
        "both",
        (
            r"(?:it (?:is|was|remains|remained)|it's|remains?|is|are|still|was)(?: \w+ly"
            r"| still)* (?:unclear|uncertain|an open question|not clear|to be seen|undetermined"
            r"|unknown)(?: (?:how|whether|what|if|which|who))?"
        ),
    ),
    (
        "undecided",
        "both",
        (
            r"(?:too (?:early|soon)|premature)(?: \w+){0,3}? (?:to|for)\b|stop(?:s|ped|ping)? short of"
            r"|hesitat\w+(?: to| about| over)?|in (?:the|its|their|an) (?:very )?early stages?|(?:still"
            r"|yet) to be (?:decided|agreed|determined|discussed|negotiated|defined|worked out)"
            r"|(?:express\w*|voic\w*|rais\w*|harbou?r\w*) (?:\w+ )?(?:doubts?|reservations?|scepticism"
            r"|skepticism|misgivings)(?: about| over)?"
        ),
    ),
    (
        "conditional",
        "before",
        (
            r"(?:would|could|will|can|is|was)(?: not|n't) be (?:viable|feasible|possible|credible"
            r"|workable|sustainable|effective|conceivable)|(?:could|would|can) only (?:happen|work"
            r"|take place|go ahead|be (?:deployed|sent|possible|done)) (?=(?:if|with|after|once|under))"
        ),
    ),
    # considers that look like refusals
    (
        "considers",
        "after",
        (
            r"(?:does|do|did|has|have|had|would|will|could|can|is|are|was|were)?\s?(?:not|n't|never"
            r"|refus\w+ to|declin\w+ to|without)(?: \w+ly)?(?: yet)? (?:rul(?:e|ed|ing)(?: it| this"
            r"| that)? out|exclud(?:e|ed|ing)|(?:be )?oppos(?:ed?|ing)(?: to)?|clos(?:e|ed"
            r"|ing) the door (?:to|on)|reject(?:ed|ing)?)"
        ),
    ),
    ("considers", "after", r"rul\w+ nothing out|nothing (?:is|was|has been) ruled out"),
    (
        "considers",
        "both",
        (
            r"(?:not|n't|nothing)(?: \w+)? (?:been |be |is )?(?:ruled out|excluded|off the table)"
            r"|not off the table"
        ),
    ),
    # refusals
    (
        "refuses",
        "after",
        r"(?:unlikely|not likely|doubtful|improbable)(?: that)?(?: \w+){0,3}? (?:to )?(?:ever )?(?:put|"
        + GIVE[3:],
    ),
    (
        "refuses",
        "before",
        (
            r"(?:is|are|was|were|been|be)(?: \w+ly| also)* (?:ruled out|excluded|rejected|refused|vetoed"
            r"|turned down|dismissed)"
        ),
    ),
    (
        "refuses",
        "both",
        (
            r"(?:unlikely|improbable|out of the question|off the table|a red line|not on the (?:table"
            r"|agenda|cards)|not (?:an option|a possibility|under (?:discussion|consideration)"
            r"|up for discussion|being (?:considered|discussed|planned)|envisaged|planned|foreseen"
            r"|part of)|no question of|a non-starter|ruled out|unacceptable|unthinkable|inconceivable)"
        ),
    ),
    (
        "refuses",
        "after",
        r"rul(?:e|es|ed|ing)(?: \w+)? out|refus(?:e|es|ed|ing|al)(?: \w+ly)?(?: (?:to(?: \w+ly)? "
        + GIVE
        + r"|to|of|any|on))?|exclud(?:e|es|ed|ing)(?! from| by)",
    ),
    (
        "refuses",
        "after",
        (
            r"reject(?:s|ed|ing|ion)?(?: (?:of|the|any|a|calls?|proposals?|requests?|suggestions?"
            r"|demands?|idea|ideas|notion|plan|plans|pressure|for|to|that))*|turn(?:s|ed|ing)? down(?: a"
            r"| the)?(?: requests?| proposals?| appeals?)?|rebuff(?:s|ed|ing)?|spurn(?:s|ed|ing)?"
            r"|dismiss(?:es|ed|ing)?(?: (?:the|any))*(?: (?:idea|notion|suggestion|possibility|prospect"
            r"|calls?)s?)?(?: of| that| for)?|swat(?:s|ted|ting)?(?: away| aside)?|bat(?:s|ted) (?:away"
            r"|aside)|shot down (?=the (?:idea|plan|proposal|suggestion))|veto(?:es|ed|ing)?"
            r"|block(?:s|ed|ing)? (?=(?:\w+ ){0,3}(?:troops|deploy"
            r"|sending|deliver|aid|weapons|guarantees?))|push(?:es|ed|ing)? back (?:against|on)|pour(?:s"
            r"|ed) cold water on|den(?:y|ies|ied|ying) (?=(?:\w+ ){0,3}(?:air|cover|support|protection"
            r"|guarantees?|troops))|withh(?:old|olds|olding|eld)"
        ),
    ),
    (
        "refuses",
        "after",
        (
            r"(?:will|would|wo|is going to|are going to|shall|can|could|do|does|did|is|are|was|were|am|'s"
            r"|'re|'m|has|have|had)\s?"
        )
        + NOT
        + (
            r"(?: \w+ly| currently| at present| be)*(?: \w+ly)? (?:(?:intend|plan|want|wish|propose"
            r"|expect|aim|seek|see fit)\w* to|going to|(?:be )?"
        )
        + FREE
        + (
            r" to|considering|planning (?:to|on|for|any|the)?|in favou?r of"
            r"|support\w* (?=(?:the )?(?:idea|sending|deploy))|able to)(?: be)?(?: "
        )
        + GIVE
        + r")?",
    ),
    (
        "refuses",
        "after",
        r"(?:will|would|wo|shall|must|can)\s?"
        + NOT
        + r"(?: \w+ly| be| under any circumstances)*(?: (?:itself|ever|also|directly))* "
        + GIVE,
    ),
    (
        "refuses",
        "both",
        r"(?:will|would|wo|shall|must|can)\s?"
        + NOT
        + r"(?: \w+ly)*(?: be| become| form| include| see| mean| involve| happen) ?(?:an?|any|part|"
        + ACT
        + r")?",
    ),
    (
        "refuses",
        "after",
        (
            r"(?:has|have|had|there (?:is|are|was|were|will be|would be)"
            r"|with)(?: \w+)? no (?:\w+ )?(?:plans?|intention|intentions|desire|wish|appetite|interest"
            r"|mandate|willingness|question|prospect|chance)(?: (?:to|of|in|for|on))?(?: "
        )
        + GIVE
        + r")?",
    ),
    (
        "refuses",
        "after",
        (
            r"(?:there )?(?:will|would|wo|is|are|shall|can)(?: \w+)? (?:be )?no(?! (?:decision|longer"
            r"|doubt|fly|one|comment|sign|change|progress|reason|need|question|alternative|substitute"
            r"|peace|deal|way|secret|guarantee that|surprise|such thing))(?= (?:\w+[ -]){0,4}(?:troops?"
            r"|soldiers?|boots|forces?|deployment|contingent|peacekeepers|mission|guarantees?|weapons"
            r"|missiles|role|involvement|participation|presence))|(?:^|[:;,—–-] ?|[\"“]|\bsaid "
            r"|\bstress\w* |\brepeat\w* |\bpromis\w+ |\bmeans? |\bthere (?:are|were) "
            r"|\bwith )no (?=(?:US |American |British |German |Polish |foreign |ground |NATO |Western "
            r"|combat |\w+ ){0,2}(?:troops|boots|soldiers|forces|servicemen|aircraft|ships"
            r"|jets)\b)(?:(?:[\w-]+ ){1,3}(?:would|will|are to|were to|should|is to"
            r"|shall) (?:be )?(?:\w+)?)?"
        ),
    ),
    (
        "refuses",
        "after",
        (
            r"unwilling(?:ness)?(?: to)?|(?:oppos(?:e|es|ed|ing)|objects? to|objected to|averse to"
            r"|against (?=(?:the )?(?:idea|sending|deploy\w*|participat\w*|any|putting|stationing)))"
            r"|(?:is|are|was|were|remains?|firmly|strictly|categorically|strongly|come out|spoke out"
            r"|voted|speaking out) (?:\w+ly )?(?:against|opposed to)|(?:is|are|was|were) contrary to"
            r"|say(?:s|ing)? no to|said no to|(?:want|wants|wanted|has|have|will have"
            r"|would have) nothing to do with|sit\w* out"
        ),
    ),
    (
        "refuses",
        "after",
        (
            r"(?:will|would|to|intends? to|wants? to|is going to|can|could|should|plays?|played|playing"
            r"|having|have|has|take|takes|taking|confine|limit)(?: \w+ly| likely| have| play| take"
            r"| assume| fill)* "
        )
        + LITTLE
        + r" (?=(?:\w+ )?(?:role|part|contribution|involvement|presence|support|footprint|share))",
    ),
    (
        "refuses",
        "after",
        (
            r"(?:limit|restrict|confine|reduc|minimi[sz])(?:e|es|ed|ing|s)? (?:its|their|his|America's"
            r"|the US|US|American|Washington's) (?:own )?(?=(?:\w+ )?(?:role|part|contribution"
            r"|involvement|presence|support|footprint))"
        ),
    ),
    # withdrawals
    (
        "withdraws",
        "both",
        (
            r"(?:(?:could|may|might|can|will|would|to)(?: \w+ly| also| still"
            r"| yet)* (?:be )?)?(?:withdraw(?:s|n|ing|al)?|withdrew|pull(?:s|ed|ing)? (?:back|out)"
            r"|walk(?:s|ed|ing)? (?:back|away from)|back(?:s|ed|ing)? (?:away from|out of)|backtrack\w*"
            r"|backpedal\w*|rescind\w*|revok\w+|retract\w*|renege\w*|scrap(?:s|ped|ping)|abandon(?:s|ed"
            r"|ing)? (?=(?:its|the|a|their|plans?))|drop(?:s|ped|ping) (?=(?:its|the|a"
            r"|their) (?:\w+ )?(?:offer|pledge|promise|plans?|commitment))|cancel(?:s|led|ling|ed|ing)?"
            r"|go(?:es|ing)? back on|went back on|suspend(?:s|ed|ing)? (?=(?:its |the |all |their |US "
            r"|American )*(?:\w+ )?(?:deliver|aid|intelligence|offer|weapons|shipments|participation"
            r"|support|sharing|assistance|training))|halt(?:s|ed|ing)? (?=(?:its |the |all |their |US "
            r"|American )*(?:\w+ )?(?:deliver|aid|intelligence|weapons|shipments|support|sharing"
            r"|training))|cut(?:s|ting)? off (?=(?:\w+ ){0,3}(?:intelligence|aid|support|deliver"
            r"|sharing))|shelv(?:es|ed|ing)|no longer (?:"
        )
        + FREE
        + r"|offer\w*|stand\w* by|plan\w*|prepared|intends?)(?: to)?)",
    ),
    # conditional
    (
        "conditional",
        "before",
        (
            r"(?:(?:is|are|was|were|be|remains?|being|made|makes?|making|'s)(?: \w+){0,4}? )?(?:entirely "
            r"|largely |wholly |heavily |strictly |directly |still )*(?:conditional (?:on|upon)"
            r"|contingent (?:on|upon)|dependent (?:on|upon)|subject to|predicated on|tied to|linked to"
            r"|hing(?:es?|ed|ing) (?:on|upon)|depend(?:s|ed|ing)? (?:on|upon)|rest(?:s|ed)? on"
            r"|premised on|would only (?:work|be possible|happen|come) (?:if|with|after|once))"
        ),
    ),
    (
        "conditional",
        "before",
        (
            r"(?:(?:is|are|was|were|remains?|put|been|be)(?: \w+){0,3}? )?(?:on hold|suspended|frozen"
            r"|on ice|paused|shelved|put off|postponed|parked)(?= (?:\w+ ){0,3}?(?:until|pending|unless"
            r"|till))"
        ),
    ),
    (
        "conditional",
        "before",
        (
            r"requir(?:es?|ed|ing)(?= (?:\w+ ){0,3}?(?:commitments?|approval|mandate|consent|guarantees?"
            r"|ceasefire|contribution|pledges?|backing|support from|the (?:approval|consent|agreement"
            r"|support)))|not (?:possible|feasible|viable|conceivable|credible) without|(?:impossible"
            r"|unworkable|unthinkable) without|in (?:return|exchange) for"
        ),
    ),
    (
        "conditional",
        "after",
        (
            r"(?:only(?: \w+){0,3} (?:if|when|once|after|on condition|provided|in the event|as part of)"
            r"|on (?:the )?condition that|provided(?: that)?|so long as|as long as|unless|condition(?:s"
            r"|ed|ing)? (?:its|their|his|the|any) (?=(?:\w+ ){0,3}(?:on|upon)))"
        ),
    ),
    # demands
    (
        "considers",
        "after",
        (
            r"(?:want(?:s|ed)?|would like|wish(?:es)?|prefers?)(?: itself)? to (?:concentrate|focus|limit"
            r"|restrict|rather|"
        )
        + GIVE[3:],
    ),
    (
        "demands",
        "after",
        r"(?:"
        + BE
        + (
            r" |has been |have been |had been |keep |keeps |kept |plans? to |planned to |want to "
            r"|wants to |is set to |intends? to |would |will |'d )?(?:\w+ly )?(?:demand(?:s|ed|ing)?"
            r"|urg(?:e|es|ed|ing)|press(?:es|ed|ing|ure[ds]?|uring)?(?! secretary| conference| office"
            r"| service| briefing| release| issues?| freedom)(?: for| on)?(?= (?:for|on|ahead for|the"
            r"|Trump|Washington|Europe\w*|its|their|allies|partners|to|[A-Z]\w+)\b)|push(?:es|ed"
            r"|ing)?(?: hard| strongly)? for|call(?:s|ed|ing)? (?:on|upon|for)|appeal(?:s|ed|ing)? (?:to"
            r"|for)|ask(?:s|ed|ing)?(?: for)?(?! (?:whether|if|about|by))|request(?:s|ed"
            r"|ing)?(?! for comment)|insist(?:s|ed|ing)?(?: on| that| upon)|requir(?:e|es|ed)(?= (?:a|an"
            r"|the|from|more|further|written|firm|clear|its|American|US)\b)|plead(?:s|ed|ing)? (?:for"
            r"|with)|lobb(?:y|ies|ied|ying)(?: for)?|implor(?:e|es|ed|ing)|beg(?:s|ged|ging)? for"
            r"|seek(?:s|ing)?|sought|persuad(?:e|es|ed|ing)|convinc(?:e|ing)|tr(?:y|ies|ied"
            r"|ying) to (?:persuade|convince|get|secure|obtain|win|extract)|want(?:s|ed|ing)?|press(?:es"
            r"|ed|ing) for|agitat\w+ for|expect(?:s|ed|ing)? (?=(?:\w+ ){1,4}to (?:take|shoulder|carry"
            r"|bear|pay|do more))|tell(?:s|ing)? (?=Europe)|told (?=(?:Europe|European|the Europeans"
            r"|allies)\w*(?: \w+)? (?:to|that (?:it|they) must)))"
        ),
    ),
    (
        "demands",
        "after",
        (
            r"(?:a |the |its |his |their |repeated |urgent |fresh |\w+'s )?(?:demands?|requests?|appeals?"
            r"|calls?|insistence|push|plea|pressure)(?: on \w+)? (?:for|that|to|by|on|from)"
        ),
    ),
    (
        "demands",
        "both",
        (
            r"(?:emphasi[sz]\w*|stress\w*|underlin\w*|underscor\w*|highlight\w*|insist\w* on|point\w* to"
            r"|reiterat\w*|spoke of|speaks of)(?: again)?(?: the| that| on| there is a"
            r"| a)*(?: \w+)? (?:need|necessity|importance|urgency)(?: for| of| to)?|(?:the|a) (?:need"
            r"|necessity) (?:for|of)"
        ),
    ),
    (
        "demands",
        "before",
        (
            r"(?:(?:is|are|was|were|be|remains?|would be|will be|as)(?: \w+ly| absolutely| also| still"
            r"| therefore)* )(?:an? )?(?:essential|necessary|needed|required|indispensable|vital|crucial"
            r"|key|imperative|a must|a (?:precondition|prerequisite|necessity)"
            r"|(?:absolute )?(?:precondition|prerequisite)|the only way|the only (?:guarantee|deterrent"
            r"|thing)|critical|non-negotiable|fundamental)(?: (?:for|to))?"
        ),
    ),
    (
        "demands",
        "both",
        (
            r"(?:there )?(?:must|has to|have to|needs? to|ought to|should|had to|will (?:be forced|have"
            r"|need) to|would (?:be forced|have|need) to|forced to)(?: \w+ly| also| now| first"
            r"| finally)* (?:be |come |"
        )
        + GIVE
        + r"|contain|include|involve|shoulder|carry|bear|receive|step up|do)",
    ),
    (
        "demands",
        "both",
        (
            r"need(?:s|ed|ing)?(?= (?:\w+ ){0,5}?(?:guarantees?|support|air|backstop|troops|systems?"
            r"|training|weapons|radar|intelligence|defen[cs]e|missiles|help|commitments?|presence"
            r"|Patriots?|aircraft|jets|force|batter\w+))|needs?(?= to (?:ensure|guarantee|be sure))"
            r"|cannot (?:do|succeed|work|be credible|deploy|go)(?: \w+){0,4} without"
            r"|without (?=(?:\w+ ){0,3}guarantees?)|(?:no|any) (?:peace|ceasefire|truce"
            r"|deal)(?: \w+){0,4} without"
        ),
    ),
    (
        "demands",
        "after",
        (
            r"leav(?:e|es|ing)(?: it)?(?: up)?(?: to)? (?=(?:Europe|European|the Europeans"
            r"|allies)\w*(?: \w+){0,2} (?:to|with))|fram(?:e|ed|ing) it as|insist\w* (?=(?:Ukraine|Kyiv"
            r"|Europe|Russia))"
        ),
    ),
    # expectations
    (
        "expects",
        "after",
        r"(?:"
        + BE
        + (
            r" )?(?:\w+ly )?(?:hop(?:e|es|ed|ing|eful)(?: that| for)?|expect(?:s|ed|ing|ant)?(?: that)?"
            r"|anticipat\w+|count(?:s|ed|ing)? on|bet(?:s|ting)? on|rel(?:y|ies|ied"
            r"|ying) on (?=(?:the )?(?:US|United States|U\.S\.|Washington|America|Trump|Europe|Germany"
            r"|Britain|France|\w+'s))|confident(?: that)?|optimistic(?: that)?|trust(?:s|ed"
            r"|ing)?(?: that)?|assum(?:e|es|ed|ing)(?: that)?|look(?:s|ed|ing)? to (?=(?:the )?[A-Z])"
            r"|await\w*|look(?:s|ed|ing) forward to|pin\w* (?:its|their) hopes on|wish(?:es|ed"
            r"|ing)?(?: that)?(?= [A-Z])|dawning reality)"
        ),
    ),
    (
        "expects",
        "after",
        (
            r"(?:believ(?:e|es|ed|ing)|think(?:s|ing)?|thought|reckon(?:s|ed)?|assess(?:es|ed)?"
            r"|predict(?:s|ed)?|calculat(?:e|es|ed)|suppos(?:e|es|ed))(?: that)?(?= (?:the |President "
            r"|US |U\.S\. |Prime Minister |Donald |Chancellor )*(?:Trump|Washington|US|United States"
            r"|U\.S\.|America|Americans|White House|Pentagon|Berlin|London|Paris|Britain|France|Germany"
            r"|Europe|Poland|Ankara|Moscow|Russia|Putin|NATO)\b[^,;.]{0,40}\b(?:will|would|might|may"
            r"|could|is going to|shall|can)\b)"
        ),
    ),
    # considers
    (
        "considers",
        "both",
        (
            r"(?:(?:is|are|was|were|be|being|been|remains?|as|still)(?: \w+ly| also| still| now| among"
            r"| one of)* )?(?:on the table|an option(?: and a possibility)?|one option|a possibility"
            r"|possible|under (?:consideration|discussion|review|study|development|way)|underway|(?:is"
            r"|are|was|were) (?:also |now |still )?(?:considered|discussed|weighed|studied"
            r"|mulled)(?= (?:as|part|an option|for)|[,.]|$)|(?:is|are|was|were|been|being) (?:also "
            r"|now )?(?:envisaged|planned|proposed)|(?:being |been )(?:also |now |still )?(?:considered"
            r"|discussed|examined|explored|weighed|mulled|planned|drawn up|drafted|studied|looked at"
            r"|prepared|worked on|debated|developed)|conceivable|an open question|enough|sufficient"
            r"|adequate|among the (?:options|ideas|measures)|taking shape|take shape|to be agreed)"
        ),
    ),
    (
        "considers",
        "after",
        r"(?:"
        + BE
        + (
            r"|has been|have been|had been)?\s?(?:\w+ly )?(?:consider(?:s|ed"
            r"|ing)?(?! (?:\w+ ){0,2}(?:unlikely|improbable|impossible|essential|necessary|itself"
            r"|insufficient))|mull(?:s|ed|ing)?(?: over)?|weigh(?:s|ed|ing)?(?: up)?|examin(?:e|es|ed"
            r"|ing)|explor(?:e|es|ed|ing)|stud(?:y|ies|ied|ying)|ponder(?:s|ed|ing)?|debat(?:e|es|ed|ing)"
            r"|discuss(?:es|ed|ing)(?! with)|contemplat\w+|look(?:s|ed|ing)? (?:at|into)|evaluat\w+"
            r"|assess(?:es|ing)|float(?:s|ed|ing)?|toy(?:s|ed|ing)? with|think(?:s|ing) about"
            r"|thought about|work(?:s|ed|ing)? on(?= (?:\w+ ){0,3}(?:plans?|proposals?|options?|package"
            r"|guarantees?|details))|envisag(?:e|es|ed|ing)|envision\w*|foresee(?:s|n)?|foresaw|draw(?:s"
            r"|n|ing)? up|drew up|draft(?:s|ed|ing)?|prepar(?:e|es|ing)(?= (?:\w+ ){0,3}(?:plans?"
            r"|options?|proposals?|package|to|for))|provid(?:es|ed) for|hint(?:s|ed|ing)?(?: at| that)?"
            r"|moot(?:s|ed|ing)?|outlin(?:e|es|ed|ing)|negotiat(?:e|es|ed"
            r"|ing)(?= (?:\w+ ){0,4}(?:guarantees?|package|terms|mission)))"
        ),
    ),
    (
        "considers",
        "after",
        (
            r"(?:plan(?:s|ned|ning)? (?:to|on|for|calls? for)|(?:has|have|had|with) plans? (?:to|for)"
            r"|aim(?:s|ed|ing)? to|open(?:ness)? to|keep(?:s|ing)? open|kept open|(?:left|leav\w+"
            r"|keep\w*) (?:open )?the (?:door|possibility|option)(?: open)?(?: \w+)? (?:to|for|of)?"
            r"|(?:would|will|could|might) (?:also |then |seriously )?(?:consider|look at|think about"
            r"|examine|explore|study)|agreed? to (?:consider|discuss|explore|examine|study|look)"
            r"|prepared to (?:consider|discuss|look)|willing to (?:consider|discuss|look|explore|talk)"
            r"|ready to (?:consider|discuss|explore|talk)|(?:not|n't) (?:averse|against|opposed) to"
            r"|express\w* (?:an )?interest in|show\w* (?:an )?interest in|interested in|suggest(?:s|ed"
            r"|ing)? (?=(?:sending|deploying|providing|using))|in talks (?:about|on|over|to)|(?:rais"
            r"|mention|float|hold|held|spoke|speak|point)\w*(?: out| of| to)? the (?:possibility|prospect"
            r"|idea) of|relying on|rel(?:y|ies) on)"
        ),
    ),
    (
        "considers",
        "both",
        (
            r"(?:may|might|could)(?: \w+ly| also| even| well| still| be able to| then| yet| eventually"
            r"| one day| include)* (?:"
        )
        + GIVE
        + r"|be (?="
        + ACT[3:-1]
        + r"\b)|include|involve|comprise|consist|cover|see|consider|contain|extend|form|result|mean)(?: "
        + ACT
        + r")?",
    ),
    (
        "considers",
        "both",
        (
            r"(?:equipped|trained|armed|supplied|financed)(?:,? and (?:equipped|trained|armed|supplied"
            r"|financed))? by"
        ),
    ),
    (
        "considers",
        "both",
        r"(?:would|will|is to|are to|to)(?: \w+ly| also| then| eventually| initially)* be(?: \w+ly| also)? "
        + ACT,
    ),
    (
        "considers",
        "both",
        (
            r"would be considered|would (?:also |mainly |primarily )?(?:include|involve|consist of"
            r"|comprise|focus on|see|cover|feature|mean|rest on|concentrate on)"
        ),
    ),
    # offers
    (
        "offers",
        "after",
        r"(?:"
        + BE
        + (
            r"|has been|have been|had been|would be|will be|could be)(?: \w+ly| also| still| now| more"
            r"| far| than| even| fully| entirely| itself| himself| in principle|,)* (?:more than )?(?:"
        )
        + FREE
        + r")(?: and \w+)?(?:,? if (?:necessary|needed|asked|required),?)? (?:to(?: \w+ly)?(?: "
        + GIVE
        + (
            r")?|for)|(?:signal|indicat|express|declar|voic|announc|show|stat|confirm|reaffirm"
            r"|convey)\w*(?: \w+){0,3} (?:readiness|willingness|intention|intent|preparedness"
            r"|desire)(?: to| in)?(?: "
        )
        + GIVE
        + r")?|(?:readiness|willingness|intention|intent|preparedness)(?: to)(?: "
        + GIVE
        + r")?|more than willing to|far more willing to|prepared to(?: "
        + GIVE
        + r")|(?<!un)willing to(?: "
        + GIVE
        + r")|ready to (?:"
        + GIVE
        + r")",
    ),
    (
        "offers",
        "after",
        r"(?:offer(?:s|ed|ing)?(?: to(?: "
        + GIVE
        + (
            r")?| up)?|volunteer(?:s|ed|ing)?(?: to)?|put(?:s|ting)? forward|propos(?:e|es|ed"
            r"|ing)(?: to)? (?=(?:\w+ ){0,3}(?:send|provid|deploy|contribut|suppl|lead|host|train|troops"
            r"|its|to|giv|offer|supervis|monitor|creat|help|extend|support|shar|finance|pay|us))"
            r"|intend(?:s|ed|ing)?(?: to)?(?: "
        )
        + GIVE
        + (
            r")?|ma(?:ke|kes|de|king) available|at the disposal|(?:stand|stands|stood) ready (?:to)"
            r"|(?:will|would) be (?:able|happy|ready|willing|prepared) to|(?:could|can) count on)"
        ),
    ),
    # commitments
    (
        "commits",
        "after",
        (
            r"(?:(?:re)?commit(?:s|ted|ting)?(?: (?:itself|themselves|himself))?(?: to)?|(?:made|make"
            r"|makes|gave|give|given|entered into)(?: \w+){0,3} (?:commitments?|pledges?|promises?"
            r"|undertaking)(?: to| of| for)?|pledg(?:e|es|ed|ing)(?: to| that)?|promis(?:e|es|ed"
            r"|ing)(?: to| that)?|vow(?:s|ed|ing)?(?: to| that)?|assur(?:e|es|ed"
            r"|ing)(?= (?:\w+ ){1,4}(?:that|of))|agree(?:s|d|ing)? to(?! (?:meet|talks?|hold"
            r"|continue talks|disagree))|undertak(?:e|es|en|ing)(?: to)?|undertook(?: to)?|decid(?:e|es"
            r"|ed|ing)(?: to)(?! not)|approv(?:e|es|ed|ing)|authori[sz](?:e|es|ed|ing)|sign(?:s|ed"
            r"|ing)?(?= (?:\w+ ){0,5}(?:agreement|declaration|pact|treaty|deal|guarantee|letter))"
            r"|confirm(?:s|ed|ing)?(?= (?:\w+ ){0,3}(?:would|will|that|its|the (?:deployment|delivery)))"
            r"|allocat(?:e|es|ed|ing)|earmark(?:s|ed|ing)?|guarante(?:e|es|ed|eing)(?= (?:to|that"
            r"|Ukraine))|pledges? of|commitments? (?:to|of)(?= (?:"
        )
        + GIVE
        + r"|\w+ing|\w+ )))",
    ),
    (
        "commits",
        "after",
        (
            r"(?:will|shall|'ll|is going to|are going to|is set to|are set to|is to|are to)(?: \w+ly"
            r"| also| now| soon| again| then| continue to| be able to| start| begin| remain"
            r"| help)*(?: to)? "
        )
        + GIVE,
    ),
    ("commits", "both", r"(?:will|shall)(?: \w+ly| also| then)* be(?: \w+ly)? " + ACT),
    (
        "considers",
        "after",
        (
            r"(?:would|'d)(?: \w+ly| also| now| soon| again| then| continue to| be able to| start| begin"
            r"| remain| likely| probably)* (?:"
        )
        + GIVE
        + r")",
    ),
    (
        "commits",
        "after",
        (
            r"(?:has|have|had)(?: \w+ly| also| now| already| so far)* (?:sent|deployed|provided|delivered"
            r"|donated|contributed|dispatched|stationed|handed over|transferred)|(?:is|are)(?: \w+ly"
            r"| also| now| already)* (?:sending|providing|deploying|delivering|donating|contributing"
            r"|supplying|dispatching|transferring|stationing)"
        ),
    ),
)

"""Words that hold back: undecided, refusing, withdrawing; in order of precedence."""

from __future__ import annotations

from typing import Final

from ceaseline.evidence.stance_words import ACT, FREE, GIVE, LITTLE, NOT, Rule

WITHHOLDING: Final[tuple[Rule, ...]] = (
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
)

"""Words that bind, ask or give: conditions, demands, expectations, plans, offers, commitments; in order."""

from __future__ import annotations

from typing import Final

from ceaseline.evidence.stance_words import ACT, BE, FREE, GIVE, Rule

GIVING: Final[tuple[Rule, ...]] = (
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

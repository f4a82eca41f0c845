"""Words that carry a stance, with what they say about firmness and where their object stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from ceaseline.evidence.records import Stance

Place = Literal["after", "before", "both"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that carry a stance.

    ``stance`` is None for words that look like a stance and are none ("refused to comment").
    ``place`` tells on which side the item stands; ``asks`` marks demands and expectations whose object names
    the provider; ``need`` marks a need stated of a thing ("is essential"), whose provider stands in the subject.
    """

    start: int
    end: int
    stance: Stance | None
    place: Place
    hedged: bool
    partial: bool
    need: bool
    text: str


_AUX: Final = r"(?:(?:also|still|now|even|only|ever|however|therefore|again|already|currently|simply|formally|officially|publicly|firmly|categorically|reportedly|repeatedly|once|first|soon|instead|\w+ly)\s+)*"
_GIVE: Final = (
    r"(?:send|provide|deploy|contribute|supply|offer|commit|dispatch|deliver|donate|transfer|station|give|put|support|help|participate|take (?:part|on|over|the lead)|join|lead|protect|defend|train|patrol|share"
    r"|back|host|assist|police|monitor|enforce|guarantee|intervene|respond|lend|play|hand|keep|continue|fund|equip|arm|operate|fly|secure|safeguard|make|move|be (?:part|involved|present|ready|willing|able|sending|providing|contributing|there)"
    r"|act|come|step|extend|finance|pay|increase|expand|cover|clear|hunt|base|oversee|coordinate|maintain|strengthen|bring|have (?:a |any |no )?(?:large |significant |big )?(?:presence|troops|soldiers|boots|role)|serve|pledge|sign|ratify|grant|sell|ship|run|command|allow|open|use|set up|escort|get|go|enter|cede|meet|accept|agree|recogni[sz]e|relinquish|surrender|stay|remain|do|allocate|spend|rotate|form|take|place|establish|ensure|observe|verify|watch|accede|replace|stop|work|add|set)"
)
_GIVING: Final = (
    r"(?:sending|providing|deploying|contributing|supplying|offering|committing|dispatching|delivering|donating|transferring|stationing|giving|putting|supporting|helping|participating|participation|taking (?:part|on|over)|joining|leading|protecting|defending|training|patrolling|sharing|backing"
    r"|hosting|assisting|policing|monitoring|intervening|lending|playing|handing|keeping|funding|equipping|operating|flying|securing|making|moving|extending|financing|increasing|expanding|clearing|having|being|selling|signing|placing|establishing|using|involvement|deployment|ceding|meeting|the (?:use|presence|deployment|dispatch|participation|involvement|idea|option|possibility|sending|delivery|creation|stationing)|any|a|an|US|American|ground|boots|its|their)"
)
_NOT: Final = r"(?:not|n't|never|no longer|not be able to|neither)"
_BE: Final = r"(?:is|are|was|were|be|been|being|remains?|remained|'s|'re|'m|am|seems?|appears?|appeared|seemed|looks?|declared itself|declared himself|declared themselves|stands?|stood)"
_FREE: Final = r"(?:ready|willing|prepared|keen|happy|eager|in a position|open to and ready|available|glad|set|standing by|poised|determined)"
_LITTLE: Final = r"(?:only |just |merely )?(?:an? |the )?(?:only )?(?:very |more |strictly |purely |relatively )?(?:small|limited|minor|minimal|marginal|modest|secondary|reduced|smaller|token|supporting|restricted|back-?seat)"
_ACT: Final = r"(?:deployed|stationed|sent|provided|positioned|offered|contributed|used|based|supplied|delivered|dispatched|placed|involved|implemented|announced|finali[sz]ed|created|established|guaranteed|protected|monitored|patrolled|supported|backed|secured|led|coordinated|rolled out|made available|assigned|equipped|trained|set up|shared|tasked|policed|enforced|unveiled|signed|included|transferred|handled|overseen|drawn from|formed|put in place|activated|adopted|agreed)"

_IGNORED: Final = (
    r"(?:refus\w+|declin\w+)(?: \w+)? to (?:comment|say|elaborate|be (?:named|identified|drawn|quoted)|give (?:details|names)|name|disclose|discuss details|answer|respond|provide (?:details|further details|comment))",
    r"(?:did|does|do|has|have|had)(?: not|n't)(?: immediately| yet)* (?:respond\w*|repl(?:y|ied)|return\w*|answer\w*|comment\w*|provide (?:details|comment))(?: to)?",
    r"(?:on|under)(?: the)? condition (?:of anonymity|that (?:he|she|they) not be)|ask\w*(?: for)? anonymity|ask\w* not to be (?:named|identified)|request\w* anonymity|granted anonymity|wished? (?:to remain|not to be) (?:anonymous|named)",
    r"(?:is|are|was|were) (?:expected|due|scheduled|set|slated) to (?:meet|visit|attend|arrive|travel|hold|speak|discuss|host|gather|address|take place|convene|fly to)",
    r"offer\w* (?:condolences|congratulations|no details|few details|little detail|thanks|an? (?:explanation|apology|glimpse))|pledg\w+ allegiance|pledg\w+ to (?:return|work|fight on)",
    r"commit\w* (?:suicide|crimes?|war crimes|an? (?:offen[cs]e|foul))|refus\w+ to (?:stop|end|back down|surrender|budge|accept)|reject\w* (?:accusations?|claims?|allegations?|criticism|suggestions?|reports)",
    r"what (?:it|they|he|she|each|the \w+) (?:would|could|might|can) (?:be able to )?(?:provide|offer|contribute|bring)",
    r"(?:will|would|should)(?: not|n't)? (?:be (?:an? )?(?:difficult|hard|easy|important|interesting|key|crucial|vital|test|challenge|disaster)|take (?:months|weeks|time|years|place)|depend\b(?!\w))",
    r"(?:to|in order to|aimed at|designed to) (?:persuade|convince)(?= (?:voters|the public|critics))",
    r"\bplans? (?:for|of) (?:the )?(?:weekend|holiday)|asked (?:whether|if|about|by (?:reporters|a)|what|how|why|during|in)\b|asking (?:whether|if)|when asked|expected (?:later|next|on|this)\b",
    r"need(?:s|ed)? (?:time|to (?:know|see|wait|understand|think|decide))|(?:has|have|had) to (?:wait|decide|be seen)|remains to be seen|hope(?:s|d)? (?:to (?:win|sell|raise|see))",
)
_RULES: Final[tuple[tuple[Stance, Place, str], ...]] = (
    ("considers", "both", r"(?:have|has|had) been (?:asked|tasked|instructed|told|ordered) (?:to|with) (?:develop\w*|draw\w*|prepar\w+|draft\w*|work\w* out|produc\w+|com\w+ up|flesh\w*|turn\w*)|(?:task|instruct)\w*(?: \w+){1,4} (?:to|with) (?:develop|draw|prepar|draft)\w*"),
    # undecided
    ("undecided", "both", r"(?:declin\w+ to|(?:could|would|did|does)(?: not|n't)|refus\w+ to) (?:confirm|rule (?:either|it) (?:in|way)|commit(?: (?:itself|himself|herself|themselves))?(?: (?:to|on|either way))?(?! (?:troops|soldiers|forces|aircraft|large|any)))"),
    ("undecided", "both", r"(?:has|have|had|is|are|was|were|'s|'ve)\s?(?:not|n't)(?: yet| been| fully| firmly| formally| finally| really)*(?: \w+ly)? (?:decided|discussed|made (?:a|any|its|his|up)\w*(?: final)? (?:decisions?|minds?|commitments?)|taken (?:a|any)(?: final)? decisions?|agreed|determined|committed|finali[sz]ed|settled|resolved|worked out|signed off|approved|specified)(?: itself| themselves| himself)?(?: to| on| whether)?"),
    ("undecided", "both", r"(?:is|are|was|were|being|remain\w*|'s|'re)?\s?not(?: yet)?(?: fully| firmly| completely)? (?:committed|sure|certain|decided)(?: to| about| on| whether)?"),
    ("undecided", "both", r"(?:has|have|had) (?:yet|still) to (?:decide|commit|say|make|determine|agree|spell out|specify|take|approve|clarify|discuss)"),
    ("undecided", "both", r"(?:no|without)(?: \w+){0,2} decisions?(?: \w+){0,3}? (?:has|have|had|was|were|been|is|yet|on|about|to)\b"),
    ("undecided", "both", r"undecided|non-?committal|ambivalent|sitting on the fence|on the fence|keep\w* (?:its|his|their|all) options open|(?:yet|still) to make up (?:its|his|their) mind|weigh\w* (?:its|his|their) options"),
    ("undecided", "after", r"(?:is|are|was|were|remain\w*|has been|have been|grow\w*|seem\w*|appear\w*|becom\w*|stay\w*)(?: \w+ly| more| very| deeply| still| also| far)* (?:wary|cautious|hesitant|reluctant|sceptical|skeptical|uneasy about|unsure|uncertain|divided|split|lukewarm|nervous|torn|unconvinced|doubtful)(?: (?:of|about|on|over|whether|as to|to))?"),
    ("undecided", "both", r"(?:it (?:is|was|remains|remained)|it's|remains?|is|are|still|was)(?: \w+ly| still)* (?:unclear|uncertain|an open question|not clear|to be seen|undetermined|unknown)(?: (?:how|whether|what|if|which|who))?"),
    ("undecided", "both", r"(?:too (?:early|soon)|premature)(?: \w+){0,3}? (?:to|for)\b|stop(?:s|ped|ping)? short of|hesitat\w+(?: to| about| over)?|in (?:the|its|their|an) (?:very )?early stages?|(?:still|yet) to be (?:decided|agreed|determined|discussed|negotiated|defined|worked out)|(?:express\w*|voic\w*|rais\w*|harbou?r\w*) (?:\w+ )?(?:doubts?|reservations?|scepticism|skepticism|misgivings)(?: about| over)?"),
    ("conditional", "before", r"(?:would|could|will|can|is|was)(?: not|n't) be (?:viable|feasible|possible|credible|workable|sustainable|effective|conceivable)|(?:could|would|can) only (?:happen|work|take place|go ahead|be (?:deployed|sent|possible|done)) (?=(?:if|with|after|once|under))"),
    # considers that look like refusals
    ("considers", "after", r"(?:does|do|did|has|have|had|would|will|could|can|is|are|was|were)?\s?(?:not|n't|never|refus\w+ to|declin\w+ to|without)(?: \w+ly)?(?: yet)? (?:rul(?:e|ed|ing)(?: it| this| that)? out|exclud(?:e|ed|ing)|(?:be )?oppos(?:ed?|ing)(?: to)?|clos(?:e|ed|ing) the door (?:to|on)|reject(?:ed|ing)?)"),
    ("considers", "after", r"rul\w+ nothing out|nothing (?:is|was|has been) ruled out"),
    ("considers", "both", r"(?:not|n't|nothing)(?: \w+)? (?:been |be |is )?(?:ruled out|excluded|off the table)|not off the table"),
    # refusals
    ("refuses", "after", r"(?:unlikely|not likely|doubtful|improbable)(?: that)?(?: \w+){0,3}? (?:to )?(?:ever )?(?:put|" + _GIVE[3:]),
    ("refuses", "before", r"(?:is|are|was|were|been|be)(?: \w+ly| also)* (?:ruled out|excluded|rejected|refused|vetoed|turned down|dismissed)"),
    ("refuses", "both", r"(?:unlikely|improbable|out of the question|off the table|a red line|not on the (?:table|agenda|cards)|not (?:an option|a possibility|under (?:discussion|consideration)|up for discussion|being (?:considered|discussed|planned)|envisaged|planned|foreseen|part of)|no question of|a non-starter|ruled out|unacceptable|unthinkable|inconceivable)"),
    ("refuses", "after", r"rul(?:e|es|ed|ing)(?: \w+)? out|refus(?:e|es|ed|ing|al)(?: \w+ly)?(?: (?:to(?: \w+ly)? " + _GIVE + r"|to|of|any|on))?|exclud(?:e|es|ed|ing)(?! from| by)"),
    ("refuses", "after", r"reject(?:s|ed|ing|ion)?(?: (?:of|the|any|a|calls?|proposals?|requests?|suggestions?|demands?|idea|ideas|notion|plan|plans|pressure|for|to|that))*|turn(?:s|ed|ing)? down(?: a| the)?(?: requests?| proposals?| appeals?)?|rebuff(?:s|ed|ing)?|spurn(?:s|ed|ing)?|dismiss(?:es|ed|ing)?(?: (?:the|any))*(?: (?:idea|notion|suggestion|possibility|prospect|calls?)s?)?(?: of| that| for)?|swat(?:s|ted|ting)?(?: away| aside)?|bat(?:s|ted) (?:away|aside)|shot down|veto(?:es|ed|ing)?|block(?:s|ed|ing)? (?=(?:\w+ ){0,3}(?:troops|deploy|sending|deliver|aid|weapons|guarantees?))|push(?:es|ed|ing)? back (?:against|on)|pour(?:s|ed) cold water on|den(?:y|ies|ied|ying) (?=(?:\w+ ){0,3}(?:air|cover|support|protection|guarantees?|troops))|withh(?:old|olds|olding|eld)"),
    ("refuses", "after", r"(?:will|would|wo|is going to|are going to|shall|can|could|do|does|did|is|are|was|were|am|'s|'re|'m|has|have|had)\s?" + _NOT + r"(?: \w+ly| currently| at present| be)*(?: \w+ly)? (?:(?:intend|plan|want|wish|propose|expect|aim|seek|see fit)\w* to|going to|(?:be )?" + _FREE + r" to|considering|planning (?:to|on|for|any|the)?|in favou?r of|support\w* (?=(?:the )?(?:idea|sending|deploy))|able to)(?: be)?(?: " + _GIVE + r")?"),
    ("refuses", "after", r"(?:will|would|wo|shall|must|can)\s?" + _NOT + r"(?: \w+ly| be| under any circumstances)*(?: (?:itself|ever|also|directly))* " + _GIVE),
    ("refuses", "both", r"(?:will|would|wo|shall|must|can)\s?" + _NOT + r"(?: \w+ly)*(?: be| become| form| include| see| mean| involve| happen) ?(?:an?|any|part|" + _ACT + r")?"),
    ("refuses", "after", r"(?:has|have|had|there (?:is|are|was|were|will be|would be)|with)(?: \w+)? no (?:\w+ )?(?:plans?|intention|intentions|desire|wish|appetite|interest|mandate|willingness|question|prospect|chance)(?: (?:to|of|in|for|on))?(?: " + _GIVE + r")?"),
    ("refuses", "after", r"(?:there )?(?:will|would|wo|is|are|shall|can)(?: \w+)? (?:be )?no(?! (?:decision|longer|doubt|fly|one|comment|sign|change|progress|reason|need|question|alternative|substitute|peace|deal|way|secret|guarantee that|surprise|such thing))(?= (?:\w+[ -]){0,4}(?:troops?|soldiers?|boots|forces?|deployment|contingent|peacekeepers|mission|guarantees?|weapons|missiles|role|involvement|participation|presence))|(?:^|[:;,—–-] ?|[\"“]|\bsaid |\bstress\w* |\brepeat\w* |\bpromis\w+ |\bmeans? |\bthere (?:are|were) |\bwith )no (?=(?:US |American |British |German |Polish |foreign |ground |NATO |Western |combat |\w+ ){0,2}(?:troops|boots|soldiers|forces|servicemen|aircraft|ships|jets)\b)(?:(?:[\w-]+ ){1,3}(?:would|will|are to|were to|should|is to|shall) (?:be )?(?:\w+)?)?"),
    ("refuses", "after", r"unwilling(?:ness)?(?: to)?|(?:oppos(?:e|es|ed|ing)|objects? to|objected to|averse to|against (?=(?:the )?(?:idea|sending|deploy\w*|participat\w*|any|putting|stationing)))|(?:is|are|was|were|remains?|firmly|strictly|categorically|strongly|come out|spoke out|voted|speaking out) (?:\w+ly )?(?:against|opposed to)|(?:is|are|was|were) contrary to|say(?:s|ing)? no to|said no to|(?:want|wants|wanted|has|have|will have|would have) nothing to do with|sit\w* out"),
    ("refuses", "after", r"(?:will|would|to|intends? to|wants? to|is going to|can|could|should|plays?|played|playing|having|have|has|take|takes|taking|confine|limit)(?: \w+ly| likely| have| play| take| assume| fill)* " + _LITTLE + r" (?=(?:\w+ )?(?:role|part|contribution|involvement|presence|support|footprint|share))"),
    ("refuses", "after", r"(?:limit|restrict|confine|reduc|minimi[sz])(?:e|es|ed|ing|s)? (?:its|their|his|America's|the US|US|American|Washington's) (?:own )?(?=(?:\w+ )?(?:role|part|contribution|involvement|presence|support|footprint))"),
    # withdrawals
    ("withdraws", "both", r"(?:(?:could|may|might|can|will|would|to)(?: \w+ly| also| still| yet)* (?:be )?)?(?:withdraw(?:s|n|ing|al)?|withdrew|pull(?:s|ed|ing)? (?:back|out)|walk(?:s|ed|ing)? (?:back|away from)|back(?:s|ed|ing)? (?:away from|out of)|backtrack\w*|backpedal\w*|rescind\w*|revok\w+|retract\w*|renege\w*|scrap(?:s|ped|ping)|abandon(?:s|ed|ing)? (?=(?:its|the|a|their|plans?))|drop(?:s|ped|ping) (?=(?:its|the|a|their) (?:\w+ )?(?:offer|pledge|promise|plans?|commitment))|cancel(?:s|led|ling|ed|ing)?|go(?:es|ing)? back on|went back on|suspend(?:s|ed|ing)? (?=(?:its |the |all |their |US |American )*(?:\w+ )?(?:deliver|aid|intelligence|offer|weapons|shipments|participation|support|sharing|assistance|training))|halt(?:s|ed|ing)? (?=(?:its |the |all |their |US |American )*(?:\w+ )?(?:deliver|aid|intelligence|weapons|shipments|support|sharing|training))|cut(?:s|ting)? off (?=(?:\w+ ){0,3}(?:intelligence|aid|support|deliver|sharing))|shelv(?:es|ed|ing)|no longer (?:" + _FREE + r"|offer\w*|stand\w* by|plan\w*|prepared|intends?)(?: to)?)"),
    # conditional
    ("conditional", "before", r"(?:(?:is|are|was|were|be|remains?|being|made|makes?|making|'s)(?: \w+){0,4}? )?(?:entirely |largely |wholly |heavily |strictly |directly |still )*(?:conditional (?:on|upon)|contingent (?:on|upon)|dependent (?:on|upon)|subject to|predicated on|tied to|linked to|hing(?:es?|ed|ing) (?:on|upon)|depend(?:s|ed|ing)? (?:on|upon)|rest(?:s|ed)? on|premised on|would only (?:work|be possible|happen|come) (?:if|with|after|once))"),
    ("conditional", "before", r"(?:(?:is|are|was|were|remains?|put|been|be)(?: \w+){0,3}? )?(?:on hold|suspended|frozen|on ice|paused|shelved|put off|postponed|parked)(?= (?:\w+ ){0,3}?(?:until|pending|unless|till))"),
    ("conditional", "before", r"requir(?:es?|ed|ing)(?= (?:\w+ ){0,3}?(?:commitments?|approval|mandate|consent|guarantees?|ceasefire|contribution|pledges?|backing|support from|the (?:approval|consent|agreement|support)))|not (?:possible|feasible|viable|conceivable|credible) without|(?:impossible|unworkable|unthinkable) without|in (?:return|exchange) for"),
    ("conditional", "after", r"(?:only(?: \w+){0,3} (?:if|when|once|after|on condition|provided|in the event|as part of)|on (?:the )?condition that|provided(?: that)?|so long as|as long as|unless|condition(?:s|ed|ing)? (?:its|their|his|the|any) (?=(?:\w+ ){0,3}(?:on|upon)))"),
    # demands
    ("considers", "after", r"(?:want(?:s|ed)?|would like|wish(?:es)?|prefers?)(?: itself)? to (?:concentrate|focus|limit|restrict|rather|" + _GIVE[3:]),
    ("demands", "after", r"(?:" + _BE + r" |has been |have been |had been |keep |keeps |kept |plans? to |planned to |want to |wants to |is set to |intends? to |would |will |'d )?(?:\w+ly )?(?:demand(?:s|ed|ing)?|urg(?:e|es|ed|ing)|press(?:es|ed|ing|ure[ds]?|uring)?(?! secretary| conference| office| service| briefing| release| issues?| freedom)(?: for| on)?(?= (?:for|on|ahead for|the|Trump|Washington|Europe\w*|its|their|allies|partners|to|[A-Z]\w+)\b)|push(?:es|ed|ing)?(?: hard| strongly)? for|call(?:s|ed|ing)? (?:on|upon|for)|appeal(?:s|ed|ing)? (?:to|for)|ask(?:s|ed|ing)?(?: for)?(?! (?:whether|if|about|by))|request(?:s|ed|ing)?(?! for comment)|insist(?:s|ed|ing)?(?: on| that| upon)|requir(?:e|es|ed)(?= (?:a|an|the|from|more|further|written|firm|clear|its|American|US)\b)|plead(?:s|ed|ing)? (?:for|with)|lobb(?:y|ies|ied|ying)(?: for)?|implor(?:e|es|ed|ing)|beg(?:s|ged|ging)? for|seek(?:s|ing)?|sought|persuad(?:e|es|ed|ing)|convinc(?:e|ing)|tr(?:y|ies|ied|ying) to (?:persuade|convince|get|secure|obtain|win|extract)|want(?:s|ed|ing)?|press(?:es|ed|ing) for|agitat\w+ for|expect(?:s|ed|ing)? (?=(?:\w+ ){1,4}to (?:take|shoulder|carry|bear|pay|do more))|tell(?:s|ing)? (?=Europe)|told (?=(?:Europe|European|the Europeans|allies)\w*(?: \w+)? (?:to|that (?:it|they) must)))"),
    ("demands", "after", r"(?:a |the |its |his |their |repeated |urgent |fresh |\w+'s )?(?:demands?|requests?|appeals?|calls?|insistence|push|plea|pressure)(?: on \w+)? (?:for|that|to|by|on|from)"),
    ("demands", "both", r"(?:emphasi[sz]\w*|stress\w*|underlin\w*|underscor\w*|highlight\w*|insist\w* on|point\w* to|reiterat\w*|spoke of|speaks of)(?: again)?(?: the| that| on| there is a| a)*(?: \w+)? (?:need|necessity|importance|urgency)(?: for| of| to)?|(?:the|a) (?:need|necessity) (?:for|of)"),
    ("demands", "before", r"(?:(?:is|are|was|were|be|remains?|would be|will be|as)(?: \w+ly| absolutely| also| still| therefore)* )(?:an? )?(?:essential|necessary|needed|required|indispensable|vital|crucial|key|imperative|a must|a (?:precondition|prerequisite|necessity)|(?:absolute )?(?:precondition|prerequisite)|the only way|the only (?:guarantee|deterrent|thing)|critical|non-negotiable|fundamental)(?: (?:for|to))?"),
    ("demands", "both", r"(?:there )?(?:must|has to|have to|needs? to|ought to|should|had to|will (?:be forced|have|need) to|would (?:be forced|have|need) to|forced to)(?: \w+ly| also| now| first| finally)* (?:be |come |" + _GIVE + r"|contain|include|involve|shoulder|carry|bear|receive|step up|do)"),
    ("demands", "both", r"need(?:s|ed|ing)?(?= (?:\w+ ){0,5}?(?:guarantees?|support|air|backstop|troops|systems?|training|weapons|radar|intelligence|defen[cs]e|missiles|help|commitments?|presence|Patriots?|aircraft|jets|force|batter\w+))|needs?(?= to (?:ensure|guarantee|be sure))|cannot (?:do|succeed|work|be credible|deploy|go)(?: \w+){0,4} without|without (?=(?:\w+ ){0,3}guarantees?)|(?:no|any) (?:peace|ceasefire|truce|deal)(?: \w+){0,4} without"),
    ("demands", "after", r"leav(?:e|es|ing)(?: it)?(?: up)?(?: to)? (?=(?:Europe|European|the Europeans|allies)\w*(?: \w+){0,2} (?:to|with))|fram(?:e|ed|ing) it as|insist\w* (?=(?:Ukraine|Kyiv|Europe|Russia))"),
    # expectations
    ("expects", "after", r"(?:" + _BE + r" )?(?:\w+ly )?(?:hop(?:e|es|ed|ing|eful)(?: that| for)?|expect(?:s|ed|ing|ant)?(?: that)?|anticipat\w+|count(?:s|ed|ing)? on|bet(?:s|ting)? on|rel(?:y|ies|ied|ying) on (?=(?:the )?(?:US|United States|U\.S\.|Washington|America|Trump|Europe|Germany|Britain|France|\w+'s))|confident(?: that)?|optimistic(?: that)?|trust(?:s|ed|ing)?(?: that)?|assum(?:e|es|ed|ing)(?: that)?|look(?:s|ed|ing)? to (?=(?:the )?[A-Z])|await\w*|look(?:s|ed|ing) forward to|pin\w* (?:its|their) hopes on|wish(?:es|ed|ing)?(?: that)?(?= [A-Z])|dawning reality)"),
    ("expects", "after", r"(?:believ(?:e|es|ed|ing)|think(?:s|ing)?|thought|reckon(?:s|ed)?|assess(?:es|ed)?|predict(?:s|ed)?|calculat(?:e|es|ed)|suppos(?:e|es|ed))(?: that)?(?= (?:the |President |US |U\.S\. |Prime Minister |Donald |Chancellor )*(?:Trump|Washington|US|United States|U\.S\.|America|Americans|White House|Pentagon|Berlin|London|Paris|Britain|France|Germany|Europe|Poland|Ankara|Moscow|Russia|Putin|NATO)\b[^,;.]{0,40}\b(?:will|would|might|may|could|is going to|shall|can)\b)"),
    # considers
    ("considers", "both", r"(?:(?:is|are|was|were|be|being|been|remains?|as|still)(?: \w+ly| also| still| now| among| one of)* )?(?:on the table|an option(?: and a possibility)?|one option|a possibility|possible|under (?:consideration|discussion|review|study|development|way)|underway|(?:is|are|was|were) (?:also |now |still )?(?:considered|discussed|weighed|studied|mulled)(?= (?:as|part|an option|for)|[,.]|$)|(?:is|are|was|were|been|being) (?:also |now )?(?:envisaged|planned|proposed)|(?:being |been )(?:also |now |still )?(?:considered|discussed|examined|explored|weighed|mulled|planned|drawn up|drafted|studied|looked at|prepared|worked on|debated|developed)|conceivable|an open question|enough|sufficient|adequate|among the (?:options|ideas|measures)|taking shape|take shape|to be agreed)"),
    ("considers", "after", r"(?:" + _BE + r"|has been|have been|had been)?\s?(?:\w+ly )?(?:consider(?:s|ed|ing)?(?! (?:\w+ ){0,2}(?:unlikely|improbable|impossible|essential|necessary|itself|insufficient))|mull(?:s|ed|ing)?(?: over)?|weigh(?:s|ed|ing)?(?: up)?|examin(?:e|es|ed|ing)|explor(?:e|es|ed|ing)|stud(?:y|ies|ied|ying)|ponder(?:s|ed|ing)?|debat(?:e|es|ed|ing)|discuss(?:es|ed|ing)(?! with)|contemplat\w+|look(?:s|ed|ing)? (?:at|into)|evaluat\w+|assess(?:es|ing)|float(?:s|ed|ing)?|toy(?:s|ed|ing)? with|think(?:s|ing) about|thought about|work(?:s|ed|ing)? on(?= (?:\w+ ){0,3}(?:plans?|proposals?|options?|package|guarantees?|details))|envisag(?:e|es|ed|ing)|envision\w*|foresee(?:s|n)?|foresaw|draw(?:s|n|ing)? up|drew up|draft(?:s|ed|ing)?|prepar(?:e|es|ing)(?= (?:\w+ ){0,3}(?:plans?|options?|proposals?|package|to|for))|provid(?:es|ed) for|hint(?:s|ed|ing)?(?: at| that)?|moot(?:s|ed|ing)?|outlin(?:e|es|ed|ing)|negotiat(?:e|es|ed|ing)(?= (?:\w+ ){0,4}(?:guarantees?|package|terms|mission)))"),
    ("considers", "after", r"(?:plan(?:s|ned|ning)? (?:to|on|for|calls? for)|(?:has|have|had|with) plans? (?:to|for)|aim(?:s|ed|ing)? to|open(?:ness)? to|keep(?:s|ing)? open|kept open|(?:left|leav\w+|keep\w*) (?:open )?the (?:door|possibility|option)(?: open)?(?: \w+)? (?:to|for|of)?|(?:would|will|could|might) (?:also |then |seriously )?(?:consider|look at|think about|examine|explore|study)|agreed? to (?:consider|discuss|explore|examine|study|look)|prepared to (?:consider|discuss|look)|willing to (?:consider|discuss|look|explore|talk)|ready to (?:consider|discuss|explore|talk)|(?:not|n't) (?:averse|against|opposed) to|express\w* (?:an )?interest in|show\w* (?:an )?interest in|interested in|suggest(?:s|ed|ing)? (?=(?:sending|deploying|providing|that|using))|in talks (?:about|on|over|to)|(?:rais|mention|float|hold|held|spoke|speak|point)\w*(?: out| of| to)? the (?:possibility|prospect|idea) of|relying on|rel(?:y|ies) on)"),
    ("considers", "both", r"(?:may|might|could)(?: \w+ly| also| even| well| still| be able to| then| yet| eventually| one day| include)* (?:" + _GIVE + r"|be (?=" + _ACT[3:-1] + r"\b)|include|involve|comprise|consist|cover|see|consider|contain|extend|form|result|mean)(?: " + _ACT + r")?"),
    ("considers", "both", r"(?:equipped|trained|armed|supplied|financed)(?:,? and (?:equipped|trained|armed|supplied|financed))? by"),
    ("considers", "both", r"(?:would|will|is to|are to|to)(?: \w+ly| also| then| eventually| initially)* be(?: \w+ly| also)? " + _ACT),
    ("considers", "both", r"would be considered|would (?:also |mainly |primarily )?(?:include|involve|consist of|comprise|focus on|see|cover|feature|mean|rest on|concentrate on)"),
    # offers
    ("offers", "after", r"(?:" + _BE + r"|has been|have been|had been|would be|will be|could be)(?: \w+ly| also| still| now| more| far| than| even| fully| entirely| itself| himself| in principle|,)* (?:more than )?(?:" + _FREE + r")(?: and \w+)?(?:,? if (?:necessary|needed|asked|required),?)? (?:to(?: \w+ly)?(?: " + _GIVE + r")?|for)|(?:signal|indicat|express|declar|voic|announc|show|stat|confirm|reaffirm|convey)\w*(?: \w+){0,3} (?:readiness|willingness|intention|intent|preparedness|desire)(?: to| in)?(?: " + _GIVE + r")?|(?:readiness|willingness|intention|intent|preparedness)(?: to)(?: " + _GIVE + r")?|more than willing to|far more willing to|prepared to(?: " + _GIVE + r")|(?<!un)willing to(?: " + _GIVE + r")|ready to (?:" + _GIVE + r")"),
    ("offers", "after", r"(?:offer(?:s|ed|ing)?(?: to(?: " + _GIVE + r")?| up)?|volunteer(?:s|ed|ing)?(?: to)?|put(?:s|ting)? forward|propos(?:e|es|ed|ing)(?: to)? (?=(?:\w+ ){0,3}(?:send|provid|deploy|contribut|suppl|lead|host|train|troops|its|to|giv|offer|supervis|monitor|creat|help|extend|support|shar|finance|pay|us))|intend(?:s|ed|ing)?(?: to)?(?: " + _GIVE + r")?|ma(?:ke|kes|de|king) available|at the disposal|(?:stand|stands|stood) ready (?:to)|(?:will|would) be (?:able|happy|ready|willing|prepared) to|(?:could|can) count on)"),
    # commitments
    ("commits", "after", r"(?:(?:re)?commit(?:s|ted|ting)?(?: (?:itself|themselves|himself))?(?: to)?|(?:made|make|makes|gave|give|given|entered into)(?: \w+){0,3} (?:commitments?|pledges?|promises?|undertaking)(?: to| of| for)?|pledg(?:e|es|ed|ing)(?: to| that)?|promis(?:e|es|ed|ing)(?: to| that)?|vow(?:s|ed|ing)?(?: to| that)?|assur(?:e|es|ed|ing)(?= (?:\w+ ){1,4}(?:that|of))|agree(?:s|d|ing)? to(?! (?:meet|talks?|hold|continue talks|disagree))|undertak(?:e|es|en|ing)(?: to)?|undertook(?: to)?|decid(?:e|es|ed|ing)(?: to)(?! not)|approv(?:e|es|ed|ing)|authori[sz](?:e|es|ed|ing)|sign(?:s|ed|ing)?(?= (?:\w+ ){0,5}(?:agreement|declaration|pact|treaty|deal|guarantee|letter))|confirm(?:s|ed|ing)?(?= (?:\w+ ){0,3}(?:would|will|that|its|the (?:deployment|delivery)))|allocat(?:e|es|ed|ing)|earmark(?:s|ed|ing)?|guarante(?:e|es|ed|eing)(?= (?:to|that|Ukraine))|pledges? of|commitments? (?:to|of)(?= (?:" + _GIVE + r"|\w+ing|\w+ )))"),
    ("commits", "after", r"(?:will|shall|'ll|is going to|are going to|is set to|are set to|is to|are to)(?: \w+ly| also| now| soon| again| then| continue to| be able to| start| begin| remain| help)*(?: to)? " + _GIVE),
    ("commits", "both", r"(?:will|shall)(?: \w+ly| also| then)* be(?: \w+ly)? " + _ACT),
    ("considers", "after", r"(?:would|'d)(?: \w+ly| also| now| soon| again| then| continue to| be able to| start| begin| remain| likely| probably)* (?:" + _GIVE + r")"),
    ("commits", "after", r"(?:has|have|had)(?: \w+ly| also| now| already| so far)* (?:sent|deployed|provided|delivered|donated|contributed|dispatched|stationed|handed over|transferred)|(?:is|are)(?: \w+ly| also| now| already)* (?:sending|providing|deploying|delivering|donating|contributing|supplying|dispatching|transferring|stationing)"),
)
_HEDGE: Final = re.compile(
    r"\b(?:may|might|could|unlikely|probably|possibly|perhaps|likely|hop(?:e|es|ed|ing|eful)|appears?|appeared|seems?|seemed|possib(?:le|ility)|doubtful|suggest\w*|hint\w*|believ\w*|potentially|option|on the table|not rul\w+ out|n't rul\w+ out|consider\w*|expect\w*|would consider|open to|conceivable|should)\b",
    re.IGNORECASE,
)
_PARTIAL: Final = re.compile(_LITTLE + r"|\blarge\b|\bsignificant numbers\b|\bnot(?:\s\w+){0,3} (?:large|big|fully)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rule:
    stance: Stance | None
    place: Place
    pattern: re.Pattern[str]
    order: int


def _compiled() -> tuple[_Rule, ...]:
    ignored = [_Rule(None, "after", re.compile(rf"(?<![\w-])(?:{p})(?!\w)", re.IGNORECASE), -1) for p in _IGNORED]
    kept = [
        _Rule(stance, place, re.compile(rf"(?<![\w-])(?:{p})(?:(?<=\s)|(?![\w-]))", re.IGNORECASE), order)
        for order, (stance, place, p) in enumerate(_RULES)
    ]
    return (*ignored, *kept)


_COMPILED: Final = _compiled()


def triggers(text: str) -> tuple[Trigger, ...]:
    """Find the words that carry a stance, in order and without overlaps.

    Where two rules meet at one place the one listed first wins: "does not rule out" is no refusal.

    >>> [(t.text, t.stance) for t in triggers("It does not rule out radar but refused to comment.")]
    [('does not rule out', 'considers'), ('refused to comment', None)]
    """
    taken = bytearray(len(text))
    found = []
    for rule, match in _matches(text):
        if match.end() == match.start() or any(taken[match.start() : match.end()]):
            continue
        taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
        found.append(_trigger(text, rule, match))
    return tuple(sorted(found, key=lambda t: t.start))


def _matches(text: str) -> Iterator[tuple[_Rule, re.Match[str]]]:
    for rule in _COMPILED:
        for match in rule.pattern.finditer(text):
            yield rule, match


def _trigger(text: str, rule: _Rule, match: re.Match[str]) -> Trigger:
    words = match.group()
    around = text[max(0, match.start() - 30) : match.end() + 12]
    hedged = rule.stance == "expects" or _HEDGE.search(words) is not None
    hedged = hedged or re.search(r"\b(?:probably|possibly|perhaps|appears?|seems?|likely|could|may|might|unlikely)\b", around) is not None
    partial = rule.stance == "refuses" and _PARTIAL.search(text[match.start() : match.end() + 24]) is not None
    need = rule.stance == "demands" and rule.place != "after"
    return Trigger(match.start(), match.end(), rule.stance, rule.place, hedged, partial, need, words)

"""Words of stance: what the patterns are made of, and patterns that only look like a stance.

Where two patterns meet at one place the earlier one wins: "does not rule out" is no refusal. The second entry
of a rule tells on which side of the words the item stands.
"""

from __future__ import annotations

from typing import Final, Literal

from ceaseline.evidence.records import Stance

Place = Literal["after", "before", "both"]
Rule = tuple[Stance, Place, str]

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

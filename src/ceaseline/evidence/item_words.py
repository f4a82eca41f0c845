"""Words for items: patterns for each item of the vocabulary, in order of precedence."""

from __future__ import annotations

from typing import Final

_DEF: Final = r"defen[cs]es?"
_FORCE: Final = (
    r"(?:troops?|soldiers|servicemen|personnel|peacekeepers|brigades?|battalions?|regiments?"
    r"|contingents?(?! (?:up)?on))"
)

RULES: Final[tuple[tuple[str, str], ...]] = (
    (
        "written_guarantee",
        r"(?:written|legally[- ]binding|formal written|treaty|ratified"
        r"|Senate-ratified)(?: \w+)? (?:security )?"
        r"(?:guarantees?|commitments?|assurances?|engagements?|treaty|agreement|pledges?|promises?"
        r"|obligations?)"
        r"|(?:in writing|on paper|in black and white|down on paper)"
        r"|(?:ratif\w+|ratification)(?: \w+){0,3} (?:guarantees?|Congress|Senate|parliament)"
        r"|(?:guarantees?|commitments?)(?: \w+){0,4} (?:ratified|in law|legally binding|binding)",
    ),
    (
        "aircraft_eastern_flank",
        r"(?:aircraft|jets|planes|fighters|air(?:craft)? (?:assets|units|power)"
        r"|airplanes)[^.;]{0,60}?\b(?:eastern flank|east(?:ern)? (?:rear|wing|side)"
        r"|eastern (?:border|edge)|(?:based|stationed|parked|positioned|located"
        r"|deployed) in (?:Poland|Romania))(?: of (?:the )?NATO)?",
    ),
    (
        "black_sea_patrols",
        r"(?:regular |naval |maritime |joint )?patrols?(?:ling)? (?:in|of|on|across|over"
        r"|around) the Black Sea|Black Sea (?:naval |maritime )?patrols?"
        r"|(?:patrol\w*)(?: \w+){0,2} the Black Sea",
    ),
    (
        "no_fly_zone",
        (
            r"no[- ]fly[- ]zones?|no flight zones?|(?:flight|air) exclusion zones?|close (?:the"
            r"|Ukraine's) (?:skies|sky)|closing (?:the|Ukraine's) (?:skies|sky)"
        ),
    ),
    ("radar", r"radars?(?: (?:stations?|systems?|coverage|data))?"),
    (
        "air_policing",
        r"air[- ]polic\w+|air patrols?|sky ?shield|police (?:the|its|Ukraine's|Ukrainian) (?:skies|airspace)"
        r"|(?:patrol\w*|safeguard\w*|protect\w*|secur\w+|polic\w+|guard\w*|control\w*|safety of"
        r"|security of|cover\w*|defend\w*|watch over)"
        r"(?: (?:of|the|Ukraine's|Ukrainian|its|country's|over))* (?:airspace|skies|sky|air space)",
    ),
    (
        "air_defence",
        rf"(?:air|missile|anti-?air|anti-?missile|anti-?aircraft|aerial)(?: and missile"
        rf"|[- ]and[- ]anti-missile)?[- ]{_DEF}"
        r"(?: (?:systems?|batter(?:y|ies)|shields?|umbrella|support|infrastructure|missiles?|assets?"
        r"|units?|cover|capabilit\w+|weapons|complexes|launchers?))?"
        r"|(?:Patriots?|IRIS-T|NASAMS|SAMP[/-]?T|Gepard|Hawk|Skynex|Iron Dome"
        r"|THAAD)(?: (?:air[- ]defen[cs]e|missile|anti-\w+))?(?: (?:systems?|batter(?:y|ies)"
        r"|missiles?|launchers?|units?|interceptors?))?"
        r"|(?:air|anti-?air|aerial|missile) (?:shield|umbrella|protection)|air[- ]defen[cs]e"
        r"|interceptors?(?: missiles?)?|anti-?aircraft (?:systems?|guns?|missiles?|weapons)"
        r"|anti-?air(?:craft)?|(?:two|three|four|five|six|seven|eight|ten|more|additional|further"
        r"|\d+)(?: or more)? (?:systems|batteries)|roof from the air|cover from (?:the air|above)",
    ),
    (
        "command_and_control",
        r"command(?:[- ]and[- ]control|,? (?:and )?control)(?: (?:systems?|structures?|infrastructure"
        r"|capabilit\w+|centres?|centers?))?"
        r"|(?:operational|multinational|joint|permanent|force|rear|forward|coalition|three-star"
        r"|two-star|military)(?: \w+)? headquarters"
        r"|headquarters(?: (?:for|of) the (?:force|mission|coalition))|command (?:structures?|posts?"
        r"|centres?|centers?|staff|and staff)",
    ),
    (
        "intelligence",
        (
            r"intelligence(?:[- ](?:sharing|gathering|support|assets|data|information|exchange))*"
            r"|reconnaissance|spy satellites?|(?:share|sharing|exchange of) (?:secret "
            r"|classified )?(?:information|data)"
        ),
    ),
    (
        "dmz_peacekeepers",
        r"(?:peacekeep\w+|blue helmets|peace-keep\w+|monitors"
        r"|observers)[^.;]{0,60}?(?:demilitari[sz]ed (?:zone|strip|area)|buffer (?:zone|strip)"
        r"|neutral zone|DMZ)"
        r"|(?:demilitari[sz]ed (?:zone|strip|area)|buffer (?:zone|strip)"
        r"|DMZ)(?:[^.;]{0,60}?(?:peacekeep\w+|blue helmets|monitored|patrolled|guarded))?"
        r"|third[- ]country peacekeepers|(?:UN|United Nations|neutral|third-party) peacekeep\w+",
    ),
    (
        "surveillance_border_monitoring",
        r"(?:border|ceasefire|truce|cease-fire|satellite|drone|aerial|air|front[- ]line"
        r"|line of contact|contact line)(?: \w+)? (?:surveillance|monitoring|observation|verification"
        r"|watch)"
        r"|surveillance(?: (?:drones|assets|flights|capabilit\w+|systems?|of the (?:border|front"
        r"|ceasefire|contact line|line)))?"
        r"|(?:monitor\w*|observ(?:e|ing|ation of)|verif(?:y|ying|ication of)|supervis\w+|oversee\w*"
        r"|watch(?:ing)? over|control of)(?: (?:of|compliance with|of compliance with|and verif\w+"
        r"|and enforc\w+|any|a|the|its|future|possible|potential|eventual|of a|of the|of any))*"
        r" (?:ceasefire|cease-fire|truce|armistice|border|line of contact|contact line|front ?line"
        r"|demarcation line|peace (?:deal|agreement)|line)"
        r"|(?:ceasefire|truce|border)[- ]monitor\w*|monitoring (?:mission|force|drones|role|component"
        r"|effort|mechanism|of the front)|satellite (?:imagery|monitoring|images)"
        r"|battlefield oversight"
        r"|(?:monitors|observers)(?= (?:to|along|on|in|for))",
    ),
    (
        "training",
        r"(?:military |allied |army |basic |combat |officer )*training(?! (?:facilit|ground|session"
        r"|camp|match|pitch))(?: (?:missions?|programmes?"
        r"|programs?|centres?|centers?|of (?:the )?Ukrainian \w+|for (?:the )?Ukrainian \w+))?"
        r"|train(?:ed|s)?(?= (?:and (?:equip|arm|rearm|supply)\w* )?(?:the |more |up to |some "
        r"|thousands of |new |another |about |\d[\d,.]* |tens of thousands of )*(?:Ukrain\w+|Kyiv's"
        r"|its|their|soldiers|recruits|troops|brigades?|pilots|by|and))"
        r"|(?:military |army |combat )?(?:instructors|trainers)|trained by"
        r"|coach\w* Ukrainian (?:soldiers|troops)"
        r"|regenerat\w+(?: (?:of )?(?:the )?(?:Ukrain\w+ )?(?:army|armed forces|land forces|forces"
        r"|ground forces))?",
    ),
    (
        "leaders_meeting",
        r"(?:trilateral|bilateral|three-way|two-way|direct|face-to-face|summit)?\s?(?:meeting|summit"
        r"|talks|encounter)s? (?:between|with|of) (?:the )?(?:\w+ )?(?:Putin|Zelensky+|Zelenskiy"
        r"|Vladimir Putin|Volodymyr Zelensky+|two (?:presidents|leaders)|both (?:presidents|leaders)"
        r"|presidents)"
        r"|(?:Putin[-–]Zelensky+|Zelensky+[-–]Putin|Trump[-–]Putin|trilateral|three-way|bilateral"
        r"|leaders'?) (?:meeting|summit|talks)"
        r"|meet(?:ing)? (?:with )?(?:Ukrainian |Russian )?(?:President )?(?:Volodymyr "
        r"|Vladimir )?(?:Zelensky+|Zelenskiy|Putin)(?: (?:directly|in person|face to face))?",
    ),
    (
        "territory",
        r"territor(?:y|ies|ial)(?: (?:claims?|concessions?|swaps?|demands?|exchanges?|integrity"
        r"|issues?|compromises?|losses))+|(?:ced|surrender|hand|giv|swap|concede|yield"
        r"|abandon)\w*(?: (?:over|up|away|some|its|the|Ukrainian|occupied|any|more|of))* (?:land"
        r"|lands|territor(?:y|ies)|Donbas|Donbass|Donetsk|Crimea|regions?|oblasts?)"
        r"|(?:recogni[sz]\w+|annex\w+)(?: \w+){0,4} (?:Crimea|Donbas|territor(?:y|ies)|regions?)"
        r"|land swaps?|claims (?:to|on) (?:Donbas|Crimea|the (?:four|eastern) \w+)|(?:withdraw\w*"
        r"|pull\w* (?:out|back)|retreat\w*|leave) (?:its (?:troops|forces) )?from (?:the )?(?:Donbas"
        r"|Donetsk|Luhansk|the (?:four|eastern) \w+)",
    ),
    (
        "spending_target",
        r"(?:defen[cs]e|military)(?:[- ](?:and[- ]\w+))?[- ]spending (?:targets?|goals?|pledges?"
        r"|benchmarks?|to|at|of)|(?:spend\w*|target|goal|raise|devote"
        r"|allocate)[^.;]{0,50}?\d(?:[.,]\d)?\s?(?:%|per ?cent|percent)(?: of (?:GDP"
        r"|gross domestic product|national (?:income|output)|their (?:GDP|economies|budgets?)"
        r"|economic output|output))?(?: (?:on|in|for) (?:defen[cs]e|the military|security))?"
        r"|\d(?:[.,]\d)?\s?(?:%|per ?cent|percent) of (?:GDP|gross domestic product"
        r"|national (?:income|output)|economic output)(?: (?:on|for) defen[cs]e)?|(?:defen[cs]e"
        r"|military) (?:spending|expenditure|budgets?)|spending (?:targets?|goals?)",
    ),
    (
        "equipment_stocks",
        (
            r"(?:weap\w+|arms|ammunition|equipment|munitions?|military|shell|missile)(?:,? (?:and"
            r"|or) \w+)? (?:stocks?|stockpiles?|reserves?|inventor(?:y|ies)|holdings)"
            r"|stockpil\w+(?: of \w+)?|(?:stocks|reserves|inventories) of (?:weapons|arms|ammunition"
            r"|munitions|equipment|missiles|shells)|(?:equipment|weapons) targets"
        ),
    ),
    (
        "intervention_if_attacked",
        r"(?:interven(?:e|es|ed|ing|tion)|retaliat\w+|respond militarily|respond with force"
        r"|military response|strike back|hit back|(?:come|coming|came|rush|go) to (?:the |their |its "
        r"|Ukraine's |Kyiv's |Europe's )*(?:aid|help|defen[cs]e|rescue|assistance)|join the fight"
        r"|enter the war|go to war|fight back|step in|use (?:of )?(?:military )?force|open fire"
        r"|shoot back)"
        r"(?=[^.;]{0,110}?\b(?:if|should|in case|in the event|were|when|once"
        r"|after)\b[^.;]{0,80}?\b(?:attack\w*|target\w*|strik\w+|struck|hit|breach\w*|violat\w+"
        r"|invad\w+|assault\w*|broke\w*|break\w*|fire[ds]?|shell\w*|ambush\w*))"
        r"|(?:act|respond|react)(?=\s(?:[\w]+\s){0,3}?(?:if|should|were|in case"
        r"|in the event)\b[^.;]{0,80}?\b(?:attack\w*|target\w*|strik\w+|struck|hit|breach\w*"
        r"|violat\w+|invad\w+|assault\w*|fire[ds]?|shell\w*))"
        r"|(?:automatic|collective|military|armed) (?:military )?(?:response|intervention"
        r"|retaliation)(?: (?:to|if|in case)[^.;]{0,40}?(?:attack|breach|violation|invasion))?",
    ),
    (
        "naval_ships",
        (
            r"(?:naval|war|military|navy|mine[- ]?hunting|mine[- ]?clearing|mine[- ]?clearance|patrol"
            r"|sea) ?(?:ships?|vessels?|units?|boats?|craft)|warships?|frigates?|destroyers?|corvettes?"
            r"|mine[- ]?(?:hunters?|sweepers?|layers?)|submarines?|(?<!merchant )(?<!cargo )(?:ships"
            r"|vessels|minehunters|fleet)"
        ),
    ),
    (
        "maritime_security",
        r"(?:maritime|naval|sea|coastal|port|seaborne|at-sea)(?: \w+)? (?:security|protection|safety"
        r"|component|mission|task ?force|element|support|presence|operations?|escorts?|contribution"
        r"|role)"
        r"|(?:safeguard\w*|protect\w*|secur\w+|guard\w*|patrol\w*|defend\w*|safety of|security of"
        r"|keep\w*)[^.;]{0,70}?(?:coast(?:line)?s?|seas?|shipping(?: lanes?)?|sea lanes?|ports"
        r"|Black Sea|waters|grain corridor|maritime \w+)(?: (?:open|safe|free))?"
        r"|(?:mine[- ]?(?:clear\w*|clearance|sweep\w*|hunt\w*|removal|countermeasures?)|de-?min\w+"
        r"|(?:clear|clean|sweep|remov)\w*(?: of)?(?: the| of)?(?: sea| naval"
        r"| drifting)? mines)(?:[^.;]{0,40}?(?:Black Sea|sea|waters|coast|mission|operation"
        r"|operations))?"
        r"|(?:Black Sea|freedom of navigation)(?: (?:security|mission|task ?force|operations?|group"
        r"|component|force|role|leg|part))?|sea(?:s)? and (?:skies|air)|at sea|by sea|sea ports",
    ),
    (
        "logistics",
        (
            r"logistic\w*(?: (?:support|hubs?|help|assistance|bases?|backing|centres?|role|backbone"
            r"|platform))*|(?:strategic |military |air )?(?:airlift|transport(?:ation)?)(?: (?:aircraft"
            r"|planes|capacity|support|capabilit\w+))?(?! minister)|(?:refuel\w+|tanker aircraft"
            r"|strategic lift|supply lines|field hospitals?|medical (?:support|evacuation|teams)"
            r"|transit)(?: (?:planes|aircraft|hub))?"
        ),
    ),
    (
        "data_infrastructure",
        (
            r"(?:critical |digital )?data (?:infrastructure|networks?|links?|systems?|cent(?:re|er)s?)"
            r"|satellite communications?|Starlink"
        ),
    ),
    (
        "coordination",
        (
            r"coordinat\w+(?: (?:of |the |of the )*(?:security guarantees?|guarantees?|efforts?|aid"
            r"|support|deliveries|role|cell|cent(?:re|er)))?|liaison (?:cell|office|officers?)"
        ),
    ),
    (
        "air_power",
        (
            r"air[- ](?:power|support|cover(?:age)?|assets?|component|backing|assistance|strength"
            r"|umbrella|element|capabilit\w+|contribution|strikes?|cap)(?! minister)|(?:combat|tactical"
            r"|close) air|aviation|aerial (?:support|cover|power|assistance|protection|backing)|(?:from"
            r"|in|through) the (?:air|sky|skies)(?! minister)|by air|air-?based support|in the (?:air"
            r"|sky)|overflights?|air operations?"
        ),
    ),
    (
        "aircraft",
        (
            r"(?:fighter|combat|war|military|strike|Typhoon|Rafale|Gripen|F-?16|F-?35|Eurofighter|Mirage"
            r"|transport|patrol|multirole)(?:[- ](?:fighter|combat|jet))*[- ]?(?:aircraft|jets?|planes?"
            r"|airplanes?|squadrons?)|jet fighters|warplanes?|fighters(?= jets|,| and| from| to| for)"
            r"|F-?(?:16|35)s?|Typhoons?|Gripens?|Rafales?|Eurofighters?|aircraft(?! carrier)|(?:jets"
            r"|airplanes|planes)|helicopters?|squadrons?"
        ),
    ),
    (
        "equipment_deliveries",
        r"(?:military |arms |weapons? |equipment |ammunition |armaments? |hardware |aid "
        r"|lethal )+(?:deliver(?:y|ies)|suppl(?:y|ies)|shipments?|transfers?|aid|assistance|packages?"
        r"|donations?|support package|sales)(?: to (?:Ukraine|Kyiv))?"
        r"|(?:deliver(?:y|ies)|suppl(?:y|ies)|shipments?|transfers?|provision|sales?)(?: of)? (?:new "
        r"|more |further |additional |long-range |heavy |modern |US |American |military |German "
        r"|Western )*(?:weapons?|arms|armaments?|military equipment|ammunition|missiles|tanks"
        r"|artillery|munitions|hardware|shells|howitzers|aid)"
        r"|(?:deliver|send|suppl|donat|provid|transfer|ship|hand|sell|give|giving|gave"
        r"|sent)\w*(?: (?:over|Ukraine|Kyiv|it|with|the|more|new|further|additional|its|some|any|of"
        r"|long-range|heavy|modern|military|US|American|German|Western|Taurus|cruise|air-launched|up"
        r"|to|a|an|\d[\d,.]*|two|three|four|five|dozens?|hundreds?|thousands?|Leopard|Storm Shadow"
        r"|ATACMS|Tomahawk|Abrams|155mm|artillery|armou?red|infantry|fighting|drone))*? (?:weapons?"
        r"|weaponry|arms|armaments?|ammunition|missiles?|tanks?|artillery|munitions|hardware|shells"
        r"|howitzers|drones|vehicles|Taurus|ATACMS|Tomahawks?|military equipment|military aid)"
        r"|(?:cruise|long-range|Taurus|Tomahawk|Storm Shadow|ATACMS)(?: cruise"
        r"| long-range)? missiles?|Taurus|Tomahawks|ATACMS|(?:arm|arming|rearm|rearming|equip"
        r"|equipping|equipped)(?= (?:and (?:train\w*) )?(?:the |Kyiv|by |its )*(?:Ukrain\w+|Kyiv|NATO"
        r"|the|armed|army))|equipped and(?= trained)|equip Ukraine|weapons|arms(?= for| to)"
        r"|ammunition|artillery shells|armoured vehicles|armored vehicles|military (?:aid|assistance"
        r"|hardware)",
    ),
    (
        "ground_troops",
        r"(?:ground|land|combat|foreign|Western|peacekeeping|NATO|infantry|frontline|European|allied"
        r"|coalition|military|own)(?: and \w+)? (?:troops?|forces?|soldiers|units|contingents?"
        r"|personnel|deployments?|boots|element|component|force)"
        r"|boots[- ]on[- ]the[- ]ground|boots|(?:people|men|personnel|soldiers|troops|forces|force"
        r"|anyone|anybody) on the ground|"
        + _FORCE
        + r"(?: (?:of|from) [A-Z]\w+)?|\d[\d,.]*(?:-strong)? (?:men|soldiers|strong force)|(?:a |the "
        r"|its |any |of |European |multinational |peacekeeping |reassurance |deterrence "
        r"|stabili[sz]ation |deterrent |protection |peace |security |international |guarantee "
        r"|post-?war |possible |future |potential )*(?:reassurance|peacekeeping|peace|deterrent"
        r"|deterrence|stabili[sz]ation|multinational|protection|international|guarantee) (?:force"
        r"|forces|missions?|contingents?|operations?)"
        r"|(?:send|deploy|contribut|commit|provid|offer|station|dispatch)\w*(?: \w+){0,2} (?:forces"
        r"|a force|units|a company|companies|a battlegroup)|(?<=of )forces|military presence"
        r"|armed forces(?= (?:to|in) )|deployment(?= (?:of|to|in|and)\b)(?! of (?:aircraft|jets"
        r"|ships))|military contingents?|(?:members of (?:its|the|their) )?Self-Defen[cs]e Forces"
        r"|members of (?:its|their) (?:armed )?forces|(?:send|sending|deploy|deploying|sent) (?:its "
        r"|their |any |the |our )?(?:military(?= |,|$)(?! (?:aid|equip|assist|hardware|support|advis"
        r"|instruct|train|goods|suppl|vehicles))|militaries|army|company)|peacekeepers?"
        r"|mission(?= of American)",
    ),
    (
        "burden_sharing",
        r"(?:shoulder\w*|carry\w*|bear\w*|take on|takes?(?: up)?|share\w*|lift\w*|taking on"
        r"|taking)(?: (?:on|up|more|most|much|of|the|a|greater|larger|bigger|fair|main|brunt|lion's"
        r"|full|primary|its|their|share|on))* (?:burden|responsibility|responsibilities|load|cost"
        r"|costs|brunt|lion's share|weight)(?: (?:of|for) [^.,;]{0,40})?"
        r"|(?:tak\w+|assum\w+|accept\w*|hav\w+|bear\w*)(?: \w+){0,2} (?:responsibility"
        r"|ownership)(?: for [^.,;]{0,40})?|(?:tak\w+|play\w*|assum\w+)(?: on)? (?:the"
        r"|a) lead(?:ing role|ership)?|(?:do|pay|contribute|spend) more(?= (?:for|on|to|in) (?:their"
        r"|its|own|defen[cs]e|the)|[.,]|$)|burden[- ]sharing|(?:Europe"
        r"|Europeans)(?:'s)? (?:own )?responsibility|heavy lifting|(?:security|defen[cs]e) burden"
        r"|pay (?:for|most|the bill|the lion's share)[^.,;]{0,30}|foot the bill|making this happen"
        r"|overwhelming share|carry most of",
    ),
    (
        "military_assets",
        (
            r"(?:other |further )?military (?:assets?|resources?|equipment|capabilit\w+|means|hardware"
            r"|kit|contribution|contributions|enablers)|(?:strategic |key |critical |military )?enablers"
            r"|(?:strategic|military) capabilit\w+|(?:defen[cs]e|force) (?:assets|elements)"
            r"|air and naval assets|equipment(?! stocks)"
        ),
    ),
    ("aircraft", r"planes"),
    ("maritime_security", r"(?:Ukraine's )?coast(?:line|s)?|sea lanes?|shipping (?:lanes|routes)"),
)

GENERIC: Final = (
    r"(?:security|defen[cs]e|safety|protection|peace|military|Article 5-(?:like|style|type)"
    r"|Article Five-style|robust|firm|strong|ironclad|iron-clad|reliable|credible|clear|concrete"
    r"|binding|long-term|US|American|future|such|similar|those|these|postwar"
    r"|post-war)*\s?(?:guarantees?|assurances?|safeguards)"
    r"|security (?:package|umbrella|arrangements?|agreement|pact|commitments?|deal|provisions"
    r"|framework|architecture|plans?|blueprint|pledges?|support|promises|role)"
    r"|defen[cs]e (?:provisions|pact|agreement|cooperation)|mutual[- ]defen[cs]e(?: \w+)?"
    r"|Article (?:5|Five)(?:-(?:like|style|type))?(?: \w+)?"
    r"|back-?stop(?:ping)?(?: force)?|safety net|security umbrella|umbrella"
    r"|(?:US|U\.S\.|American|Washington's|America's|military|allied|Western|European|its|this|that"
    r"|such|limited|any|direct|full|strong|continued|some|their|the same|British|German|French"
    r"|long-term|solid|political and military|real)+ (?:military )?(?:support|backing|help|assistance"
    r"|protection|involvement|participation|commitments?|presence|cover|role|contribution|offer"
    r"|proposal|part|promises?|guarantee)"
    r"|(?:small|smaller|limited|minor|minimal|large|big|major|significant|supporting|key|central"
    r"|leading|bigger|larger|marginal|secondary|reduced|modest|active|backup|back-up"
    r"|direct)(?: \w+)? (?:role|presence|part|contribution|involvement|support|footprint)"
    r"|(?:protect\w*|defend\w*|help\w*|support\w*|assist\w*|back\w*|secur\w+|safeguard\w*"
    r"|guarantee\w*)(?: (?:of|the|a|any|post-?war|Ukraine's|its|future|security|to|in|securing"
    r"|protecting|defending))* (?:Ukraine|Kyiv|Kiev|Ukrainians|Ukraine's security|peace|coalition"
    r"|force|mission|security|settlement|ceasefire)"
    r"|(?:support|help|assist)(?= (?:from|in|by|with|for|the|them|any|a|Western|European|it|us)\b)"
    r"|(?:participat\w+|take part|taking part|involvement|join(?:ing)?)(?= (?:in|the|a|such)\b)"
    r"|anything|guarantee|commitment|(?:future )?security of (?:post-?war )?Ukraine|(?:the|such a"
    r"|this|its|those|these|such) (?:promises?|pledges?|offers?|proposals?|engagements?"
    r"|undertakings?)|help|support"
)

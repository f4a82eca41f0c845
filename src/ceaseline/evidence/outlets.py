"""Names of news outlets and how a text names them as its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_OUTLETS: Final[tuple[tuple[str, str], ...]] = (
    ("Bloomberg", r"Bloomberg(?: News| L\.P\.| Opinion)?"),
    ("Financial Times", r"(?:the )?Financial Times|(?:the )?FT(?='s|\b)"),
    ("Politico", r"POLITICO(?: Europe)?|Politico(?: Europe)?"),
    ("Reuters", r"Reuters"),
    ("AFP", r"AFP|Agence France-Presse"),
    ("AP", r"(?:the )?Associated Press|AP(?= (?:reports?|reported|news|said))"),
    ("New York Times", r"(?:the )?New York Times|NYT"),
    ("Washington Post", r"(?:the )?Washington Post"),
    ("Wall Street Journal", r"(?:the )?Wall Street Journal|WSJ"),
    ("The Times", r"(?:The|the) (?:Sunday )?Times(?! of)|Sunday Times"),
    ("The Telegraph", r"(?:The |the )?(?:Daily |Sunday )?Telegraph"),
    ("The Guardian", r"(?:The |the )?Guardian"),
    ("BBC", r"(?:the )?BBC(?: News(?:night)?)?"),
    ("Sky News", r"Sky News"),
    ("CNN", r"CNN"),
    ("Fox News", r"Fox News|Fox(?= & Friends)"),
    ("NBC", r"NBC(?: News)?"),
    ("CBS", r"CBS(?: News)?"),
    ("ABC", r"ABC News"),
    ("Axios", r"Axios"),
    ("The Economist", r"(?:The |the )?Economist"),
    ("Le Monde", r"Le Monde"),
    ("Le Figaro", r"Le Figaro"),
    ("Les Echos", r"Les Echos"),
    ("LCI", r"LCI|TF1|BFMTV|BFM TV"),
    ("Der Spiegel", r"(?:Der )?Spiegel"),
    ("Die Welt", r"(?:Die )?Welt(?: am Sonntag)?"),
    ("Bild", r"Bild(?: am Sonntag)?"),
    ("Süddeutsche Zeitung", r"S(?:ü|u)ddeutsche(?: Zeitung)?"),
    ("FAZ", r"FAZ|Frankfurter Allgemeine(?: Zeitung)?"),
    ("Handelsblatt", r"Handelsblatt"),
    ("Die Zeit", r"Die Zeit"),
    ("ARD", r"ARD"),
    ("ZDF", r"ZDF"),
    ("dpa", r"dpa|DPA"),
    ("Corriere della Sera", r"Corriere della Sera"),
    ("La Repubblica", r"(?:La )?Repubblica"),
    ("La Stampa", r"La Stampa"),
    ("ANSA", r"ANSA"),
    ("El País", r"El Pa[ií]s"),
    ("El Mundo", r"El Mundo"),
    ("RMF FM", r"RMF(?: FM)?"),
    ("Gazeta Wyborcza", r"Gazeta Wyborcza"),
    ("Rzeczpospolita", r"Rzeczpospolita"),
    ("PAP", r"PAP"),
    ("Onet", r"Onet"),
    ("Polskie Radio", r"Polskie Radio|Polish Radio"),
    ("Kyiv Independent", r"(?:the )?Kyiv Independent"),
    ("Kyiv Post", r"Kyiv Post"),
    ("Ukrainska Pravda", r"(?:Ukrainska|European) Pravda"),
    ("RBC-Ukraine", r"RBC-Ukraine"),
    ("Interfax-Ukraine", r"Interfax-Ukraine"),
    ("Interfax", r"Interfax"),
    ("Ukrinform", r"Ukrinform"),
    ("Suspilne", r"Suspilne"),
    ("RFE/RL", r"RFE/RL|Radio Free Europe|Radio Liberty|Radio Svoboda"),
    ("TASS", r"TASS"),
    ("RIA Novosti", r"RIA(?: Novosti)?"),
    ("RT", r"RT(?= (?:reports?|reported))"),
    ("Kommersant", r"Kommersant"),
    ("Izvestia", r"Izvestia"),
    ("Meduza", r"Meduza"),
    ("Moscow Times", r"(?:the )?Moscow Times"),
    ("Anadolu", r"Anadolu(?: Agency)?"),
    ("Hürriyet", r"H(?:ü|u)rriyet"),
    ("Daily Sabah", r"Daily Sabah"),
    ("Al Jazeera", r"Al Jazeera"),
    ("Euractiv", r"Euractiv|EURACTIV"),
    ("Euronews", r"Euronews"),
    ("EUobserver", r"EUobserver"),
    ("Deutsche Welle", r"Deutsche Welle|DW"),
    ("France 24", r"France ?24"),
    ("RFI", r"RFI"),
    ("NRC", r"NRC"),
    ("De Telegraaf", r"De Telegraaf"),
    ("NOS", r"NOS"),
    ("VRT", r"VRT"),
    ("Le Soir", r"Le Soir"),
    ("Helsingin Sanomat", r"Helsingin Sanomat"),
    ("Yle", r"Yle|YLE"),
    ("SVT", r"SVT"),
    ("Dagens Nyheter", r"Dagens Nyheter"),
    ("DR", r"DR(?= (?:reports?|reported))"),
    ("NRK", r"NRK"),
    ("Aftenposten", r"Aftenposten"),
    ("ERR", r"ERR"),
    ("LRT", r"LRT"),
    ("Delfi", r"Delfi"),
    ("Kyodo", r"Kyodo(?: News)?"),
    ("Nikkei", r"Nikkei(?: Asia)?"),
    ("NHK", r"NHK"),
    ("Yonhap", r"Yonhap"),
    ("Xinhua", r"Xinhua"),
    ("Daily Mail", r"Daily Mail"),
    ("Daily Express", r"Daily Express"),
    ("The Sun", r"The Sun"),
    ("The Mirror", r"(?:The|Daily) Mirror"),
    ("The Independent", r"The Independent"),
    ("The i Paper", r"The i Paper"),
    ("Newsweek", r"Newsweek"),
    ("The Atlantic", r"The Atlantic"),
    ("Foreign Policy", r"Foreign Policy(?= (?:reports?|reported|magazine))"),
    ("Defense News", r"Defen[cs]e News"),
    ("USA Today", r"USA Today"),
    ("PBS", r"PBS"),
    ("NPR", r"NPR"),
    ("Semafor", r"Semafor"),
    ("CBC", r"CBC(?: News)?"),
    ("Globe and Mail", r"(?:the )?Globe and Mail"),
    ("The Australian", r"The Australian(?= (?:reports?|reported|newspaper))"),
    ("Politiken", r"Politiken"),
    ("Berlingske", r"Berlingske"),
    ("Expressen", r"Expressen"),
    ("HVG", r"HVG"),
    ("Digi24", r"Digi24"),
    ("HotNews", r"HotNews"),
    ("Kathimerini", r"Kathimerini"),
    ("Neue Zürcher Zeitung", r"NZZ|Neue Z(?:ü|u)rcher Zeitung"),
)
OUTLET: Final = re.compile(
    r"(?<![\w-])(?:" + "|".join(pattern for _, pattern in _OUTLETS) + r")(?![\w-]|\.\w)"
)
_NAMED: Final = tuple((name, re.compile(r"(?:" + pattern + r")$")) for name, pattern in _OUTLETS)
_NEWSPAPER: Final = (
    r"(?:(?:the |The )?(?:[A-Z]\w+|news|newspaper|daily|weekly|business|US|American|British|German"
    r"|French|Italian|Polish|Turkish|Spanish|Dutch|Norwegian|Japanese"
    r"|Swedish|Danish|Finnish|Greek|Ukrainian|Russian|London-based|broadcaster|agency|magazine|outlet"
    r"|public|state|financial|news)\s+){0,4}"
)
_VERBS: Final = (
    r"(?:reports?|reported|reporting|writes|wrote|says|said|informs|informed|reveals?|revealed|claims?"
    r"|claimed|learned|learnt|has learned|published|notes|noted|understands|quotes|quoted|cites|cited)"
)
_BEFORE: Final = re.compile(
    r"(?:according to(?: (?:a|an|the|its|sources|people|officials|information)(?: [\w-]+){0,6}?)?"
    r"|citing|cited by|reported by|told(?: the)?|tells|reports? (?:by|from|in|of)|report by the"
    r"|as per|per"
    r"|interview (?:with|for|to|on|in)|speaking (?:to|on|with)|spoke (?:to|with)|said (?:to|on|in)"
    r"|sources? (?:of|cited by|told)|quoted by|published (?:by|in)|obtained by|seen by|source: ?"
    r"|reference to"
    r"|wrote in|writing in|conversation with|statement to|revealed by|via|informed|to"
    r"|in a report (?:by|in)|while on|appearing on|appearance on|on air on|article (?:in|by)"
    r"|with reference to|referring to|quoting|by|from|in)"
    r"\s*(?:the |The )?(?:[a-z]+(?:-[a-z]+)? ){0,3}$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    (
        r"^(?:'s (?:sources|report|reporting|article|account)|,? (?:has |have |had |also |first "
        r"|previously |earlier |on \w+ |in \w+ )*"
    )
    + _VERBS
    + r"|,? citing| sources| interview| correspondent| on \w+day)"
)
_PAST: Final = re.compile(
    r"\b(?:previously|earlier|last (?:month|year)|in (?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December))\b"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where a text names an outlet as a source.

    ``strength`` is 3 for a copyright line, 2 for a plain naming as source, 1 for an interview or an earlier
    report.
    """

    start: int
    end: int
    outlet: str
    strength: int


def outlet_named(words: str) -> str:
    """Give the usual name of an outlet.

    >>> outlet_named("the FT")
    'Financial Times'
    """
    bare = words.strip()
    for name, pattern in _NAMED:
        if pattern.match(bare):
            return name
    return bare


def namings(text: str) -> Iterator[Naming]:
    """Yield each place where an outlet is named as the source of what is told.

    >>> [n.outlet for n in namings("The plan is ready, Bloomberg reports, citing officials.")]
    ['Bloomberg']
    """
    for match in OUTLET.finditer(text):
        before = text[max(0, match.start() - 90) : match.start()]
        after = text[match.end() : match.end() + 60]
        if re.search(r"(?:©|\(c\)|[Cc]opyright)[\s\d]*$", before):
            strength = 3
        elif re.search(r"(?:interview|on air|while on|appear\w+)[\w\s]*$", before) or _recalls(before, after):
            strength = 1
        elif _BEFORE.search(before) or _AFTER.match(after):
            strength = 2
        else:
            continue
        yield Naming(match.start(), match.end(), outlet_named(match.group()), strength)


def _recalls(before: str, after: str) -> bool:
    return _AFTER.match(after) is not None and _PAST.search(after[:40]) is not None

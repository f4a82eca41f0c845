"""Names of actors: states with demonyms and capitals, seats of power, groups, office-holders.

Names of office-holders only tell for which actor a sentence speaks; nobody is scored.
"""

from __future__ import annotations

from typing import Final

_STATE_TABLE: Final = """
Afghanistan||Afghan|Kabul
Albania||Albanian|Tirana
Algeria||Algerian|Algiers
Andorra||Andorran|
Angola||Angolan|Luanda
Argentina||Argentine,Argentinian|Buenos Aires
Armenia||Armenian|Yerevan
Australia||Australian|Canberra
Austria||Austrian|Vienna
Azerbaijan||Azerbaijani,Azeri|Baku
Bahrain||Bahraini|Manama
Bangladesh||Bangladeshi|Dhaka
Belarus||Belarusian,Belarussian|Minsk
Belgium||Belgian|
Benin||Beninese|
Bhutan||Bhutanese|
Bolivia||Bolivian|La Paz
Bosnia and Herzegovina|Bosnia|Bosnian|Sarajevo
Botswana||Botswanan|
Brazil||Brazilian|Brasilia,Brasília
Brunei||Bruneian|
Bulgaria||Bulgarian|Sofia
Burkina Faso||Burkinabe|
Burundi||Burundian|
Cambodia||Cambodian|Phnom Penh
Cameroon||Cameroonian|
Canada||Canadian,Canadians|Ottawa
Chile||Chilean|
China||Chinese|Beijing
Colombia||Colombian|
Costa Rica||Costa Rican|
Croatia||Croatian|Zagreb
Cuba||Cuban|Havana
Cyprus||Cypriot|Nicosia
Czechia|Czech Republic,the Czechs|Czech|Prague
Denmark||Danish,Danes|Copenhagen
Dominican Republic|||
Ecuador||Ecuadorian|Quito
Egypt||Egyptian|Cairo
Estonia||Estonian,Estonians|Tallinn
Ethiopia||Ethiopian|Addis Ababa
Fiji||Fijian|
Finland||Finnish,Finns|Helsinki
France||French|Paris,Elysée,Élysée,Elysee,Elysée Palace,Élysée Palace,Elysee Palace
Gabon||Gabonese|
Georgia||Georgian|Tbilisi
Germany||German,Germans|Berlin,Bundestag,Bundeswehr
Ghana||Ghanaian|Accra
Greece||Greek|Athens
Guatemala||Guatemalan|
Haiti||Haitian|
Honduras||Honduran|
Hungary||Hungarian,Hungarians|Budapest
Iceland||Icelandic|Reykjavik
India||Indian|New Delhi
Indonesia||Indonesian|Jakarta
Iran||Iranian|Tehran
Iraq||Iraqi|Baghdad
Ireland||Irish|Dublin
Israel||Israeli|
Italy||Italian,Italians|Rome
Jamaica||Jamaican|
Japan||Japanese|Tokyo
Jordan||Jordanian|Amman
Kazakhstan||Kazakh|Astana
Kenya||Kenyan|Nairobi
Kosovo||Kosovar|Pristina
Kuwait||Kuwaiti|
Kyrgyzstan||Kyrgyz|Bishkek
Laos||Laotian|
Latvia||Latvian,Latvians|Riga
Lebanon||Lebanese|Beirut
Libya||Libyan|Tripoli
Liechtenstein||Liechtensteiner|Vaduz
Lithuania||Lithuanian,Lithuanians|Vilnius
Luxembourg||Luxembourgish|
Malaysia||Malaysian|Kuala Lumpur
Mali||Malian|Bamako
Malta||Maltese|Valletta
Mexico||Mexican|
Moldova||Moldovan|Chisinau,Chișinău
Monaco||Monegasque|
Mongolia||Mongolian|Ulaanbaatar
Montenegro||Montenegrin|Podgorica
Morocco||Moroccan|Rabat
Mozambique||Mozambican|Maputo
Myanmar||Burmese|Naypyidaw
Namibia||Namibian|Windhoek
Nepal||Nepalese,Nepali|Kathmandu
Netherlands|Holland,the Dutch|Dutch|The Hague,Amsterdam
New Zealand||New Zealander|Wellington
Nicaragua||Nicaraguan|Managua
Nigeria||Nigerian|Abuja
North Korea|DPRK|North Korean|Pyongyang
North Macedonia||Macedonian|Skopje
Norway||Norwegian,Norwegians|Oslo
Oman||Omani|Muscat
Pakistan||Pakistani|Islamabad
Panama||Panamanian|
Paraguay||Paraguayan|
Peru||Peruvian|Lima
Philippines||Filipino,Philippine|Manila
Poland||Polish,Poles|Warsaw
Portugal||Portuguese|Lisbon
Qatar||Qatari|Doha
Romania||Romanian,Romanians|Bucharest
Russia|Russian Federation|Russian,Russians|Moscow,Kremlin,the Kremlin
Rwanda||Rwandan|Kigali
Saudi Arabia|Saudis|Saudi|Riyadh
Senegal||Senegalese|Dakar
Serbia||Serbian|Belgrade
Singapore||Singaporean|
Slovakia||Slovak,Slovakian|Bratislava
Slovenia||Slovenian|Ljubljana
Somalia||Somali|Mogadishu
South Africa||South African|Pretoria
South Korea|Republic of Korea|South Korean,Korean|Seoul
Spain||Spanish,Spaniards|Madrid
Sri Lanka||Sri Lankan|Colombo
Sudan||Sudanese|Khartoum
Sweden||Swedish,Swedes|Stockholm
Switzerland||Swiss|Bern
Syria||Syrian|Damascus
Taiwan||Taiwanese|Taipei
Tajikistan||Tajik|Dushanbe
Tanzania||Tanzanian|
Thailand||Thai|Bangkok
Tunisia||Tunisian|Tunis
Turkmenistan||Turkmen|Ashgabat
Türkiye|Turkey,Turkiye|Turkish,Turks|Ankara
UAE|United Arab Emirates,the Emirates|Emirati|Abu Dhabi
Uganda||Ugandan|Kampala
UK|United Kingdom,Britain,Great Britain,U.K.,Britons|British|London,Downing Street,Number 10,No 10,Whitehall
Ukraine||Ukrainian,Ukrainians|Kyiv,Kiev
Uruguay||Uruguayan|
US|United States,U.S.,USA,U.S.A.,America|American,Americans|Washington,White House,Pentagon
Uzbekistan||Uzbek|Tashkent
Venezuela||Venezuelan|Caracas
Vietnam||Vietnamese|Hanoi
Yemen||Yemeni|Sanaa
Zambia||Zambian|Lusaka
Zimbabwe||Zimbabwean|Harare
"""


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(",") if part)


def _states() -> dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    rows = (line.split("|") for line in _STATE_TABLE.strip().splitlines())
    return {row[0]: (_split(row[1]), _split(row[2]), _split(row[3])) for row in rows}


STATES: Final = _states()
"""Short name to other names, demonyms, and capitals or seats of government."""

OFFICES: Final = {
    "Trump administration": "US",
    "State Department": "US",
    "US Congress": "US",
    "Congress": "US",
    "Department of Defense": "US",
    "Department of War": "US",
    "CENTCOM": "US",
    "Ministry of Defence": "UK",
    "MoD": "UK",
    "Foreign Office": "UK",
    "Royal Air Force": "UK",
    "Royal Navy": "UK",
    "RAF": "UK",
    "Quai d'Orsay": "France",
    "Chancellery": "Germany",
    "Federal Government": "Germany",
    "Rada": "Ukraine",
    "Verkhovna Rada": "Ukraine",
    "Bankova": "Ukraine",
    "Sejm": "Poland",
    "Duma": "Russia",
}
"""Offices, ministries and parliaments by their own names, and their state."""

_ALLIES: Final = ("European allies",)
_PEOPLE_WORDS: Final = (
    r"(?:allies|ally|partners?|nations?|countries|states|leaders?|governments?|officials?|officers"
    r"|employees|diplomats?"
    r"|capitals?|powers?|ministers?|members?|troops|soldiers|forces|force|military|militaries|armies"
    r"|commanders"
    r"|counterparts|heads of (?:state|government)|planners|contingents?|peacekeepers?|side|sources"
    r"|chiefs|contributors"
    r"|servants|executives|representatives|politicians|ground troops|ground forces|contribution"
    r"|contributions)"
)

GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        r"(?:[Cc]oalition[s]? of (?:the )?(?:willing people|willing|will|volunteers|determined|able)"
        r"|[\"“'‘][Cc]oalition of the willing[\"”'’]|[Aa]lliance of the [Ww]illing"
        r"|(?:[Tt]he |[Tt]his |[Aa] )?(?:\d+[- ](?:nation|country|member"
        r"|strong) )?[Cc]oalition(?: of \w+ (?:countries|nations|states))?"
        r"(?: (?:members?|participants?|countries|nations|states|partners?|governments?|leaders"
        r"|forces?|plan|allies))?"
        r"|[Aa]llied [Ff]orce|[Mm]ultinational [Ff]orce(?: Ukraine|-Ukraine)?|MNF-?U|[Rr]eassurance [Ff]orce"
        r"|[Ee]uropean-led (?:force|mission|coalition))",
        ("coalition",),
    ),
    (
        r"(?:European Union|E\.U\.|EU|European (?:Commission|Council|Parliament|External Action Service)"
        r"|Brussels|27-nation bloc|the bloc)",
        ("EU",),
    ),
    (
        r"(?:NATO|Nato|North Atlantic Treaty Organi[sz]ation|North Atlantic alliance|[Tt]he [Aa]lliance)",
        ("NATO",),
    ),
    (
        r"(?:(?:[Ww]est|[Ee]ast|[Cc]entral|[Nn]orth|[Ss]outh)(?:ern)?[- ])?European (?:(?:NATO|EU"
        r"|military|defen[cs]e|security|"
        r"army|foreign|senior|government|coalition|Union|state|deterrent|deterrence|peacekeeping"
        r"|reassurance|ground|civil) )*" + _PEOPLE_WORDS,
        _ALLIES,
    ),
    (
        (
            r"(?:Europe(?:'s)? (?:own )?(?:governments|leaders|capitals|allies|nations)|Europeans?|Europe"
            r"|[Oo]ld [Cc]ontinent)"
        ),
        _ALLIES,
    ),
    (
        (
            r"(?:Western|Kyiv's|Kiev's|Ukraine's|Ukraine's Western|NATO|its|their|Washington's|America's"
            r"|U\.?S\.?) (?:European )?(?:allies|partners|capitals|governments)"
        ),
        _ALLIES,
    ),
    (r"(?:[Tt]he )?(?:allies|[Aa]llied (?:governments|leaders|nations|countries))", _ALLIES),
    (
        r"(?:(?:[Ss]everal|[Ss]ome|[Mm]any|[Mm]ost|[Aa] (?:number|handful|dozen|majority) of|[Oo]ther"
        r"|[Mm]ember|[Pp]articipating"
        r"|[Cc]ontributing|[Aa]bout \w+|[Aa]t least \w+|[Aa]round \w+|[Nn]early \w+|[Mm]ore than \w+"
        r"|[Oo]ver \w+|\d+|[Tt]en|[Tt]welve"
        r"|[Ff]ifteen|[Tt]wenty|[Tt]hirty|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine"
        r"|[Tt]wenty-six) (?:of (?:the |them )?)?(?:other |more |further |European )?"
        r"(?:countries|nations|states|governments|capitals|members|participants)"
        r"|[Cc]ountries that have|[Ee]ven fewer|[Ff]ewer still|(?:only |just )?(?:fifteen|twenty-six"
        r"|[Tt]wenty)(?= (?:offered|have|had|pledged|are|of)))",
        ("several",),
    ),
    (
        (
            r"(?:[Tt]hird[- ](?:country|countries|party|parties|states)|[Nn]eutral (?:countries|states"
            r"|nations)|non-NATO (?:countries|states|peacekeepers)|Global South)"
        ),
        ("third countries",),
    ),
    (
        (
            r"(?:Baltic (?:states|countries|nations|republics|trio|capitals|governments)|[Tt]he Baltics"
            r"|[Tt]hree Baltic \w+)"
        ),
        ("Estonia", "Latvia", "Lithuania"),
    ),
    (r"(?:Nordic (?:states|countries|nations)|[Tt]he Nordics)", ("Denmark", "Finland", "Norway", "Sweden")),
    (r"(?:E3|Franco-British|Anglo-French|Franco-British-led)", ("UK", "France")),
    (r"United Nations|UN|U\.N\.", ("UN",)),
)
"""Patterns of groups; ``several`` means some states of the coalition, or of Europe without one."""

PEOPLE: Final[tuple[tuple[str, str], ...]] = (
    ("Donald Trump", "US"),
    ("Joe Biden", "US"),
    ("J.D. Vance", "US"),
    ("JD Vance", "US"),
    ("Marco Rubio", "US"),
    ("Pete Hegseth", "US"),
    ("Elbridge Colby", "US"),
    ("Karoline Leavitt", "US"),
    ("Matthew Whitaker", "US"),
    ("Steve Witkoff", "US"),
    ("Keith Kellogg", "US"),
    ("Scott Bessent", "US"),
    ("Dan Caine", "US"),
    ("Jared Kushner", "US"),
    ("Keir Starmer", "UK"),
    ("David Lammy", "UK"),
    ("John Healey", "UK"),
    ("Yvette Cooper", "UK"),
    ("Tony Radakin", "UK"),
    ("Emmanuel Macron", "France"),
    ("Sébastien Lecornu", "France"),
    ("Jean-Noël Barrot", "France"),
    ("Catherine Vautrin", "France"),
    ("Friedrich Merz", "Germany"),
    ("Olaf Scholz", "Germany"),
    ("Boris Pistorius", "Germany"),
    ("Johann Wadephul", "Germany"),
    ("Annalena Baerbock", "Germany"),
    ("Donald Tusk", "Poland"),
    ("Andrzej Duda", "Poland"),
    ("Karol Nawrocki", "Poland"),
    ("Radosław Sikorski", "Poland"),
    ("Radoslaw Sikorski", "Poland"),
    ("Władysław Kosiniak-Kamysz", "Poland"),
    ("Wladyslaw Kosiniak-Kamysz", "Poland"),
    ("Giorgia Meloni", "Italy"),
    ("Guido Crosetto", "Italy"),
    ("Antonio Tajani", "Italy"),
    ("Pedro Sánchez", "Spain"),
    ("Pedro Sanchez", "Spain"),
    ("Margarita Robles", "Spain"),
    ("Recep Tayyip Erdoğan", "Türkiye"),
    ("Recep Tayyip Erdogan", "Türkiye"),
    ("Hakan Fidan", "Türkiye"),
    ("Viktor Orbán", "Hungary"),
    ("Viktor Orban", "Hungary"),
    ("Péter Szijjártó", "Hungary"),
    ("Robert Fico", "Slovakia"),
    ("Mark Carney", "Canada"),
    ("Justin Trudeau", "Canada"),
    ("Anthony Albanese", "Australia"),
    ("Mette Frederiksen", "Denmark"),
    ("Troels Lund Poulsen", "Denmark"),
    ("Ulf Kristersson", "Sweden"),
    ("Pål Jonson", "Sweden"),
    ("Alexander Stubb", "Finland"),
    ("Petteri Orpo", "Finland"),
    ("Jonas Gahr Støre", "Norway"),
    ("Kaja Kallas", "EU"),
    ("Ursula von der Leyen", "EU"),
    ("António Costa", "EU"),
    ("Antonio Costa", "EU"),
    ("Andrius Kubilius", "EU"),
    ("Mark Rutte", "NATO"),
    ("Jens Stoltenberg", "NATO"),
    ("Alexus Grynkewich", "NATO"),
    ("Giuseppe Cavo Dragone", "NATO"),
    ("Dick Schoof", "Netherlands"),
    ("Ruben Brekelmans", "Netherlands"),
    ("Bart De Wever", "Belgium"),
    ("Theo Francken", "Belgium"),
    ("Kristen Michal", "Estonia"),
    ("Hanno Pevkur", "Estonia"),
    ("Gitanas Nausėda", "Lithuania"),
    ("Gitanas Nauseda", "Lithuania"),
    ("Dovilė Šakalienė", "Lithuania"),
    ("Evika Siliņa", "Latvia"),
    ("Petr Fiala", "Czechia"),
    ("Petr Pavel", "Czechia"),
    ("Andrej Babiš", "Czechia"),
    ("Nicușor Dan", "Romania"),
    ("Nicusor Dan", "Romania"),
    ("Kyriakos Mitsotakis", "Greece"),
    ("Micheál Martin", "Ireland"),
    ("Simon Harris", "Ireland"),
    ("Shigeru Ishiba", "Japan"),
    ("Volodymyr Zelensky", "Ukraine"),
    ("Volodymyr Zelenskyy", "Ukraine"),
    ("Volodymyr Zelenskiy", "Ukraine"),
    ("Andriy Yermak", "Ukraine"),
    ("Andrii Sybiha", "Ukraine"),
    ("Andriy Sybiga", "Ukraine"),
    ("Rustem Umerov", "Ukraine"),
    ("Denys Shmyhal", "Ukraine"),
    ("Yulia Svyrydenko", "Ukraine"),
    ("Vladimir Putin", "Russia"),
    ("Sergey Lavrov", "Russia"),
    ("Sergei Lavrov", "Russia"),
    ("Dmitry Peskov", "Russia"),
    ("Maria Zakharova", "Russia"),
    ("Yuri Ushakov", "Russia"),
    ("Dmitry Medvedev", "Russia"),
    ("Xi Jinping", "China"),
    ("Alexander Lukashenko", "Belarus"),
)
"""Public office-holders and former ones, and the actor for which they speak."""

COMMON_SURNAMES: Final = frozenset(
    (
        "Costa",
        "Cooper",
        "Dan",
        "Duda",
        "Harris",
        "Martin",
        "Michal",
        "Pavel",
        "Carney",
        "Healey",
        "Barrot",
        "Fidan",
        "Caine",
    )
)
"""Surnames that count only in a document that gives the full name."""

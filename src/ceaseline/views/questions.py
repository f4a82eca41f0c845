"""Fifteen questions that analysts ask of guarantees, and where each is answered, or why it cannot be.

One table for the page of the documentation and for every report. Anchors are those of the report's sections.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ceaseline.views.blocks import Column, Table
from ceaseline.views.markdown import table_markdown


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks a question, and where."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question, who asks it, and where the answer is.

    Parameters
    ----------
    number
    words
        In our own words.
    asked_by
    answered
        ``yes``, ``partly`` or ``no``.
    answer
        How it is answered, and what is left open.
    anchors
        Sections of the report.
    commands
        Each a command line with ``{case}``, ``{package}`` and ``{baseline}`` to fill in.
    board
        Heading of the place on the board; empty where there is none.
    """

    number: int
    words: str
    asked_by: tuple[Asker, ...]
    answered: str
    answer: str
    anchors: tuple[str, ...]
    commands: tuple[str, ...]
    board: str = ""


_IISS = Asker("IISS", "https://strategicstudyindia.com/2025/04/a-european-reassurance-force-for.html")
_CSIS_FORCE = Asker(
    "CSIS, force options",
    "https://www.csis.org/analysis/guarding-frontier-options-post-conflict-security-force-ukraine",
)
_KOFMAN = Asker(
    "Kofman and Gady",
    "https://skylinenews.org/willpower-not-manpower-is-europes-main-limitation-for-a-force-in-ukraine/46903",
)
_GMF = Asker("GMF", "https://www.gmfus.org/news/coalition-willing")
_OSW = Asker(
    "OSW",
    "https://www.osw.waw.pl/en/publikacje/analyses/2025-07-14/"
    "coalition-willing-security-guarantees-ukraine-less-ambitious-more",
)
_RUSI = Asker(
    "RUSI",
    "https://rusi.org/explore-our-research/publications/commentary/ukraine-beware-semantic-minefield",
)
_POSEN = Asker(
    "Posen, MIT",
    "https://ssp.mit.edu/news/2025/"
    "posen-how-europe-can-deter-russia-deploying-troops-to-ukraine-is-not-the-answer",
)
_WATLING = Asker(
    "Watling",
    "https://observer.co.uk/news/international/article/europe-has-three-options-for-involvement-with-ukraine",
)
_BRUEGEL = Asker(
    "Bruegel", "https://www.bruegel.org/analysis/defending-europe-without-us-first-estimates-what-needed"
)
_CSIS_TERMS = Asker(
    "CSIS, guarantees",
    "https://geostrategicmedia.com/2025/08/20/what-would-security-guarantees-in-ukraine-look-like",
)
_AGI = Asker(
    "American-German Institute",
    "https://americangerman.institute/video/"
    "promises-power-and-protection-the-wests-debate-over-security-guarantees-for-ukraine",
)
_GCSP = Asker(
    "GCSP",
    "https://www.gcsp.ch/publications/enabling-peace-potential-use-technology-ceasefire-monitoring-ukraine",
)
_CSS = Asker(
    "CSS, ETH Zürich",
    "https://css.ethz.ch/en/center/CSS-news/2024/09/"
    "ceasefire-monitoring-and-verification-and-the-use-of-technology-insights-from-ukraine-20142022.html",
)
_IPI = Asker(
    "IPI",
    "https://theglobalobservatory.org/2021/04/lessons-from-use-of-technology-in-monitoring-mission-ukraine/",
)
_CSIS_END = Asker(
    "CSIS, ceasefires",
    "https://www.csis.org/analysis/peace-ceasefire-or-stalemate-how-wars-end-and-road-ahead-ukraine",
)
_FORTNA = Asker(
    "Fortna",
    "https://studylib.net/doc/18711195/scraps-of-paper%3F-agreements-and-the-durability-of-peace",
)
_FT = Asker(
    "Financial Times, as relayed by UNN",
    "https://unn.ua/en/news/ukraine-has-agreed-on-a-multi-level-plan-with-europe-and-the-us-to-respond-to-"
    "russian-ceasefire-violations-ft",
)
_SKY = Asker("Sky Shield", "https://lvivherald.com/post/sky-shield-what-s-it-all-about")
_SALVO = Asker("CSIS, salvoes", "https://pubt.io/view/7EC7A7EFEE3973136319150953A9F2142C73AF76")
_DDIS = Asker("Danish Defence Intelligence Service", "https://cphstar.dk/?p=3121")
_TIMES = Asker(
    "The Times, as relayed by Caliber",
    "https://caliber.az/en/post/the-times-europe-struggles-to-send-25-000-troops-to-ukraine",
)
_LITRA = Asker(
    "New Europe Center",
    "https://neweurope.org.ua/en/media-post/"
    "en-europe-has-promised-ukraine-a-reassurance-force-when-the-war-ends-but-will-it-enrage-putin",
)
_STIMSON = Asker(
    "Charap and Shapiro, Stimson Center",
    "https://www.stimson.org/2023/"
    "elements-of-an-eventual-russia-ukraine-armistice-and-the-prospect-for-regional-stability-in-europe/",
)
_SWP = Asker(
    "SWP and IRSEM",
    "https://www.swp-berlin.org/publikation/"
    "indispensable-why-ukraine-is-becoming-a-fundamental-part-of-the-future-european-security-architecture",
)
_BLOOMBERG = Asker(
    "Bloomberg Economics, as relayed by Proto Thema",
    "https://en.protothema.gr/2025/02/13/"
    "bloomberg-the-trump-plan-for-ukraine-means-a-3-trillion-bill-for-the-europeans",
)

QUESTIONS = (
    Question(
        1,
        "What size of outside force does the challenger take seriously, and what could its contributors "
        "field "
        "and keep in place?",
        (_IISS, _CSIS_FORCE, _KOFMAN),
        "partly",
        "What each contributor delivers of its pledge and can rotate is worked out month by month, and "
        "packages "
        "of different size are compared. Open: no size has been observed to be believed, so what troops "
        "change in the challenger's eyes is an assumption with a range, and no size is read off as enough.",
        ("capability", "worth"),
        (
            "ceaseline chart {case} {baseline} {package} --kind build_up -o build_up.svg",
            "ceaseline breakeven {case} {package} --assumption impose_europe belief_europe",
        ),
        "Who pledges what, and on which condition",
    ),
    Question(
        2,
        "Which governments are behind it, for which tasks, and with what?",
        (_GMF, _OSW),
        "yes",
        "Every position as of a day, with the statement, the reports it rests on and who reviewed it; "
        "amounts "
        "are with the levers.",
        ("evidence", "levers"),
        ("ceaseline ledger status {case}", "ceaseline timeline {case}"),
        "Who pledges what, and on which condition",
    ),
    Question(
        3,
        "If the outside force is fired on, does it set off an answer, stop an attack, or only stand there?",
        (_RUSI, _POSEN, _WATLING),
        "yes",
        "How often a promise is tested and how often it is kept, with the dead among guarantors' troops, are "
        "counted; answers, combat by outside brigades and tripwire are switched off one at a time, so what "
        "stops an attack can be read. That an answer comes is drawn from assumptions on belief and on truth, "
        "each with its range.",
        ("outcomes", "breaks"),
        ("ceaseline levers {case} --knockout", "ceaseline replay {case} {baseline} {package}"),
        "Tell one future",
    ),
    Question(
        4,
        "What can only the leading outside power give, and what falls away without it?",
        (_IISS, _BRUEGEL),
        "yes",
        "What each party's promises are worth alone, last and over all orders; which promises wait for "
        "them; and "
        "the cheapest change that makes good one that is withdrawn.",
        ("worth", "in-force"),
        (
            "ceaseline worth {case} {package} --by party",
            "ceaseline promises {case} {package} --pivots",
        ),
        "Promises in force",
    ),
    Question(
        5,
        "Does the promise bind, does it act by itself, how long does it last, and on what does it hang?",
        (_CSIS_TERMS, _AGI),
        "partly",
        "Form, whether it can be withdrawn, and conditions are fields of each lever; what is in force "
        "follows "
        "from them. Open: clauses of treaties are not read, so a form is one of four steps from "
        "unwritten to ratified, and no promise has a date on which it ends by itself.",
        ("in-force", "levers"),
        ("ceaseline promises {case} {package} --pivots", "ceaseline explain {case} form_credibility"),
        "Promises in force",
    ),
    Question(
        6,
        "Can so long a line be watched, with how many people and sensors in how deep a zone, and can "
        "blame be "
        "laid?",
        (_GCSP, _CSS, _IPI),
        "yes",
        "Days of warning and days until blame is fixed, by month, from observers, own sensors and outside "
        "data; depth of the zone, observers and shared data are levers, so each number can be tried. Where "
        "single sensors stand is below the level of the model.",
        ("capability", "assumptions"),
        (
            "ceaseline chart {case} {baseline} {package} --kind warning -o warning.svg",
            "ceaseline levers {case}",
        ),
        "The ladder of breaches",
    ),
    Question(
        7,
        "What makes ceasefires last, and how often did those of the past fail?",
        (_CSIS_END, _FORTNA),
        "partly",
        "The record of past ceasefires by year stands beside every ladder. Open, as history does not settle "
        "it: why they lasted; guarantee terms do not predict survival out of sample.",
        ("outside", "findings"),
        ("ceaseline backtest", "ceaseline calibrate"),
        "How long it holds",
    ),
    Question(
        8,
        "How fast must each party answer a breach, and who decides?",
        (_FT,),
        "partly",
        "Delays of the protected side, the coalition and the leading outside power are assumptions, "
        "shortened by "
        "command links; how much hangs on them is a break-even. Open: who decides inside a government is not "
        "modelled; a delay stands for the whole of it.",
        ("assumptions", "breaks"),
        (
            "ceaseline breakeven {case} {package} --assumption delay_europe delay_us",
            "ceaseline explain {case} delay_europe",
        ),
    ),
    Question(
        9,
        "Can the air be defended, with how many aircraft and interceptors, and from how far away?",
        (_SKY, _SALVO),
        "yes",
        "What gets through, which sites are covered and how many patrols stand on station by month, from "
        "aircraft, range, batteries and stocks.",
        ("capability",),
        ("ceaseline chart {case} {baseline} {package} --kind air -o air.svg",),
        "The ladder of breaches",
    ),
    Question(
        10,
        "How soon could the challenger attack again?",
        (_DDIS, _BRUEGEL, _IISS),
        "yes",
        "Futures without war by month from the first on, beside past ceasefires; regrouping of both sides is "
        "run month by month and its pace is an assumption.",
        ("outside", "years"),
        (
            "ceaseline chart {case} {baseline} {package} --kind survival -o survival.svg",
            "ceaseline explain {case} challenger_regroup",
        ),
        "How long it holds",
    ),
    Question(
        11,
        "Does the force leave the contributors' own flank thinner?",
        (_TIMES,),
        "yes",
        "What part of the troops that each contributor can draw on is bound by its pledge and the rotation "
        "behind it, and who cannot keep it up. What a thinner flank means for deterrence elsewhere is "
        "another case, not this one.",
        ("capability", "in-force"),
        ("ceaseline compare {case} {baseline} {package} --csv --table shortfalls",),
        "Who pledges what, and on which condition",
    ),
    Question(
        12,
        "Would the challenger accept it, block it, or be provoked; could the force itself raise the risk?",
        (_LITRA, _POSEN, _STIMSON),
        "partly",
        "The chance that a ceasefire with this package is accepted stands beside every figure, and "
        "provocation and the window before the build-up are switched off one at a time. Open: these ranges "
        "are judgement and include no effect at all, and of ways to block a ceasefire only refusal is "
        "modelled.",
        ("figures", "breaks"),
        (
            "ceaseline compare {case} {baseline} {package} --full",
            "ceaseline redteam {case} {package} --assumption provocation_force provocation_us window",
        ),
        "What it amounts to",
    ),
    Question(
        13,
        "How strong must the protected side's own army be?",
        (_SWP,),
        "yes",
        "Its brigades, growth and supply are numbers of the case; at which value the answer turns is a "
        "break-even, and its force, training and deliveries are levers with a worth of their own.",
        ("breaks", "worth"),
        (
            "ceaseline breakeven {case} {package} --assumption protected_brigades protected_growth",
            "ceaseline worth {case} {package} --by domain",
        ),
        "What you can set",
    ),
    Question(
        14,
        "What does it cost, and who pays?",
        (_BLOOMBERG,),
        "yes",
        "Cost a year of each package and of each contributor, from cited unit costs; which packages are best "
        "for their cost, within limits on each contributor. Promises without an open price are named, and "
        "the cost then reads as the least.",
        ("figures", "capability", "levers"),
        (
            "ceaseline design {case} {package}",
            "ceaseline chart {case} {baseline} {package} --kind pareto -o front.svg",
        ),
        "What it amounts to",
    ),
    Question(
        15,
        "Under which mandate and law does it stand, and does it survive elections?",
        (_CSIS_TERMS, _AGI, _RUSI),
        "partly",
        "Elections, votes and withdrawal are drawn on their dates, and switched off as one part of the "
        "effect. "
        "Open: mandate and law are not modelled, since no open figure says what either changes.",
        ("breaks", "in-force"),
        ("ceaseline explain {case} election_risk", "ceaseline levers {case} --knockout"),
    ),
)


def commands_of(question: Question, names: Mapping[str, str]) -> list[str]:
    """Return the commands of a question for a case and two packages.

    Parameters
    ----------
    question
    names
        ``case``, ``package``, ``baseline``.
    """
    return [command.format_map(names) for command in question.commands]


def questions_data(names: Mapping[str, str], sections: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the questions for a report: words, who asks, the answer, links to sections that it has.

    Parameters
    ----------
    names
        ``case``, ``package``, ``baseline``.
    sections
        Title by anchor, of the sections that the report holds.
    """
    return [
        {
            "number": question.number,
            "words": question.words,
            "asked_by": [{"name": asker.name, "url": asker.url} for asker in question.asked_by],
            "answered": question.answered,
            "answer": question.answer,
            "places": [(at, sections[at]) for at in question.anchors if at in sections],
            "commands": commands_of(question, names),
        }
        for question in QUESTIONS
    ]


_HEAD = """# Fifteen questions

Written by `{command}`. What analysts ask of such packages, in our words, with who asks, and
where the flagship answers it: a section of the report, a place on the board, a command. "Partly" says in the
answer what is left open.

"""


def questions_text(command: str, names: Mapping[str, str]) -> str:
    """Return the page of the documentation.

    Parameters
    ----------
    command
        With which the page is made anew.
    names
        ``case``, ``package``, ``baseline``.
    """
    columns = tuple(
        Column(key, title, str)
        for key, title in (("number", ""), ("question", "question"), ("answer", "answer"), ("where", "where"))
    )
    rows = tuple(
        (q.number, _asked(q), f"{q.answered.capitalize()}. {q.answer}", _where(q, names)) for q in QUESTIONS
    )
    return _HEAD.format(command=command) + table_markdown(Table("questions", "", columns, rows)) + "\n"


def _asked(question: Question) -> str:
    askers = ", ".join(f"[{asker.name}]({asker.url})" for asker in question.asked_by)
    return f"{question.words} ({askers})"


def _where(question: Question, names: Mapping[str, str]) -> str:
    board = f"; board: {question.board}" if question.board else ""
    commands = ", ".join(f"`{told}`" for told in commands_of(question, names))
    return f"report: {', '.join(f'`#{at}`' for at in question.anchors)}{board}; {commands}"

"""Reading on sentences of our own: stances, actors, quotations, dates, masks, drift."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceaseline.evidence import Statement, propose
from ceaseline.evidence.actors import actor_of
from ceaseline.evidence.dates import cues, document_window, resolve
from ceaseline.evidence.documents import Source, View, decode
from ceaseline.evidence.drift import numbers_changed, place_conflict, reversed_meaning
from ceaseline.evidence.exchange import between
from ceaseline.evidence.masks import mask
from ceaseline.evidence.records import DateWindow
from ceaseline.evidence.selectors import find_again, from_dicts, holds, select


def read(text: str) -> tuple[Statement, ...]:
    return (
        propose([text + " Talks on security guarantees for Ukraine and Kyiv go on."]).documents[0].statements
    )


@pytest.mark.parametrize(
    ("text", "actor", "item", "stance"),
    [
        ("Norway will not send soldiers to Ukraine.", "Norway", "ground_troops", "refuses"),
        ("Finland does not rule out sending soldiers to Ukraine.", "Finland", "ground_troops", "considers"),
        (
            "Spain is unlikely to send frigates to the Black Sea off Ukraine.",
            "Spain",
            "naval_ships",
            "refuses",
        ),
        ("The Kremlin rejects any foreign troops in Ukraine.", "Russia", "ground_troops", "refuses"),
        ("Downing Street pledged fighter jets for Ukraine.", "UK", "aircraft", "commits"),
        ("The Pentagon has not decided on radar stations for Ukraine.", "US", "radar", "undecided"),
        (
            "Kyiv urged Berlin to deliver more ammunition to Ukraine.",
            "Ukraine",
            "equipment_deliveries",
            "demands",
        ),
        (
            "Latvia hopes that Washington will share intelligence with Ukraine.",
            "Latvia",
            "intelligence",
            "expects",
        ),
        (
            "Portugal would send instructors to Ukraine only if a ceasefire holds.",
            "Portugal",
            "training",
            "conditional",
        ),
        ("Greece withdrew its offer of Patriot batteries for Ukraine.", "Greece", "air_defence", "withdraws"),
        (
            "Ottawa is ready to host the training of Ukrainian pilots for Ukraine.",
            "Canada",
            "training",
            "offers",
        ),
    ],
)
def test_stances(text: str, actor: str, item: str, stance: str) -> None:
    triples = {t for s in read(text) for t in s.triples}
    assert (actor, item, stance) in triples
    assert not any(a == actor and i == item and s != stance for a, i, s in triples)


@pytest.mark.parametrize(
    "text",
    [
        "The Polish government refused to comment on troops in Ukraine.",
        "The White House did not respond to a request for comment about radar in Ukraine.",
        "Macron is expected to meet Merz to discuss troops for Ukraine.",
    ],
)
def test_what_is_no_stance(text: str) -> None:
    assert [s.stance for s in read(text)] == []


def test_the_provider_is_who_is_asked() -> None:
    asked = [
        s
        for s in read("Lithuania asked Germany to send more air defence systems to Ukraine.")
        if s.stance == "demands"
    ]
    assert asked[0].actor == ("Lithuania",)
    assert asked[0].provider == ("Germany",)


def test_condition_is_told_apart_from_the_promise() -> None:
    made = read("Sweden would send Gripen jets to Ukraine only if the US provides air cover.")[0]
    assert made.item == ("aircraft",)
    assert made.condition == "the US provides air cover"


def test_a_garbled_name_still_speaks_for_its_state() -> None:
    made = read("British Prime Minister Keir Strmer said the US guarantee was essential for Ukraine.")
    assert (made[0].actor, made[0].provider, made[0].speaker) == (("UK",), ("US",), "Keir Starmer")


def test_firmness_follows_voice_and_hedge() -> None:
    by_text = {
        "Belgium could send minehunters, officials said, to protect Ukraine.": ("tentative", "anonymous"),
        "Prime Minister Meloni said that Italy will not send soldiers to Ukraine.": ("firm", "on_record"),
        "Denmark has promised radar stations to Ukraine, officials said.": ("reported", "anonymous"),
        "Estonia might provide radar stations to Ukraine.": ("speculative", "narrator"),
    }
    for text, wanted in by_text.items():
        assert (read(text)[0].firmness, read(text)[0].basis) == wanted, text


def test_every_state_acts_by_its_short_name() -> None:
    words = ("Polish", "Ankara", "the Kremlin", "White House", "Kiev", "New Zealand", "Élysée")
    assert [actor_of(w) for w in words] == [
        "Poland",
        "Türkiye",
        "Russia",
        "US",
        "Ukraine",
        "New Zealand",
        "France",
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            '"We cannot wait for the others any longer," said Norwegian defence minister Kari Holm.',
            "Kari Holm",
        ),
        (
            'Kari Holm, the Norwegian defence minister, told reporters: "We cannot wait for the others."',
            "Kari Holm",
        ),
        (
            'According to one NATO diplomat, "the money is simply not there for this plan."',
            "anonymous: a NATO diplomat",
        ),
        ('Defence minister Kari Holm spoke in Oslo. "We cannot wait for the others," she said.', "Kari Holm"),
        (
            '"We cannot wait any longer," said Kari Holm in Oslo. "Winter is almost here for all of us."',
            "Kari Holm",
        ),
    ],
)
def test_quotes_have_speakers(text: str, speaker: str) -> None:
    quotes = propose([text]).documents[0].quotes
    assert {q.speaker for q in quotes} == {speaker}


def test_terms_are_no_quotations() -> None:
    assert (
        propose(["The “coalition of the willing” plans a “reassurance force” in Ukraine."])
        .documents[0]
        .quotes
        == ()
    )


WEDNESDAY = DateWindow(date(2025, 6, 4), date(2025, 6, 4), "")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("on Wednesday", "2025-06-04"),
        ("on Thursday", "2025-05-29"),
        ("in April", "2025-04"),
        ("in December", "2024-12"),
        ("last week", "2025-05-26/2025-06-01"),
        ("this week", "2025-06-02/2025-06-08"),
        ("later this month", "2025-06"),
        ("last month", "2025-05"),
        ("yesterday", "2025-06-03"),
        ("on May 30", "2025-05-30"),
        ("on 2 June 2025", "2025-06-02"),
    ],
)
def test_date_words(words: str, meant: str) -> None:
    assert [resolve(c, WEDNESDAY) for c in cues(words)] == [meant]


@given(st.dates(date(2022, 1, 1), date(2027, 12, 31)), st.sampled_from(["Monday", "Wednesday", "Sunday"]))
def test_a_weekday_is_at_most_six_days_back(day: date, name: str) -> None:
    meant = resolve(cues(f"on {name}")[0], DateWindow(day, day, ""))
    assert meant is not None
    assert 0 <= (day - date.fromisoformat(meant)).days <= 6
    assert date.fromisoformat(meant).strftime("%A") == name


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("OSLO, 3 October 2025\nNorway will help Ukraine.", date(2025, 10, 3), date(2025, 10, 3)),
        (
            "President Trump flies to the NATO summit in The Hague later this month.",
            date(2025, 6, 1),
            date(2025, 6, 23),
        ),
        (
            "Just days after President Trump hosted European leaders, it snowed.",
            date(2025, 8, 19),
            date(2025, 8, 25),
        ),
        ("Nothing in this text tells a date.", None, None),
    ],
)
def test_document_windows(text: str, first: date | None, last: date | None) -> None:
    window = document_window(text)
    assert (window.earliest, window.latest) == (first, last)
    assert window.basis


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Continues after advertising", "ad_marker"),
        ("Article continues below advertisement", "ad_marker"),
        ("ADVERTISEMENT", "ad_marker"),
        ("Story continues after this ad", "ad_marker"),
        ("37 Comments", "comment_counter"),
        ("Leave a comment", "comment_counter"),
        ("© 2025 Northern Courier Ltd. All rights reserved.", "copyright"),
        ("Home > World > Europe", "navigation"),
        ("Tags: Ukraine, NATO", "navigation"),
        ("Share on Facebook", "share"),
        ("Sign up for our morning newsletter", "share"),
        ("Read also: Five quiet beaches", "related_links"),
    ],
)
def test_furniture_is_masked(line: str, kind: str) -> None:
    body = "Norway will send radar stations to Ukraine this winter, officials said."
    text = f"{body}\n{line}\n{body}"
    masks, left = mask(decode(Source("a", text.encode())))
    assert [(text[m.start : m.end], m.kind) for m in masks] == [(line, kind)]
    assert left.text.count(body) == 2


def test_headlines_after_a_list_header_are_masked_to_the_end() -> None:
    body = "Norway will send radar stations to Ukraine this winter, officials said."
    text = f"{body}\nMore stories\nPoland to send troops to Ukraine\nTen soups for autumn"
    masks, _ = mask(decode(Source("a", text.encode())))
    assert {text[m.start : m.end] for m in masks} == set(text.split("\n")[1:])


def test_subheadings_and_short_sentences_stay() -> None:
    text = "What Berlin wants\nShare prices of arms makers fell on the news.\nMore troops are needed."
    assert mask(decode(Source("a", text.encode())))[0] == ()


def test_drift_between_wordings() -> None:
    assert reversed_meaning("to deter Moscow from attacking", "encouraging Moscow to attack") is not None
    assert reversed_meaning("to deter Moscow from attacking", "to stop Russia from attacking") is None
    assert place_conflict("based far from the front", "sent to the front lines") is not None
    assert list(numbers_changed("about 5,000 soldiers", "at least 5,000 soldiers")) == [
        "changed_number: about 5,000 -> at least 5,000"
    ]
    assert list(numbers_changed("5,000 soldiers", "5,000 soldiers")) == []


@given(st.text(min_size=1, max_size=80), st.text(max_size=40), st.data())
def test_selectors_find_moved_words(text: str, added: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = select(text, start, end)
    assert holds(made, text)
    assert from_dicts(*made.as_dicts()) == made
    again = find_again(made, added + text)
    assert again is not None
    assert again.exact == made.exact


def test_selectors_refuse_spans_outside() -> None:
    with pytest.raises(ValueError, match="not inside"):
        select("abc", 2, 5)


def test_importing_the_package_loads_no_numerics() -> None:
    heavy = ("numpy", "sklearn", "rapidfuzz", "lxml")
    code = f"import sys, ceaseline.evidence; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "actor", "item", "stance"),
    [
        ("Britain pledged soldiers to train the South Korean army.", "UK", "training", "commits"),
        ("Seoul urged Washington to deliver more ammunition to South Korea.", "South Korea",
         "equipment_deliveries", "demands"),
        ("Pyongyang rejects any foreign troops in South Korea.", "North Korea", "ground_troops", "refuses"),
        ("Türkiye would send soldiers to Seoul only if the ceasefire holds.", "Türkiye", "ground_troops",
         "conditional"),
    ],
)  # fmt: skip
def test_another_conflict_is_read_like_the_one_the_rules_name(
    text: str, actor: str, item: str, stance: str
) -> None:
    whole = text + " Talks on security guarantees for South Korea and Seoul go on."
    found = propose([whole], "South Korea", "North Korea").documents[0].statements
    assert any(actor in one.actor and item in one.item and stance == one.stance for one in found)
    for one in found:
        assert one.quote == whole[one.start : one.end]


@given(st.text(alphabet=" SeoulKyivNrthapcm.,", max_size=60))
def test_places_survive_the_exchange_of_names(text: str) -> None:
    view = View(text, range(len(text)))
    seen = between("South Korea", "North Korea").view(view)
    assert len(seen.places) == len(seen.text)
    assert list(seen.places) == sorted(seen.places)
    assert between("Ukraine", "Russia").view(view) is view

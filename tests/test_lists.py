"""Lists of quotes, topics, people and sources: what is in them, where they stand, and that they stay light."""

import gzip
import json
import random
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from growth import grows_no_faster
from projects import archived, built, compiled, elements, fragment, indexed, page, parse, words, write

from builder.model.basis import Basis
from builder.model.memory import Memory
from builder.model.resolved import Backlink, Graph, Site
from builder.render.quotes import CitingPages, citing_pages, quote_pages, weigher
from builder.render.saying import say_in
from builder.render.sheet import Desk
from builder.render.topics import topic_pages
from builder.settings import Addresses

LIGHT = 35 * 1024
"""Bytes of a page as it is sent, compressed."""


def pages(site: Site) -> dict[str, str]:
    return {each.path: str(each.text) for each in site.pages if each.path.endswith(".md")}


def quoted(text: str) -> list[str]:
    return [words(each) for each in elements(fragment(text), class_="ab-quoted")]


TEXT = "They met in Osk.\n\n“We agreed on fish,” Ana said.\n\nNobody counted the boats.\n"
RECORD = """title: Talks
publisher: Lake Post
published: 2015-03-02
quotes:
  met: {exact: They met in Osk, topics: [treaty, Ärger & Co]}
  fish: {exact: We agreed on fish, speaker: ana, topics: [treaty]}
  boats: {exact: Nobody counted the boats, topics: [boats]}
"""
PROJECT: dict[str, str | bytes] = {
    **archived("talks", TEXT, RECORD),
    "sources/almanac.yaml": "title: Almanac\nquotes: {tide: {exact: The tide turned, speaker: ana}}\n",
    "briefings/people.yaml": "ana: {name: Ana, offices: [{title: Minister, from: 2015, to: 2015}]}\n",
    "briefings/events.yaml": "signed: {date: 2015-03-02, title: It is signed, topics: [treaty]}\n"
    "hidden: {date: 2016, title: Nobody draws it, topics: [secret]}\n",
    "briefings/a.md": page(
        "They met [@met] and agreed [@fish; @tide].\n\n::: timeline treaty", title="First", date="2015-03-03"
    ),
    "briefings/b.md": page("On fish [@fish].", title="Second", date="2015-03-04"),
    "briefings/draft.md": page("Boats [@boats].", title="Third", date="2015-03-05", status="draft"),
    "briefings/background/treaty.md": page("Text.", title="What was signed", summary="The treaty."),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return pages(compiled(write(tmp_path_factory.mktemp("lists"), PROJECT)))


def test_the_overview_has_what_published_pages_cite_and_no_more(project: Mapping[str, str]) -> None:
    assert quoted(project["quotes/index.md"]) == ["“They met in Osk”", "“We agreed on fish”", "“The tide turned”"]


def test_each_filter_has_a_page_with_its_quotes_and_no_others(project: Mapping[str, str]) -> None:
    assert quoted(project["quotes/speaker-ana.md"]) == ["“We agreed on fish”", "“The tide turned”"]
    assert quoted(project["quotes/verified.md"]) == ["“They met in Osk”", "“We agreed on fish”"]
    assert quoted(project["quotes/cannot-be-checked.md"]) == ["“The tide turned”"]
    assert quoted(project["topics/treaty.md"]) == ["“They met in Osk”", "“We agreed on fish”"]


def test_every_filter_of_the_overview_tells_how_many_quotes_it_has(project: Mapping[str, str]) -> None:
    facets = [words(each) for each in elements(fragment(project["quotes/index.md"]), class_="ab-facet")]
    assert facets == [
        "By verdict: verified word for word (2) · cannot be checked: no archived text (1)",
        "By speaker: Ana (2)",
        "By source: Lake Post, 2 March 2015: Talks (2) · Almanac (1)",
        "By topic: What was signed (2)",
    ]


def test_an_entry_tells_who_said_it_in_which_office_where_and_when(project: Mapping[str, str]) -> None:
    told = [words(each) for each in elements(fragment(project["quotes/index.md"]), class_="ab-credit")]
    assert told[1] == "Ana, Minister, quoted by Lake Post. Talks, 2 March 2015. verified word for word"
    assert told[2] == "Ana. Almanac. cannot be checked: no archived text"


def test_an_entry_leads_to_its_passage_and_to_every_page_that_cites_it(project: Mapping[str, str]) -> None:
    ways = list(elements(fragment(project["quotes/index.md"]), class_="ab-ways"))[1]
    links = {words(link): link.get("href") for link in elements(ways, "a")}
    assert links == {
        "Passage in the source": "../sources/talks.md#fish",
        "First": "../a.md#fnref:talks/fish",
        "Second": "../b.md#fnref:talks/fish",
        "What was signed": "../topics/treaty.md",
    }


def test_a_topic_has_its_background_its_quotes_its_events_and_its_briefings(project: Mapping[str, str]) -> None:
    text = words(fragment(project["topics/treaty.md"]))
    assert "Background: What was signed. The treaty." in text
    assert "Events (1) 2 March 2015: It is signed" in text
    assert "Briefings (2) First: 3 March 2015 Second: 4 March 2015" in text


def test_what_no_page_cites_or_draws_makes_no_topic(project: Mapping[str, str]) -> None:
    assert "topics/boats.md" not in project
    assert "topics/secret.md" not in project
    assert not [path for path, text in project.items() if "Nobody" in text]


def test_a_topic_has_the_registered_name_else_the_background_pages_title_else_its_own_words(tmp_path: Path) -> None:
    register = "treaty: {name: The lake treaty, description: What it says.}\n"
    site = compiled(write(tmp_path, {**PROJECT, "briefings/topics.yaml": register}))
    drawn = pages(site)
    assert words(fragment(drawn["topics/treaty.md"])).startswith("Home Topics The lake treaty The lake treaty What it")
    assert [problem.rule for problem in site.problems].count("unknown-topic") == 3


def test_a_registered_topic_is_linked_by_its_id_and_is_plain_words_while_it_has_no_page(tmp_path: Path) -> None:
    register = "{treaty: {name: The lake treaty}, fish: {name: Fish}, tide: {name: Tides}, ana: {name: Not she}}\n"
    body = "See [[fish]], [[tide]], [[ana]] and [[treaty]]. Met [@met]."
    quotes = "title: Talks\nquotes: {met: {exact: They met, topics: [fish, treaty]}}\n"
    files = {**PROJECT, **archived("talks", TEXT, quotes), "briefings/topics.yaml": register}
    for name in ("briefings/b.md", "briefings/draft.md"):
        files.pop(name)
    site = compiled(write(tmp_path, {**files, "briefings/a.md": page(body)}))
    links = {words(link): link.get("href") for link in elements(fragment(pages(site)["a.md"]), "a")}
    assert links["Fish"] == "topics/fish.md"
    assert links["Ana"] == "people/ana.md"
    assert links["What was signed"] == "background/treaty.md"
    assert "Tides" not in links
    assert "See Fish, Tides, Ana" in words(fragment(pages(site)["a.md"]))
    assert "unknown-link" not in {problem.rule for problem in site.problems}


def test_a_topic_that_is_no_id_has_no_page_and_breaks_none(tmp_path: Path) -> None:
    odd = ["Ärger & Co", "../../x", "index", "Index", "a b", "x" * 200, "عربي", "A_B", "treaty/2", "<b>"]
    quotes = f"title: Talks\nquotes: {{met: {{exact: They met, topics: {json.dumps([*odd, 'fish'])}}}}}\n"
    files = {**archived("talks", TEXT, quotes), "briefings/a.md": page("They met [@met].")}
    site = compiled(write(tmp_path, files))
    assert site.problems == ()
    found = [path for path in pages(site) if path.startswith("topics/")]
    assert found == ["topics/fish.md", "topics/index.md"]


def test_ids_that_are_names_of_pages_collide_with_none(tmp_path: Path) -> None:
    names = ["page", "verified", "speakers", "2", "page-2"]
    people = "".join(f"{name}: {{name: Name {name}x}}\n" for name in names)
    quotes = "".join(
        f"  q{i}: {{exact: They met, speaker: {name}, topics: [{name}]}}\n" for i, name in enumerate(names)
    )
    files = {
        **archived("talks", TEXT, f"title: Talks\nquotes:\n{quotes}"),
        "briefings/people.yaml": people,
        "briefings/a.md": page(" ".join(f"Met [@talks/q{i}]." for i in range(len(names)))),
    }
    site = compiled(write(tmp_path, files))
    assert "path-collision" not in {problem.rule for problem in site.problems}
    assert {f"quotes/speaker-{name}.md" for name in names} <= {each.path for each in site.pages}


def test_a_briefing_names_those_before_and_after_it_and_its_notes_come_last(project: Mapping[str, str]) -> None:
    foot = [words(each) for each in elements(fragment(project["b.md"]), class_="ab-neighbours")]
    assert foot == ["Earlier: First, 3 March 2015"]
    assert [words(each) for each in elements(fragment(project["a.md"]), class_="ab-neighbours")] == [
        "Later: Second, 4 March 2015"
    ]
    assert project["a.md"].index("ab-neighbours") < project["a.md"].index("\n[^talks/met]: ")
    body = list(elements(fragment(project["a.md"])))
    classes = [each.get("class", "") for each in body]
    assert classes.index("ab-neighbours") < classes.index("footnote")


def test_every_page_but_the_front_one_tells_the_way_to_it(project: Mapping[str, str]) -> None:
    for path, text in project.items():
        trails = list(elements(fragment(text), class_="ab-crumbs"))
        assert len(trails) == (0 if path == "index.md" else 1), path
        for trail in trails:
            here = [each for each in trail if each.get("aria-current") == "page"]
            assert [each.tag for each in trail][-1] == "span", path
            assert here == [trail[-1]], path
            assert trail.get("aria-label") == "Breadcrumb", path


# ── long lists ─────────────────────────────────────────────────────────────────────────────────


def long_project(count: int) -> dict[str, str | bytes]:
    """Quotes of words that no packing foresees, each cited, of many speakers and topics; and many sources."""
    chance = random.Random(7)  # noqa: S311  # nothing is kept secret with it

    def some(number: int) -> str:
        letters = "abcdefghijklmnopqrstuvwxyz"
        return " ".join("".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(number))

    passages = [f"Passage {number} {some(75)}" for number in range(count)]
    quotes = "".join(
        f"  q{n}:\n    exact: {words}\n    speaker: p{n % 250}\n    kind: reported\n    topics: [t{n % 7}, lake]\n"
        for n, words in enumerate(passages)
    )
    people = "".join(f"p{n}: {{name: {some(2).title()}}}\n" for n in range(250))
    body = "\n\n".join(f"Boats went out [@talks/q{n}]." for n in range(count))
    record = f"title: Talks {some(20)}\npublisher: Lake Post\npublish: full\nquotes:\n{quotes}"
    return {
        **archived("talks", "".join(f"{words}. " for words in passages), record),
        **{f"sources/s{n}.yaml": f"title: Reference {n} {some(20)}\n" for n in range(250)},
        "briefings/people.yaml": people,
        "briefings/a.md": page(body),
    }


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long")
    return built(write(folder / "project", long_project(350)), folder / "site")


def test_every_page_of_a_list_is_light_and_every_entry_is_on_one(long: Path) -> None:
    lists = ("quotes", "topics", "people/index.html", "people/page", "sources/index.html", "sources/page")
    found = [path for path in sorted(long.rglob("index.html")) if path.relative_to(long).as_posix().startswith(lists)]
    weights = {path.relative_to(long).as_posix(): len(gzip.compress(path.read_bytes())) for path in found}
    assert {path: weight for path, weight in weights.items() if weight > LIGHT} == {}
    overview = [path for path in found if re.match(r"quotes/(index\.html|page/)", path.relative_to(long).as_posix())]
    assert len(overview) >= 4
    ids = [each.get("id") for path in overview for each in elements(parse(path.read_text()), class_="ab-quoted")]
    assert sorted(str(id) for id in ids) == sorted(f"talks/q{n}" for n in range(350))


def test_every_page_of_a_list_leads_to_the_next(long: Path) -> None:
    path, seen = long / "quotes/index.html", 0
    while path:
        seen += 1
        follow = [each.get("href", "") for each in elements(parse(path.read_text()), "a", rel="next")]
        path = (path.parent / follow[0] / "index.html").resolve() if follow else None  # type: ignore[assignment]
    assert seen >= 4


def test_only_the_overview_is_searched_so_that_words_are_found_once(long: Path) -> None:
    index = [each["location"] for each in indexed(long)]
    assert len([each for each in index if re.fullmatch("quotes/.*#talks/q17", each)]) == 1
    assert [each for each in index if re.match("quotes/speaker|quotes/verified|topics/t", each)] == []


CITED = Backlink("a.md", "They met, says one.", "", "fnref:talks/met")


@pytest.mark.parametrize(
    ("others", "alike"),
    [
        ([CITED], True),
        ([replace(CITED, text="They met, it says.", section="Talks")], True),
        ([CITED, replace(CITED, anchor="fnref2:talks/met")], True),
        ([replace(CITED, page="b.md")], False),
        ([replace(CITED, anchor="fnref2:talks/met")], False),
        ([CITED, replace(CITED, page="b.md")], False),
    ],
)
def test_lists_stand_while_the_same_pages_cite_whatever_they_say(others: list[Backlink], *, alike: bool) -> None:
    titles = {"a.md": "A", "b.md": "B"}
    one, other = (CitingPages({"talks/met": tuple(each)}, titles, {}) for each in ([CITED], others))
    assert (one == other) is alike
    assert ({**one} == {**other}) is alike
    assert one != CitingPages({"talks/met": (CITED,)}, {**titles, "a.md": "Another"}, {})
    assert one != CitingPages({"talks/met": (CITED,)}, titles, {"talks/met": [("Ana", "people/ana.md", "")]})
    assert one != CitingPages({}, titles, {})


@pytest.mark.slow
def test_lists_cost_in_proportion_to_their_length(tmp_path: Path) -> None:
    graphs: dict[int, Graph] = {}

    def run(count: int) -> None:
        if count not in graphs:
            graphs[count] = compiled(write(tmp_path / str(count), long_project(count))).graph
        desk = Desk(say_in("en"), Addresses(), Basis(graphs[count]), Memory(keeps=False))
        citing = citing_pages(desk.basis.whole, desk.say)
        weigh = weigher(citing)
        assert [*quote_pages(desk, citing, weigh), *topic_pages(desk, citing, weigh)]

    assert grows_no_faster(run, 100)


# ── briefings, where they are many ─────────────────────────────────────────────────────────────

MANY = 451


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Site:
    written: dict[str, str | bytes] = {
        f"briefings/b-{at}.md": page("Text.", title=f"Briefing {at}", date=f"2015-{at % 12 + 1:02}-{at % 28 + 1:02}")
        for at in range(MANY)
    }
    written["briefings/index.md"] = page("::: briefings", title="Front")
    return compiled(write(tmp_path_factory.mktemp("many"), written))


def briefings_on(text: str) -> list[str]:
    links = (link.get("href", "") for link in elements(fragment(text), "a"))
    return [name for link in links if (name := re.sub(r"(\.\./)*", "", link)).startswith("b-")]


def test_the_front_page_lists_the_latest_briefings_and_leads_to_all(many: Site) -> None:
    drawn = pages(many)
    (front, *rest) = briefings_on(drawn["index.md"]), drawn["index.md"]
    listed = [path for path in drawn if path == "briefings/index.md" or path.startswith("briefings/page/")]
    every = [
        name
        for path in sorted(listed, key=lambda path: (path != "briefings/index.md", path))
        for name in briefings_on(drawn[path])
    ]
    assert len(front) == 50
    assert "(briefings/index.md)" in rest[0]
    assert len(listed) == 3
    assert every[:50] == front
    assert sorted(every) == sorted(f"b-{at}.md" for at in range(MANY))


def test_the_navigation_stays_as_short_and_leads_to_all_too(many: Site) -> None:
    (listed,) = (section["Briefings"] for section in many.nav if "Briefings" in section)
    assert len(listed) == 51
    assert listed[-1] == "briefings/index.md"


def test_pages_that_list_briefings_stay_light(many: Site) -> None:
    for path, text in pages(many).items():
        if path == "index.md" or path.startswith("briefings/"):
            assert len(gzip.compress(text.encode())) < LIGHT, path


def test_few_briefings_have_no_index_of_their_own(project: Mapping[str, str]) -> None:
    assert not any(path.startswith("briefings/") for path in project)

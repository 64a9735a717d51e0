"""How our own prose is worded: only where a site asks for it, and never inside quotations."""

from pathlib import Path

import pytest
from projects import archived, compiled, page, write

TEXT = "“It will probably rain, I am confident,” Ada said. The regime claimed more.\n"
RECORD = "title: Rain\nquotes: {rain: {exact: It will probably rain}}\n"
ON = "site_name: Test\nplugins:\n  - briefings:\n      wording: {avoid: {claimed: said, regime: }}\n"


def found(folder: Path, body: str, configuration: str = ON, data: str = "{}", **head: str) -> list[str]:
    """The problems of a page: the rule, and the words from its place on."""
    text = page(f"Seen [@rain].\n\n{body}", **head)
    files = {
        "mkdocs.yml": configuration,
        "briefings/a.md": text,
        "briefings/a.yaml": data,
        **archived("rain", TEXT, RECORD),
    }
    lines = {name: str(files[name]).split("\n") for name in ("mkdocs.yml", "briefings/a.md", "briefings/a.yaml")}
    return [
        f"{each.rule} {lines[each.at.path][each.at.line - 1][each.at.column - 1 :]}"
        for each in compiled(write(folder, files)).problems
        if each.rule != "unused-quote"
    ]


@pytest.mark.parametrize("configuration", ["site_name: Test\n", "site_name: T\nplugins: [{briefings: {wording: }}]\n"])
def test_wording_is_nobodys_business_unless_asked_for(configuration: str, tmp_path: Path) -> None:
    body = "They probably claimed, read together, with confidence, that it is likely."
    assert found(tmp_path, body, configuration) == []


@pytest.mark.parametrize(
    "body",
    [
        "It is likely, very likely, unlikely, almost certain.",
        "He said: “It will probably rain, I am confident” [@rain].",
        "In May 2015 nothing was said. May brought rain, the dismay was Mayor Might’s.",
        "`probably` and [it](https://example.org/probably).",
        "A likely case. The confidence of the crew was low.",
        "They were told together what they read.",
        "Reclaimed land, the regimen.",
        "We infer nothing from it, and no more.",
    ],
)
def test_words_on_the_scale_and_words_of_others_are_free(body: str, tmp_path: Path) -> None:
    assert found(tmp_path, body.replace("Mayor Might’s", "mayor’s")) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("It MAY rain.", "off-scale-likelihood MAY rain."),
        ("It is highly\nlikely to rain.", "off-scale-likelihood highly"),
        ("It is *probably* so.", "off-scale-likelihood probably* so."),
        ("- It might rain", "off-scale-likelihood might rain"),
        ("| a |\n|---|\n| perhaps |", "off-scale-likelihood perhaps |"),
        ("## Perhaps rain", "off-scale-likelihood Perhaps rain"),
        ("She Claimed it.", "avoided-word Claimed it."),
        ("The regime.", "avoided-word regime."),
        ("It is confidently said. With confidence, rain is unlikely.", "likelihood-with-confidence unlikely."),
        ("Taken together, they differ.", "unmarked-inference Taken together, they differ."),
        ("So we infer that it rained.", "unmarked-inference we infer that it rained."),
    ],
)
def test_a_word_of_ours_is_reported_where_it_stands(body: str, problem: str, tmp_path: Path) -> None:
    assert found(tmp_path, body) == [problem]


def test_titles_summaries_and_data_files_are_ours_too(tmp_path: Path) -> None:
    data = "judgments: [{id: it, text: We infer rain. It may be so., basis: [rain/rain]}]"
    assert found(tmp_path, "::: judgments", data=data, title="Perhaps", summary="It could rain.") == [
        "off-scale-likelihood Perhaps",
        "off-scale-likelihood could rain.",
        "off-scale-likelihood We infer rain. It may be so., basis: [rain/rain]}]",
        "unmarked-inference We infer rain. It may be so., basis: [rain/rain]}]",
    ]


def test_likelihood_and_confidence_in_one_sentence_of_a_field_are_one_sentence(tmp_path: Path) -> None:
    summary = "It is likely, says the U.S. envoy Dr. Finch with high confidence, to rain."
    assert found(tmp_path, "Text.", summary=summary) == [f"likelihood-with-confidence {summary[6:]}"]


def test_what_we_call_outlets_and_offices_is_ours_too(tmp_path: Path) -> None:
    people = "ana: {name: Ana Berg, offices: [{title: Head of the regime}]}\n"
    write(
        tmp_path, {"briefings/people.yaml": people, "sources/free.yaml": "title: F\ndescriptor: voice of the regime\n"}
    )
    write(tmp_path, {"mkdocs.yml": ON, "briefings/a.md": page("Text [@free].")})
    assert [str(each.at) for each in compiled(tmp_path).problems] == [
        "briefings/people.yaml:1:41",
        "sources/free.yaml:2:13",
    ]


def test_an_inference_that_is_marked_may_say_so(tmp_path: Path) -> None:
    data = "inferences: {it: {text: 'Read together, it rains.', basis: [rain/rain, rain]}}"
    assert found(tmp_path, "::: inference it", data=data) == []


def test_likelihood_and_confidence_in_two_sentences_of_a_field_are_two_sentences(tmp_path: Path) -> None:
    data = "judgments: [{id: it, text: 'Rain is likely. Our confidence is low.', basis: [rain/rain]}]"
    assert found(tmp_path, "::: judgments", data=data) == []


def test_the_scale_is_a_setting(tmp_path: Path) -> None:
    own = "site_name: T\nplugins: [{briefings: {wording: {scale: {probable: 'over half', 'C++ (sure)': all}, hedges: [likely]}}}]\n"
    assert found(tmp_path, "It is probable, and C++ (sure), and likely.", own) == ["off-scale-likelihood likely."]


def test_readers_find_the_scale_where_a_page_uses_it(tmp_path: Path) -> None:
    data = "judgments: [{id: it, text: Rain is likely., basis: [rain/rain]}]"
    assert found(tmp_path, "::: judgments", data=data) == []
    pages = {each.path: str(each.text) for each in compiled(tmp_path).pages}
    assert "[one scale](method.md#_likelihood)" in pages["a.md"]
    assert "| roughly even chance | 45–55 &#37; |" in pages["method.md"]
    assert found(tmp_path, "::: judgments", data=data.replace("likely", "near")) == []
    assert "one scale" not in str(next(each.text for each in compiled(tmp_path).pages if each.path == "a.md"))


def test_a_method_page_of_ones_own_is_not_linked_into(tmp_path: Path) -> None:
    write(tmp_path, {"briefings/method.md": page("Our own.")})
    assert (
        found(tmp_path, "::: judgments", data="judgments: [{id: it, text: Rain is likely., basis: [rain/rain]}]") == []
    )
    text = next(str(each.text) for each in compiled(tmp_path).pages if each.path == "a.md")
    assert "one scale" in text
    assert "_likelihood" not in text


@pytest.mark.parametrize(
    ("wording", "place"),
    [
        ("{limits: {summary: many}}", "many}}"),
        ("{limits: {summary: 0}}", "0}}"),
        ("{limits: {summary: -3}}", "-3}}"),
        ("{limits: {title: 3}}", "title: 3}}"),
        ("{scale: [likely]}", "[likely]}"),
        ("{avoid: [claimed]}", "[claimed]}"),
        ("{words: {}}", "words: {}}"),
        ("yes", "yes"),
    ],
)
def test_settings_that_are_none_are_reported_at_their_place(wording: str, place: str, tmp_path: Path) -> None:
    configuration = f"site_name: T\nplugins:\n  - briefings:\n      wording: {wording}\n"
    assert found(tmp_path, "Text.", configuration) == [f"bad-setting {place}"]


@pytest.mark.parametrize("wording", ["{}", "{scale: {}, hedges: [], avoid: {}}", "{avoid: {'': x, ' ': y}}"])
def test_empty_lists_find_nothing(wording: str, tmp_path: Path) -> None:
    configuration = f"site_name: T\nplugins:\n  - briefings:\n      wording: {wording}\n"
    assert found(tmp_path, "It is likely.", configuration) == []


def test_limits_count_words(tmp_path: Path) -> None:
    configuration = (
        "site_name: T\nplugins: [{briefings: {wording: {limits: {summary: 3, judgment: 3, briefing: 7}}}}]\n"
    )
    data = "judgments: [{id: it, text: It rained on Ada., basis: [rain/rain]}]"
    assert found(tmp_path, "One two.\n\n::: judgments", configuration, data) == [
        "over-length It rained on Ada., basis: [rain/rain]}]"
    ]
    assert found(tmp_path, "One two three.\n\n::: judgments", configuration, data)[:1] == ["over-length ---"]
    assert found(tmp_path, "", configuration, summary="One two three four.") == ["over-length One two three four."]

"""Names in all that we write: the house spelling, and what is close to it and nobody's."""

from pathlib import Path

import pytest
from projects import archived, compiled, page, write

PEOPLE = """hossein-dehghan: {name: Hossein Dehghan, spellings: [Hossein Dehqan, Dehqan], scripts: {fa: حسین دهقان}}
olga-sereda: {name: Olga Sereda, spellings: [Olha Sereda, Sjereda, The Counter]}
"""
ORGANIZATIONS = "afp: {name: Agence France-Presse, spellings: [AFP]}\ncouncil: {name: UN Security Council, spellings: [Security Council]}\n"
TEXT = "Hossein Dehghan met Olga Sereda. “It is settled,” Dehqan said.\n"


def rules(
    folder: Path, body: str = "Text.", judged: str = "It is so.", title: str = "Talks", summary: str = "So."
) -> list[str]:
    write(
        folder,
        {
            "briefings/people.yaml": PEOPLE,
            "briefings/organizations.yaml": ORGANIZATIONS,
            "briefings/a.md": page(f"They met [@talks/met].\n\n{body}\n\n::: judgments", title=title, summary=summary),
            "briefings/a.yaml": f"judgments: [{{id: it, text: '{judged}', basis: [talks/met]}}]\n",
            "briefings/events.yaml": "meeting: {date: 2015, title: They met, cite: talks}\n",
            **archived("talks", TEXT, "title: Talks\npublished: 2015\nquotes: {met: {exact: met Olga Sereda}}\n"),
        },
    )
    return [problem.rule for problem in compiled(folder).problems]


@pytest.mark.parametrize(
    "body",
    [
        "Hossein Dehghan (also Dehqan) and Olga Sereda (also Olha Sereda) met. Dehghan left; Sereda stayed.",
        "AFP and the Security Council; Agence France-Presse and the UN Security Council.",
        "It was said that “It is settled” [@talks]. The Counter is what they call her.",
        "Hossein Dehghan, in Persian حسین دهقان.",
    ],
)
def test_the_house_spelling_and_what_is_given_as_another_are_no_problem(body: str, tmp_path: Path) -> None:
    assert rules(tmp_path, body, judged=body.replace("“It is settled”", "it").replace(" [@talks]", "")) == []


@pytest.mark.parametrize("words", ["Dehqan spoke.", "Hossein Dehqan spoke.", "Olha Sereda spoke.", "Sjereda spoke."])
@pytest.mark.parametrize("where", ["body", "judged", "title", "summary", "heading"])
def test_a_variant_is_reported_wherever_we_write_it(words: str, where: str, tmp_path: Path) -> None:
    fields = {"body": f"## {words}"} if where == "heading" else {where: words}
    assert rules(tmp_path, **fields) == ["variant-in-prose"]


@pytest.mark.parametrize("where", ["body", "judged", "title", "summary", "heading"])
def test_a_spelling_that_nobody_registered_is_reported_wherever_we_write_it(where: str, tmp_path: Path) -> None:
    words = "Hosein Dehgan spoke."
    fields = {"body": f"## {words}"} if where == "heading" else {where: words}
    assert rules(tmp_path, **fields) == ["near-miss-name"]


def test_a_part_of_a_registered_name_is_no_near_miss(tmp_path: Path) -> None:
    """`Dehghan` in `Hossein Dehghan` is close to the registered `Dehqan`, and stands for itself."""
    assert rules(tmp_path, "Hossein Dehghan met Hossein Dehghan.") == []

"""Who a quotation is likely by: names beside verbs of saying, and nobody where that is not plain."""

import pytest
from growth import grows_no_faster

from builder.model.written import Person, Project, Source
from builder.resolve.linking import link
from builder.survey.suggestions import Suggestions, suggestions

PEOPLE = {"ada-finch": ("Ada Finch", ("Finch",)), "bo-lind": ("Bo Lind", ())}


def suggested(text: str, language: str = "en") -> Suggestions:
    people = {id: Person(id, name, {}, forms, "", (), True, {}) for id, (name, forms) in PEOPLE.items()}
    source = Source("a", "A", text, language=language)
    graph = link(Project({"a": source}, people, {}, {}, ()), lambda _: None)
    found = suggestions(source, graph)
    assert found is not None
    return found


def speakers(text: str, language: str = "en") -> list[str]:
    """Ids of who is registered, names of who is not, `?` for nobody."""
    return [each.speaker or each.said.name or "?" for each in suggested(text, language).entries]


ONE = {
    "“We will close the bridge,” Ada Finch said.": "ada-finch",
    "“We will close the bridge,” said Ada Finch, who runs the port.": "ada-finch",
    "Finch told the council: “We will close the bridge.”": "ada-finch",
    "Mayor Cleo Tarn said on Monday, “We will close the bridge.”": "Cleo Tarn",
    "Cleo Tarn, the mayor of Osk, said “we will close the bridge”.": "Cleo Tarn",
    "Cleo Tarn of the Osk Bridge Company said: “We will close the bridge.”": "Cleo Tarn",
    "The mayor of Osk, Cleo Tarn, said “we will close the bridge”.": "Cleo Tarn",
    "Osk’s mayor Cleo Tarn said “we will close the bridge”.": "Cleo Tarn",
    "According to the harbour master Cleo Tarn, “the bridge will close for good”.": "Cleo Tarn",
    "The port was told by Cleo Tarn that “the bridge will close for good”.": "Cleo Tarn",
    "Cleo Tarn wrote it down, saying “the bridge will close for good”.": "Cleo Tarn",
    "Cleo Tarn cited the law and said, “the bridge will close for good”.": "Cleo Tarn",
    "“The bridge will close for good!” Cleo Tarn said.": "Cleo Tarn",
    "Cleo Tarn said she felt the bridge was “a great danger to all”.": "Cleo Tarn",
    "Cleo Tarn spoke to the crowd. “We will close the bridge for good.”": "Cleo Tarn",
    "Cleo Tarn left. On Monday Tarn said, “We will close the bridge.”": "Cleo Tarn",
    "The report was drawn up by Cleo Tarn who said “the bridge will close”.": "Cleo Tarn",
    "The mayor said “we will close the bridge”.": "?",
    "A spokesman for Cleo Tarn said, “We will close the bridge.”": "?",
    "Cleo Tarn met Dan Orr. He said, “We will close the bridge.”": "?",
    "Cleo Tarn and Eva Tarn met. Tarn’s father said “we will close the bridge”.": "?",
    "They said “we will close the bridge for good”.": "?",
    "The bridge, known to be weak, is “a great danger to everyone”.": "?",
}


@pytest.mark.parametrize(("text", "speaker"), ONE.items(), ids=ONE)
def test_the_speaker_of_one_quotation(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


SEVERAL = {
    "“We met,” Ada Finch said, “and we agreed.”": ["ada-finch", "ada-finch"],
    "“We met at the port,” said Bo Lind. “It was quite late.”": ["bo-lind", "bo-lind"],
    "“We met at the port,” Bo Lind said. Cleo Tarn added, “It was quite late.”": ["bo-lind", "Cleo Tarn"],
    "Bo Lind said it was “a great day for Osk”, and Cleo Tarn called it “a sad day for all”.": ["bo-lind", "Cleo Tarn"],
    "Bo Lind said “we met at the port”. He added “it was quite late”.": ["bo-lind", "bo-lind"],
    "Bo Lind said “we met at the port”. Cleo Tarn waved. He added “it was quite late”.": ["bo-lind", "Cleo Tarn"],
}


@pytest.mark.parametrize(("text", "found"), SEVERAL.items(), ids=SEVERAL)
def test_the_speakers_of_several(text: str, found: list[str]) -> None:
    assert speakers(text) == found


def test_a_surname_behind_another_first_name_is_not_the_registered_person() -> None:
    assert speakers("“We will close the bridge,” Cleo Finch said.") == ["Cleo Finch"]


def test_a_language_without_a_list_leaves_speakers_open() -> None:
    found = suggested("« Nous fermons le pont demain », dit Ada Finch.", "fr")
    assert [each.speaker for each in found.entries] == [""]
    assert not found.listed
    assert not found.strangers


def test_names_in_no_register_are_told_once() -> None:
    text = "Cleo Tarn said it rained. “It rained all day,” Tarn said. Ada Finch said no. The Port Authority said so."
    assert [(each.name, each.body) for each in suggested(text).strangers] == [
        ("Cleo Tarn", False),
        ("Port Authority", True),
    ]


def test_time_grows_as_the_article_does() -> None:
    def run(count: int) -> None:
        suggested(
            "".join(f"“We met at pier {n} again,” Cleo Tarn said. The rain fell on Osk.\n\n" for n in range(count))
        )

    assert grows_no_faster(run, 60)


def test_words_that_are_said_again_and_again_are_sought_once() -> None:
    assert grows_no_faster(lambda count: suggested("“We met again,” he said. " * count), 200)

"""Whose words a quotation is not: what stands beside a name may show that the guess would be wrong.

`Q` stands for the quotation. Each sentence has the one answer that would be right, if any; open is right for all.
"""

import pytest
from growth import grows_no_faster
from survey.test_speakers import speakers, suggested

Q = "“the bridge will close for good”"
C = "“The bridge will close for good,”"

TOLD = {
    "Ada Finch was told Q.": "",
    "Ada Finch was told last night that Q.": "",
    "Ada Finch has been warned: Q": "",
    "Ada Finch got told Q.": "",
    "Ada Finch was stopped at the gate and told Q.": "",
    "Ada Finch, told Q, went home.": "",
    "Ada Finch was asked Q.": "",
    "Ada Finch was urged on Monday to say Q.": "",
    "Ada Finch was called Q by the press.": "",
    "Ada Finch is described as Q in the paper.": "",
    "Ada Finch is being quoted as saying Q.": "ada-finch",
    "C Ada Finch was told.": "",
    "C Ada Finch had been warned in March.": "",
    "C Ada Finch was told by a friend of Bo Lind.": "",
    "C Ada Finch was told by Bo Lind’s wife.": "",
    "C Ada Finch was told by the man who replaced Bo Lind.": "",
    "C Ada Finch was told by Cleo Tarn and Bo Lind.": "",
    "Ada Finch waited. C she was told.": "",
    "Ada Finch listened. C she was asked.": "",
    "The union told Ada Finch Q.": "",
    "Ada Finch was told Q by Bo Lind.": "bo-lind",
}
RELATIVE = {
    "Bo Lind, who replaced Ada Finch, said Q.": "bo-lind",
    "Bo Lind, who was standing beside Ada Finch, said Q.": "bo-lind",
    "Bo Lind, standing beside Ada Finch, said Q.": "bo-lind",
    "Bo Lind, whose father hired Ada Finch, said Q.": "bo-lind",
    "Bo Lind, whose lawyer said Q, left.": "",
    "Bo Lind, who replaced Ada Finch, said he found Q.": "bo-lind",
    "C Bo Lind, who replaced Ada Finch, said.": "bo-lind",
    "The man who beat Ada Finch said Q.": "",
    "The woman that married Ada Finch said Q.": "",
    "The woman Ada Finch hired said Q.": "",
    "Everyone she met said Q. Ada Finch left.": "",
    "The crowd watching Ada Finch said Q.": "",
    "A man calling himself Bo Lind said Q.": "",
    "Ada Finch met the harbour master, who said Q.": "",
    "Ada Finch hired a friend of Bo Lind, who said Q.": "",
    "Ada Finch listened as the judge said Q.": "",
    "C said the woman who married Ada Finch.": "",
    "C said the woman Ada Finch married.": "",
    "C said the man accusing Ada Finch.": "",
    "C said a spokesman, adding that Ada Finch was ill.": "",
    "C said the harbour master as Ada Finch left.": "",
    "C the man who beat Ada Finch said.": "",
    "According to a man who beat Ada Finch, Q.": "",
    "Q is, Ada Finch said, what Bo Lind told her.": "bo-lind",
}
DENIED = {
    "Ada Finch never said Q.": "",
    "Ada Finch did not say Q.": "",
    "Ada Finch didn’t say Q.": "",
    "Ada Finch has never publicly said Q.": "",
    "Ada Finch denied saying Q.": "",
    "Ada Finch denies ever having said Q.": "",
    "Ada Finch denied that she had said Q.": "",
    "Ada Finch refused to say Q.": "",
    "Ada Finch stopped short of saying Q.": "",
    "Ada Finch left without saying Q.": "",
    "Ada Finch hardly said Q.": "",
    "Ada Finch rejected the claim that Q.": "",
    "Q is not what Ada Finch said.": "",
    "Q was never said by Ada Finch.": "",
    "C Ada Finch never said.": "",
    "If Ada Finch says Q, we leave.": "",
    "Unless Ada Finch said Q, nobody did.": "",
    "Had Ada Finch said Q, we would know.": "",
    "Did Ada Finch say Q?": "",
    "Bo Lind asked whether Ada Finch had said Q.": "",
    "Ada Finch would have said Q.": "",
    "Ada Finch might say Q.": "",
    "Ada Finch wishes she had said Q.": "",
    "Ada Finch was expected to say Q.": "",
    "Bo Lind wanted Ada Finch to say Q.": "",
    "Neither Finch nor Lind said Q. Bo Lind left.": "",
    "Nobody but Ada Finch said Q.": "ada-finch",
    "It was Ada Finch, not Bo Lind, who said Q.": "ada-finch",
    "It was not Ada Finch who said Q.": "",
    "Contrary to what Ada Finch said, Q, Bo Lind insisted.": "bo-lind",
}
REPORTED = {
    "Bo Lind quoted Ada Finch as saying Q.": "ada-finch",
    "Bo Lind accused Ada Finch of saying Q.": "",
    "Bo Lind attacked Ada Finch for saying Q.": "ada-finch",
    "Ada Finch was quoted by Bo Lind as saying Q.": "ada-finch",
    "C Bo Lind quoted Ada Finch as saying.": "ada-finch",
    "C Bo Lind recalled Ada Finch saying.": "ada-finch",
    "Bo Lind, quoting Ada Finch, said Q.": "ada-finch",
    "To quote Ada Finch, Q, said Bo Lind.": "ada-finch",
    "Bo Lind mocked Finch’s promise that Q.": "ada-finch",
    "Bo Lind cited her claim that Q.": "",
    "Bo Lind read Q from a letter.": "",
    "Bo Lind remembered that Ada Finch had said Q.": "ada-finch",
}
THINGS = {
    "Ada Finch held a banner saying Q.": "",
    "Ada Finch wore a shirt that read Q.": "",
    "Ada Finch read a sign that said Q.": "",
    "Ada Finch got a letter saying Q.": "",
    "Ada Finch stood by a sign which said Q.": "",
    "Ada Finch posted a photo of a sign saying Q.": "",
    "Ada Finch released a letter from Bo Lind saying Q.": "bo-lind",
    "Ada Finch’s letter said Q.": "ada-finch",
    "Ada Finch said a sign at the port reading Q was gone.": "",
    "C said a letter Ada Finch signed.": "",
    "C said the banner Ada Finch held.": "",
    "A sign Ada Finch held said Q.": "",
    "Ada Finch received a note: Q": "",
}
TWO = {
    "Bo Lind and Ada Finch said Q.": "",
    "Bo Lind or Ada Finch said Q.": "",
    "Bo Lind, Cleo Tarn, and Ada Finch said Q.": "",
    "Both Bo Lind and Ada Finch have said Q.": "",
    "Ada Finch and her lawyer said Q.": "",
    "The mayor and Ada Finch said Q.": "",
    "Ada Finch as well as Bo Lind said Q.": "",
    "C said Bo Lind and Ada Finch.": "",
    "C said Ada Finch and others.": "",
    "C Bo Lind and Ada Finch said.": "",
    "According to Bo Lind and Ada Finch, Q.": "",
}
PRONOUNS = {
    "“It is late,” Ada Finch said. A nurse came in. C he said.": "",
    "“It is late,” Ada Finch said. A nurse came in. C she said.": "",
    "“It is late,” Ada Finch said. The judge nodded. C he said.": "",
    "“It is late,” Ada Finch said. Her mother wept. C she said.": "",
    "Ada Finch said she was tired. C he said.": "",
    "Bo Lind sat beside his wife. C she said.": "",
    "Bo Lind’s wife spoke first. C she said.": "",
    "Bo Lind was in tears as a doctor came. C she said.": "",
    "“It is late,” Ada Finch said. A nurse came in. “The bridge will close.”": "",
}

FURTHER = {
    "C Ada Finch said Bo Lind had told her.": "bo-lind",
    "Cleo Tarn came. Bo Lind told her: Q C she said.": "Cleo Tarn",
    "C Ada Finch said she was told.": "",
    "C said a man claiming to be Ada Finch.": "",
    "C said Ada Finch, quoting Bo Lind.": "bo-lind",
    "C read the sign above Ada Finch.": "",
    "The judge who sentenced Ada Finch told her Q.": "",
    "The company Ada Finch runs said in a statement Q.": "",
    "When asked Q, Ada Finch laughed.": "",
    "There is no evidence that Ada Finch said Q.": "",
    "The hoax claimed that Ada Finch had said Q.": "",
    "Were Ada Finch to say Q, we would leave.": "",
    "Suppose Ada Finch said Q.": "",
    "Bo Lind repeated Ada Finch’s words: Q": "ada-finch",
    "Bo Lind, citing Ada Finch, wrote Q.": "ada-finch",
    "Ada Finch/Bo Lind said Q.": "",
    "In a joint statement, Ada Finch and Bo Lind said Q.": "",
    "C said Ada Finch, Bo Lind and Cleo Tarn.": "",
    "Ada Finch pointed to a sign: Q": "",
    "“It is late,” Ada Finch said. One of the officers laughed. C she said.": "",
    "“It is late,” Ada Finch told the waitress. C she replied.": "",
    "“It is late,” Ada Finch said. Then Cleo spoke. C she said.": "",
    "Ada Finch interviewed a farmer. C he said.": "",
    "Bo Lind thanked her. C she said.": "",
}


def spelled(text: str) -> str:
    return text.replace("Q", Q).replace("C ", f"{C} ")


@pytest.mark.parametrize(
    ("text", "right"),
    [pair for table in (TOLD, RELATIVE, DENIED, REPORTED, THINGS, TWO, PRONOUNS, FURTHER) for pair in table.items()],
)
def test_the_speaker_is_open_where_the_clause_gives_a_reason_to_doubt(text: str, right: str) -> None:
    found = speakers(spelled(text))
    assert found[-1] in {"?", right}, spelled(text)


PLAIN = {
    "Ada Finch did not resign, but said Q.": "ada-finch",
    "Ada Finch said she would not resign and called it Q.": "ada-finch",
    "Ada Finch denied the charges, saying Q.": "ada-finch",
    "If the port closes, Ada Finch said, Q.": "ada-finch",
    "Asked by Bo Lind whether she would resign, Ada Finch said: Q": "ada-finch",
    "Ada Finch issued a short statement saying Q.": "ada-finch",
    "Ada Finch began by saying Q.": "ada-finch",
    "Ada Finch went on to say Q.": "ada-finch",
    "Ada Finch took the stage and said Q.": "ada-finch",
    "Ada Finch later told a reporter Q.": "ada-finch",
    "Ada Finch, together with Bo Lind, said Q.": "ada-finch",
    "Ada Finch told Bo Lind: Q": "ada-finch",
    "C Ada Finch told Bo Lind.": "ada-finch",
    "C said Ada Finch, whom Bo Lind had hired.": "ada-finch",
    "C said Ada Finch when the port was shut.": "ada-finch",
    "Finch: Q": "ada-finch",
    "Ada Finch sat down. C she said.": "ada-finch",
}


@pytest.mark.parametrize(("text", "right"), PLAIN.items(), ids=PLAIN)
def test_what_only_looks_like_a_reason_leaves_the_speaker(text: str, right: str) -> None:
    assert speakers(spelled(text))[-1] == right


def test_a_sentence_of_many_quotations_is_read_in_time() -> None:
    said = "Ada Finch said “we met again”, and she never said “we met”; "
    assert grows_no_faster(lambda count: suggested(said * count + "so it was."), 40)


def test_a_word_that_opens_a_sentence_is_no_first_name() -> None:
    text = "Ada Finch met Bo Lind. Lind said Q. Neither Lind nor Finch stayed. Even Lind left. Unlike Lind, it rained."
    assert speakers(spelled(text)) == ["bo-lind"]


@pytest.mark.parametrize(
    "text",
    [
        "It rained. On Monday Lind said Q.",
        "Bo Lind met Cleo Lind. On Monday Lind said Q.",
    ],
)
def test_a_surname_that_may_be_a_registered_persons_is_not_said_to_be_in_no_register(text: str) -> None:
    found = suggested(spelled(text))
    assert [each.whom for each in found.entries] == ["“Lind” — whom that stands for is not clear"]
    assert "Lind" not in {each.name for each in found.strangers}

"""Names in several scripts: those that look like one word are told, those that people have are not."""

import json
from pathlib import Path

import pytest
import regex
from projects import ROOT, compiled, flagship

from builder.resolve.scripts import alike, strangers

LOOK_ALIKE = [
    ("Sberbаnk", "а", "Cyrillic"), ("Раураl", "l", "Latin"), ("Αthens", "Α", "Greek"), ("Ԁаvid", "Ԁа", "Cyrillic"),
    ("Ana Bеrg", "е", "Cyrillic"), ("Ana Сара", "Сара", "Cyrillic"), ("А. Smith", "А", "Cyrillic"), ("Iабдулла", "I", "Latin"),
    ("Mоѕсоw Times", "Mw", "Latin"), ("Ꭺna", "Ꭺ", "Cherokee"), ("Οοο-Bank Ρεtros", "Ρε", "Greek"), ("Ноvа", "v", "Latin"),
]  # fmt: skip
PEOPLE_HAVE = [
    "Ana Berg", "Владимир Путин", "Σοφία Παππά", "Ђорђе Đorđević", "NHKテレビ", "Toyota自動車", "卡拉OK有限公司", "K팝 스타", "Tシャツ",
    "ㄅABC", "ООО Gazprom", "НАТО (NATO)", "ТАСС / TASS", "Яндекс Music", "حسین دهقان", "هBBC", "ב-BBC", "הBBC", "ร้านABC",
    "Nguyễn Văn Thắng", "Łukasz Żółć", "İbrahim Şahin", "Ærøskøbing", "Þórður", "ʻOkina Kalākaua", "N’Diaye", "Ŋugi wa Thiong’o",
    "Ɔkɔmfoɔ Anɔkye", "β-blocker", "Երևան", "თბილისი", "अटल बिहारी", "হাসিনা", "മോഹന്‍ലാല്‍", "ខ្មែរ", "አበበ", "Зе́лінський", "Ǆ", "№ 5",
    "Élise", "José", "µ", "ªº", "VIIᵉ", "H₂O", "Ⅳ", "Müller-Lüdenscheidt", "O'Brien", "Jean‑Luc", "Α/Φοί", "ZDFinfo", "ΔΕΗ", "中国中央电视台 CCTV",
]  # fmt: skip


@pytest.mark.parametrize(("name", "letters", "script"), LOOK_ALIKE)
def test_letters_of_another_script_are_named(name: str, letters: str, script: str) -> None:
    assert strangers(name)[:2] == (letters, script)


@pytest.mark.parametrize("name", PEOPLE_HAVE)
def test_a_name_that_people_have_is_passed_over(name: str) -> None:
    assert strangers(name) == ("", "", "")


def test_names_that_look_like_others_are_told_with_them() -> None:
    names = {
        "Coca": "a",
        "Соса": "b",
        "НАТО": "c",
        "NATO": "c",
        "Poca": "d",
        "Роса": "d",
        "José": "e",
        "Jose\u0301": "f",
    }
    assert sorted(alike(names)) == sorted([("Соса", "Coca"), ("José", "Jose\u0301")])


def test_words_of_real_articles_and_names_give_no_false_alarm(conformance: Path) -> None:
    words: set[str] = set()
    for path in (
        *sorted((conformance / "corpus").glob("*.jsonl")),
        *sorted((ROOT / "tests/cases").glob("names-*.txt")),
    ):
        words |= set(
            regex.findall(
                r"[\p{L}\p{M}'’-]+(?: [\p{L}\p{M}'’-]+)?", json.dumps(path.read_text("utf-8"), ensure_ascii=False)
            )
        )
    assert len(words) > 50_000
    assert [word for word in sorted(words) if strangers(word)[0]] == []


def test_the_flagship_has_no_such_name(tmp_path: Path) -> None:
    rules = {problem.rule for problem in compiled(flagship(tmp_path)).problems}
    assert not rules & {"mixed-script-name", "invisible-character"}

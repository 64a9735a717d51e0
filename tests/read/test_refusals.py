"""What a project's folders may hold that is no file to be read: reported, and never a traceback."""

import os
from pathlib import Path

from projects import compiled, page, write


def problems(project: Path) -> list[str]:
    return [f"{problem.at} {problem.rule}" for problem in compiled(project).problems]


def test_a_folder_whose_name_is_not_utf8(tmp_path: Path) -> None:
    write(tmp_path, {"briefings/lake.md": page("Text.")})
    folder = tmp_path / "briefings" / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    (folder / "index.md").write_text(page("Text."))
    assert problems(tmp_path) == ["briefings/caf\N{REPLACEMENT CHARACTER}:1:1 not-utf8"]


def test_a_folder_named_like_an_archived_text(tmp_path: Path) -> None:
    write(tmp_path, {"sources/talks.yaml": "title: Talks\n", "briefings/lake.md": page("Text.")})
    (tmp_path / "sources" / "talks.txt").mkdir()
    assert problems(tmp_path) == ["sources/talks.txt:1:1 stray-file"]


def test_what_cites_a_refused_record_is_not_blamed_for_it(tmp_path: Path) -> None:
    write(tmp_path, {"sources/talks.yaml": "title: [Talks\n", "briefings/lake.md": page("Text [@talks/step; @talks].")})
    assert problems(tmp_path) == ["sources/talks.yaml:2:1 yaml-syntax"]


def test_a_draft_may_show_an_image_that_is_there(tmp_path: Path) -> None:
    body = page("![a](pier.png) ![b](boat.png)", status="draft")
    write(tmp_path, {"briefings/lake.md": body, "briefings/pier.png": b"x"})
    assert problems(tmp_path) == ["briefings/lake.md:7:21 broken-link"]


def test_aliases_in_the_settings_cannot_grow_without_end(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    settings = "site_name: Test\nextra:\n" + "".join(f"  {line}\n" for line in lines)
    write(tmp_path, {"mkdocs.yml": settings, "briefings/lake.md": page("Text.")})
    assert problems(tmp_path) == ["mkdocs.yml:1:1 too-deep"]


def test_an_alias_in_the_settings_is_read(tmp_path: Path) -> None:
    settings = "site_name: Test\nextra: {limit: &limit 1}\nplugins:\n  - briefings: {excerpt_limit: *limit}\n"
    write(tmp_path, {"mkdocs.yml": settings, "briefings/lake.md": page("Text.")})
    assert problems(tmp_path) == []


def test_links_by_reference_and_by_address_are_checked(tmp_path: Path) -> None:
    body = page(
        "See [one], ![two][b] and [it](people/).\n\n[one]: nowhere.md\n[b]: <nofile.png>\n\n```\n[c]: no.md\n```"
    )
    write(tmp_path, {"briefings/lake.md": body, "briefings/index.md": page("[All](people/).")})
    assert problems(tmp_path) == [
        "briefings/lake.md:6:31 broken-link",
        "briefings/lake.md:8:8 broken-link",
        "briefings/lake.md:9:7 broken-link",
    ]


def test_a_file_of_comments_is_read_and_lacks_its_fields(tmp_path: Path) -> None:
    head = "---\n# to be written\n---\n\nText [@talks].\n"
    comment = "# to be written\n"
    write(tmp_path, {"sources/talks.yaml": comment, "briefings/lake.md": head, "briefings/people.yaml": comment})
    assert problems(tmp_path) == [
        "briefings/lake.md:1:1 missing-field",
        "briefings/lake.md:1:1 missing-field",
        "sources/talks.yaml:1:1 missing-field",
    ]


def test_a_text_of_nothing_but_quotation_marks_is_refused_where_they_are_too_many(tmp_path: Path) -> None:
    record = "title: A\nquotes:\n  w: {exact: so it was, kind: statement}\n"
    line = "“a” " * 100 + "\n"
    write(tmp_path, {"sources/a.txt": line * 1_250 + "so it was", "sources/a.yaml": record})
    assert [each.rule for each in compiled(tmp_path).problems if each.rule == "file-too-large"] == []
    write(tmp_path, {"sources/a.txt": line * 1_250 + "so “it was"})
    (problem,) = [each for each in compiled(tmp_path).problems if each.rule == "file-too-large"]
    assert (str(problem.at), problem.message) == (
        "sources/a.txt:1251:4",
        "the text has more than 250,000 quotation marks",
    )

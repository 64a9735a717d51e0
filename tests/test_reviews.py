"""Pages that are past their review, as of a day that is given."""

from pathlib import Path

import pytest
from projects import briefings, page, write

from builder.resolve.checks.reviews import is_past


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(
        tmp_path,
        {
            "briefings/lake.md": page("Text.", review_by="2026-06-30"),
            "briefings/background/treaty.md": page("Text.", review_by="2027-06"),
            "briefings/draft.md": page("Text.", review_by="2020", status="draft"),
        },
    )


def test_a_page_past_its_review_is_reported_and_marked(project: Path) -> None:
    run = briefings("check", "--strict", "--today", "2027-01-31", cwd=project)
    assert run.returncode == 1
    assert "briefings/lake.md:4:12: warning[review-due]: this page was to be reviewed by 2026-06-30" in run.stdout
    assert "1 warning;" in run.stdout
    assert briefings("build", "--today", "2027-01-31", cwd=project).returncode == 0
    assert "Review overdue." in (project / "site" / "lake" / "index.html").read_text("utf-8")
    assert "Review overdue." not in (project / "site" / "background" / "treaty" / "index.html").read_text("utf-8")


def test_without_a_day_nothing_is_ever_due(project: Path) -> None:
    assert briefings("check", "--strict", cwd=project).returncode == 0


@pytest.mark.parametrize("day", ["2027-02-30", "tomorrow", "2027"])
def test_what_is_no_day_is_wrong_usage(day: str, project: Path) -> None:
    run = briefings("check", "--today", day, cwd=project)
    assert run.returncode == 2
    assert f"`{day}` is no day" in run.stderr


@pytest.mark.parametrize(
    ("review_by", "today", "past"),
    [
        ("2026-06-30", "2026-06-30", False),
        ("2026-06-30", "2026-07-01", True),
        ("2026-06", "2026-06-30", False),
        ("2026-06~", "2026-07-01", True),
        ("2026", "2026-12-31", False),
        ("2025/2026-06", "2026-06-15", False),
        ("", "2026-06-15", False),
    ],
)
def test_a_review_is_due_when_its_date_lies_wholly_behind(review_by: str, today: str, past: bool) -> None:
    assert is_past(review_by, today) is past

"""Is a line kept whole, or is it told that it was not?"""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests

from enplan.partners.anchors.places import File, NotKept, Receiver, lines_of


def test_a_file_is_only_added_to(tmp_path: Path) -> None:
    place = File(tmp_path / "seals")
    for line in ("one", "two"):
        place.keep(line)

    assert list(lines_of(place.path)) == ["one", "two"]


def test_a_line_that_was_never_ended_is_none(tmp_path: Path) -> None:
    (tmp_path / "seals").write_text("one\ntw", "utf-8")

    assert list(lines_of(tmp_path / "seals")) == ["one"]


@pytest.mark.parametrize(("status", "kept"), [(200, True), (204, True), (302, False), (401, False), (500, False)])
def test_only_a_plain_yes_of_the_receiver_counts(monkeypatch: pytest.MonkeyPatch, status: int, kept: bool) -> None:
    asked: dict[str, Any] = {}

    def answers(url: str, **how: Any) -> SimpleNamespace:
        asked.update(how, url=url)
        return SimpleNamespace(status_code=status)

    monkeypatch.setattr(requests, "post", answers)
    place = Receiver("https://seals.example/en-plan", "token")
    if kept:
        place.keep("line")
    else:
        with pytest.raises(NotKept):
            place.keep("line")

    assert asked["allow_redirects"] is False
    assert asked["headers"]["Authorization"] == "Bearer token"


def test_a_receiver_that_is_away_is_told_of_without_what_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise requests.ConnectionError("secret")

    monkeypatch.setattr(requests, "post", away)

    with pytest.raises(NotKept, match="ConnectionError") as why:
        Receiver("https://seals.example", "").keep("line")
    assert "secret" not in str(why.value)

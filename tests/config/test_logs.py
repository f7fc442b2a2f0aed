"""Does the log say what failed and where, and nothing of whom?"""

import logging
import sys

from enplan.config.logs import WithoutContent


def an_error_with_content(content: str) -> None:
    """Fail as the database does: with the values of a row in the message."""
    try:
        raise ValueError(content)
    except ValueError as first:
        raise RuntimeError(content) from first


def test_an_error_is_told_by_its_place_and_kind_alone() -> None:
    try:
        an_error_with_content("Failing row contains (" + "Me" + "tte)")
    except RuntimeError:
        record = logging.LogRecord("enplan", logging.ERROR, __file__, 1, "Internal Server Error", None, sys.exc_info())

    told = WithoutContent("%(levelname)s %(message)s").format(record)

    assert "an_error_with_content" in told
    assert "RuntimeError" in told
    assert "ValueError" in told
    assert "Mette" not in told

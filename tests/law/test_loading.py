"""Is every error of the acts named by file and key, all of them together?"""

from pathlib import Path

import pytest

from enplan.law.loading import LawError, load

HEAD = 'act = "{name}"\ntitle = "Loven"\nsource = "LBK nr. 1"\nreviewed = "2026-02"\ncertainty = "read"\n'
DEADLINE = (
    '[[deadline]]\nid = "frist"\nlabel_da = "Frist"\nlabel_en = "Deadline"\namount = 4\nunit = "week"\n'
    'counts_from = "decision"\nduty_of = "municipality"\ncertainty = "read"\n'
    'legal_basis = [{ law = "loven", section = "§ 1" }]\n'
)


def read(folder: Path, text: str, name: str = "loven") -> tuple[str, ...]:
    """The errors of a folder with one act."""
    (folder / f"{name}.toml").write_text(HEAD.format(name=name) + text, encoding="utf-8")
    try:
        load(folder)
    except LawError as error:
        return error.errors
    return ()


def test_a_right_act_has_no_errors(tmp_path: Path) -> None:
    assert read(tmp_path, DEADLINE) == ()
    assert load(tmp_path).deadlines["frist"].span.amount == 4


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        pytest.param(
            'unit = "week"', 'unit = "fortnight"', "deadline frist: unit: 'fortnight' is none of", id="a word"
        ),
        pytest.param("amount = 4", 'amount = "4"', "deadline frist: amount: must be int", id="a type"),
        pytest.param("amount = 4", "amount = true", "deadline frist: amount: must be int", id="a flag for a number"),
        pytest.param("amount = 4\n", "", "deadline frist: amount: missing", id="a missing key"),
        pytest.param(
            "amount = 4", "amount = 4\nlength = 4", "deadline frist: length: unknown key", id="an unknown key"
        ),
        pytest.param(
            "amount = 4",
            'amount = 4\nvalid_from = "2026-01-01"',
            "deadline frist: valid_from: must be date",
            id="a date",
        ),
        pytest.param(
            "amount = 4",
            "amount = 4\nvalid_from = 2026-02-01\nvalid_to = 2026-01-01",
            "deadline frist: valid_to: lies before valid_from",
            id="dates the wrong way round",
        ),
        pytest.param(
            'law = "loven"',
            'law = "ukendt"',
            "deadline frist: legal_basis: no act is called 'ukendt'",
            id="a reference",
        ),
        pytest.param(
            'section = "§ 1"', 'paragraph = "§ 1"', "deadline frist: legal_basis: unknown key", id="a section"
        ),
        pytest.param("[[deadline]]", "[[deadlines]]", "deadlines: there is no such kind of entry", id="a kind"),
        pytest.param("amount = 4", "amount = = 4", "not TOML", id="no TOML"),
    ],
)
def test_an_error_is_named_by_file_and_key(tmp_path: Path, old: str, new: str, error: str) -> None:
    (found,) = read(tmp_path, DEADLINE.replace(old, new))
    assert found.startswith(f"loven.toml: {error}")


def test_all_errors_of_all_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "anden.toml").write_text(HEAD.format(name="en-tredje") + "mystery = 1\n", encoding="utf-8")
    errors = read(tmp_path, DEADLINE.replace("amount = 4", "amount = 4.5").replace('duty_of = "municipality"\n', ""))
    assert sorted(error.partition(":")[0] for error in errors) == ["anden.toml", "loven.toml", "loven.toml"]


def test_an_act_is_called_as_its_file(tmp_path: Path) -> None:
    (tmp_path / "anden.toml").write_text(HEAD.format(name="loven"), encoding="utf-8")
    with pytest.raises(LawError, match=r"anden\.toml: act: 'loven' must be called as its file"):
        load(tmp_path)


def test_a_changed_entry_has_two_versions_but_not_on_the_same_days(tmp_path: Path) -> None:
    older = DEADLINE.replace("amount = 4", "amount = 3\nvalid_to = 2025-12-31")
    newer = DEADLINE.replace("amount = 4", "amount = 4\nvalid_from = 2026-01-01")
    assert read(tmp_path, older + newer) == ()
    assert [version.amount for version in load(tmp_path).deadlines.versions("frist")] == [3, 4]
    (error,) = read(tmp_path, older + newer.replace("2026-01-01", "2025-12-31"))
    assert error == "loven.toml: deadline frist: id: stands twice for the same days"

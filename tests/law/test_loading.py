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
        pytest.param('id = "frist"', 'id = ""', "deadline 1: id: must not be empty", id="an empty id"),
        pytest.param('label_da = "Frist"', 'label_da = " "', "deadline frist: label_da: must not be empty", id="blank"),
        pytest.param("amount = 4", "amount = -4", "deadline frist: amount: must not be negative", id="a minus"),
    ],
)
def test_an_error_is_named_by_file_and_key(tmp_path: Path, old: str, new: str, error: str) -> None:
    (found,) = read(tmp_path, DEADLINE.replace(old, new))
    assert found.startswith(f"loven.toml: {error}")


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        pytest.param('title = "Loven"', 'titel = "Loven"', "title: missing", id="a wrong key"),
        pytest.param('title = "Loven"', 'title = ""', "title: must not be empty", id="no title"),
        pytest.param('source = "LBK nr. 1"', 'source = ""', "source: must not be empty", id="no source"),
        pytest.param('certainty = "read"', 'certainty = "sure"', "certainty: 'sure' is none of", id="a certainty"),
        pytest.param(
            'certainty = "read"',
            'certainty = "read"\nvalid_from = 2026-02-01\nvalid_to = 2026-01-01',
            "valid_to: lies before valid_from",
            id="dates the wrong way round",
        ),
    ],
)
def test_a_faulty_head_brings_no_errors_of_the_entries_below_it(tmp_path: Path, old: str, new: str, error: str) -> None:
    head, entry = HEAD.format(name="loven").replace(old, new), DEADLINE.replace('certainty = "read"\n', "")
    (tmp_path / "loven.toml").write_text(head + entry, encoding="utf-8")
    (tmp_path / "anden.toml").write_text(HEAD.format(name="anden") + DEADLINE.replace('"frist"', '"en-frist"'), "utf-8")

    with pytest.raises(LawError) as caught:
        load(tmp_path)

    errors = [one for one in caught.value.errors if "titel: unknown key" not in one]
    assert [one.startswith(f"loven.toml: {error}") for one in errors] == [True]


def test_a_file_that_is_no_toml_is_the_only_thing_wrong(tmp_path: Path) -> None:
    """Others speak of its act and of what stands in it; whether that is right is seen when it can be read."""
    (tmp_path / "brudt.toml").write_text("act = = 1", encoding="utf-8")
    route = (
        '[[complaint_route]]\nid = "vej"\nlabel_da = "Vej"\nlabel_en = "Route"\nauthority_da = "Nævnet"\n'
        'authority_en = "The board"\napplies_to = "all"\nwho_can_complain = "the citizen"\nreconsideration = true\n'
        'suspensive_effect = "none"\ncomplaint_deadline = "frist-i-brudt"\n'
        'legal_basis = [{ law = "brudt", section = "§ 1" }]\n'
    )

    (error,) = read(tmp_path, route)

    assert error.startswith("brudt.toml: not TOML")


def test_what_stands_in_a_faulty_entry_is_not_missed_elsewhere(tmp_path: Path) -> None:
    broken = DEADLINE.replace("amount = 4", "amount = -4")
    plan = (
        '[[plan_type]]\nid = "plan"\nlabel_da = "Plan"\nlabel_en = "Plan"\nsector = "work"\nwho_da = "Alle"\n'
        'who_en = "All"\ncontent = []\none_plan = "not-replaceable"\ndeadlines = ["frist", "ukendt"]\n'
    )

    first, second = read(tmp_path, broken + plan)

    assert first.startswith("loven.toml: deadline frist: amount: must not be negative")
    assert second == "loven.toml: plan_type plan: deadlines: no deadline is called 'ukendt'"


def test_a_length_of_nothing_is_refused_for_who_counts_in_it_never_comes_further(tmp_path: Path) -> None:
    rule = (
        '[[meeting_rule]]\nid = "samtale"\nlabel_da = "Samtale"\nlabel_en = "Talk"\nsector = "employment"\n'
        'who_da = "Alle"\nwho_en = "All"\nform = "any"\nabsence = "none"\none_plan_effect = "stays"\n'
        'can_combine = true\ninterval_max = { amount = 0, unit = "month" }\n'
    )

    (error,) = read(tmp_path, rule)

    assert error == "loven.toml: meeting_rule samtale: interval_max: a length of 0 never passes"


@pytest.mark.parametrize(
    ("pairs", "error"),
    [
        pytest.param("opposing_aims = [1]", "opposing_aims 1: must be a table, not 1", id="no table"),
        pytest.param("deadline = [1]", "deadline 1: must be a table, not 1", id="an entry that is no table"),
        pytest.param(
            'opposing_aims = [{ pair = [["a"], ["b"]], why_da = "For" }]',
            "opposing_aims 1: pair: must be two different ids",
            id="lists for ids",
        ),
        pytest.param(
            'opposing_aims = [{ pair = ["a", "b"], why_da = "" }]', "opposing_aims 1: why_da: must be a text", id="why"
        ),
        pytest.param(
            'opposing_aims = [{ pair = ["a", "b"], why_da = "For" }, { pair = ["b", "a"], why_da = "Imod" }]',
            "opposing_aims 2: pair: stands twice",
            id="twice",
        ),
        pytest.param(
            'opposing_aims = [{ pair = ["a", "c"], why_da = "For" }]',
            "opposing_aims 1: pair: no aim is called 'c'",
            id="an unknown aim",
        ),
    ],
)
def test_a_faulty_pair_is_named_by_its_file_and_number(tmp_path: Path, pairs: str, error: str) -> None:
    aims = "".join(
        f'[[aim]]\nid = "{one}"\nlabel_da = "Mål"\nlabel_en = "Aim"\ndomain = "work"\n' for one in ("a", "b")
    )
    assert read(tmp_path, f"{pairs}\n{aims}") == (f"loven.toml: {error}",)


def test_a_folder_without_acts_is_no_lawbook(tmp_path: Path) -> None:
    with pytest.raises(LawError, match="holds no acts"):
        load(tmp_path)


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

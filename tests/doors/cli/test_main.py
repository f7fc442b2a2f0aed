"""Does the `enplan` command answer, refuse with every fault by place, and survive strange terminals?"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from enplan.doors.cli.comparing import LABEL
from enplan.doors.cli.main import main
from enplan.partners.sector_systems.household import household_json
from tests.builders_coordination import LAST, ON, a_duty, a_goal, a_household, a_measure, at
from tests.conftest import ROOT

COMMAND = [sys.executable, "-m", "enplan.doors.cli"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A household with something to find."""
    household = a_household(
        a_goal("job/maal", text="Mette får ro på."),
        a_measure("job/mentor", at(ON, "10:00", "11:00", until=LAST, place="Rådhuset")),
        a_measure("voksen/stoette", at(ON, "10:30", "12:00", until=LAST), goals=("job/maal",)),
        a_duty("job/pligt", "lab-2026-75-pct", ON),
    )
    path = tmp_path / "husstand.json"
    path.write_text(json.dumps(household_json(household)), encoding="utf-8")
    return path


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, with no settings and no database in its environment."""
    keep = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "SYSTEMROOT"}}
    return subprocess.run(
        [*COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env={**keep, "PYTHONPATH": str(ROOT / "src"), **environment},
    )


def test_the_text_says_all_there_is(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coordinate", str(file)]) == 0
    told = capsys.readouterr().out
    for heading in (
        "SKAL LØSES", "BØR LØSES", "UDKAST TIL ÉN PLAN", "FÆLLESMØDER (4)", "MØDER, LOVEN KRÆVER",
        "HVEM VENTER PÅ HVEM", "KONTAKTPERSONER", "UGENS BELASTNING", "DEN TUNGESTE UGE: UGE 48, 2026",
    ):  # fmt: skip
        assert heading in told, heading
    assert "To ting på samme tid: »Mentorstøtte« [job/mentor] og »Mentorstøtte« [voksen/stoette]" in told
    assert "26 gange, første gang mandag den 23. november 2026 kl. 10.30" in told
    assert "10.00-11.00  »Mentorstøtte«, Rådhuset (Mette)" in told
    assert "Mette får ro på. [job/maal]" in told
    assert "Lov:       Lov om en aktiv beskæftigelsesindsats §§ 167-171" in told
    assert max(map(len, told.splitlines())) <= 100


def test_json_is_the_answer_in_its_format(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coordinate", str(file), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["format"] == "enplan.findings/1"
    assert answer["on"] == "2026-11-23"
    assert {finding["kind"] for finding in answer["findings"]} == {"time-clash", "double-effort", "duty-unplanned"}


def test_the_day_asked_for_goes_before_the_files_own(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coordinate", str(file), "--json", "--on", "2027-06-01"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["on"] == "2027-06-01"
    assert [finding["kind"] for finding in answer["findings"]] == ["duty-overdue"]


def test_a_household_can_be_read_from_stdin(file: Path) -> None:
    from_file, from_stdin = run("coordinate", str(file)), run("coordinate", "-", stdin=file.read_bytes())
    assert from_file.stdout == from_stdin.stdout != b""


def test_every_fault_is_named_by_place_on_stderr(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    household = json.loads(file.read_text("utf-8"))
    household["plans"][0]["person"] = "emil"
    household["plans"][1]["department"] = 7
    file.write_text(json.dumps(household), encoding="utf-8")
    assert main(["coordinate", str(file)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "  plans[0].person: " in told.err
    assert "  plans[1].department: " in told.err


@pytest.mark.parametrize("name", ["", "er-her-ikke.json"], ids=["a folder", "nothing"])
def test_a_file_that_cannot_be_opened(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coordinate", str(tmp_path / name)]) == 2
    assert "file: Filen kan ikke åbnes" in capsys.readouterr().err


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "tom.json"
    empty.write_bytes(b"\n")
    assert main(["coordinate", str(empty)]) == 2
    told = capsys.readouterr().err
    assert "Filen er tom." in told
    assert "Ret den, og prøv igen." in told


def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert main(["coordinate", str(tmp_path / "pipe")]) == 2
    assert "ikke en almindelig fil" in capsys.readouterr().err


def test_a_regime_that_was_not_in_force_is_said_not_to_be(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coordinate", str(file), "--on", "2016-01-01"]) == 0
    assert "OBS: Ordningen gjaldt ikke den 1. januar 2016." in capsys.readouterr().out
    assert main(["coordinate", str(file)]) == 0
    assert "OBS: Ordningen" not in capsys.readouterr().out


def test_of_a_file_too_large_no_more_is_read_than_shows_it() -> None:
    with Path("/dev/zero").open("rb") as endless:
        refused = subprocess.run(
            [*COMMAND, "coordinate", "-"], stdin=endless, capture_output=True, check=False, timeout=60,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip
    assert refused.returncode == 2
    assert "10 MB" in refused.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param([], "Kommandoen mangler.", id="nothing"),
        pytest.param(["coordinate"], "FIL mangler.", id="no file"),
        pytest.param(["coordinate", "x", "--on", "23-11-2026"], "»23-11-2026« er ikke en dag.", id="no day"),
        pytest.param(["coordinate", "x", "--on=20261123"], "»20261123« er ikke en dag.", id="a day without hyphens"),
        pytest.param(["coordinate", "x", "--on", "9999-12-31"], "ligger ikke i årene", id="a day beyond all plans"),
        pytest.param(["coordinate", "x", "--on"], "--on mangler en dag.", id="on without a day"),
        pytest.param(["coordinate", "x", "y"], "»y« er for meget.", id="two files"),
        pytest.param(["koordiner", "x"], "»koordiner« er ikke en kommando.", id="no such command"),
        pytest.param(["coordinate", "x", "--jsn"], "--jsn kendes ikke.", id="no such option"),
        pytest.param(["coordinate", "x", "--json=1"], "--json=1 kendes ikke.", id="a value where none goes"),
    ],
)
def test_a_wrong_call_is_refused_with_2_and_in_danish(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert "Brug: enplan coordinate|compare FIL" in told.err


def test_help_is_danish_and_names_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coordinate", "--help"]) == 0
    told = capsys.readouterr().out
    assert [word for word in ("FIL", "--on DAG", "--json", "--help") if word not in told] == []
    assert [word for word in ("usage", "options", "show this") if word in told] == []


def test_options_may_stand_anywhere_and_a_file_may_begin_with_a_hyphen(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = file.with_name("-husstand.json")
    odd.write_bytes(file.read_bytes())
    monkeypatch.chdir(file.parent)

    assert main(["--json", "--on=2026-11-24", "coordinate", "--", "-husstand.json"]) == 0
    assert json.loads(capsys.readouterr().out)["on"] == "2026-11-24"


def test_a_comparison_shows_every_regime_and_takes_each_number_apart(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", str(file)]) == 0
    told = capsys.readouterr().out
    assert "C  Helhedsorienteret plan\n     Kan bruges på dagen: ja" in told
    assert "D  Helhedsorienteret indsats (aftalt, ikke vedtaget) (efter en sekundær kilde)" in told
    assert "nej, ikke vedtaget, kun undersøges" in told
    table = {line[:LABEL].strip(): line[LABEL:].split() for line in told.splitlines()}
    assert table["Planer"] == ["2", "1s", "1", "1s"]  # how sure a number is stands beside it
    assert table["Afgørelser"] == ["2", "2", "2", "1s"]
    assert "»Mentorstøtte« (Mentorstøtte)." in told
    assert "Lov: Lov om en aktiv beskæftigelsesindsats §§ 167-171" in told
    assert max(map(len, told.splitlines())) <= 100


def test_a_comparison_as_json_adds_up(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(file), "--on", "2020-01-01", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["on"]) == ("enplan.comparison/1", "2020-01-01")
    for regime in told["regimes"]:
        for figure in regime["figures"].values():
            assert figure["count"] == sum(line["count"] for line in figure["lines"])


def test_a_terminal_without_danish_letters_gets_question_marks(file: Path) -> None:
    told = run("coordinate", str(file), PYTHONIOENCODING="ascii")
    assert told.returncode == 0
    assert told.stdout.startswith(b"?n plan for Carsten, Freja og Mette\n")
    assert told.stderr == b""


def test_a_reader_that_leaves_early_causes_no_complaint(file: Path) -> None:
    told = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m enplan.doors.cli coordinate {file} | head -n 1"],
        capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert told.stdout.decode().startswith("Én plan for")
    assert told.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a device that is always full")
def test_a_full_disk_is_said(file: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run(
            [*COMMAND, "coordinate", str(file)], stdout=full, stderr=subprocess.PIPE, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip
    assert told.returncode == 1
    assert b"Svaret kan ikke skrives" in told.stderr
    assert b"Traceback" not in told.stderr


def test_the_command_needs_no_django_no_settings_and_no_database(file: Path) -> None:
    asked = (
        "import sys; from enplan.doors.cli.main import main; main(['coordinate', sys.argv[1]]);"
        "print('django' in sys.modules, file=sys.stderr)"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked, str(file)], capture_output=True, check=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert told.stderr.strip() == b"False"


@pytest.mark.parametrize("name", ["mor-uden-arbejde", "familie-i-mange-kontorer", "dobbelt-diagnose"])
def test_the_worked_cases_can_be_told(shared: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coordinate", str(shared / "cases" / f"{name}.json")]) == 0
    told = capsys.readouterr().out
    assert max(map(len, told.splitlines())) <= 100
    assert "None" not in told

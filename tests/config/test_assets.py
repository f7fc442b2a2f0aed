"""Is what is served of the design system whole, and nothing more?"""

import re
from pathlib import Path

import pytest

from enplan.config.assets import FONTS, LETTER_FACES, collect, only_woff2, referenced, without_map

STYLE = (
    "@font-face{src:url(../fonts/a.eot),url(../fonts/a.woff) format('woff'),url(../fonts/a.woff2) format('woff2')}"
    ".x{background:url(../img/svg-icons/plus.svg)}.y{background:url(data:image/png;base64,xx)}\n"
    "/*# sourceMappingURL=dkfds.min.css.map*/"
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of the same shape as the real one."""
    root = tmp_path / "dkfds"
    texts = {
        "LICENSE.md": "MIT",
        "dist/css/dkfds.min.css": STYLE,
        "dist/js/dkfds.min.js": "f();\n//# sourceMappingURL=x.map",
    }
    files = [
        "fonts/a.woff2",
        "img/svg-icons/plus.svg",
        "img/svg-icons/minus.svg",
        "img/all-svg-icons.svg",
        "img/logo_virk.svg",
    ]
    files += [f"{FONTS}/woff2/license.txt", f"{FONTS}/ttf/license.txt"]
    files += [f"{FONTS}/ttf/IBMPlexSans-{face}.ttf" for face in LETTER_FACES]
    for name, text in texts.items() | {f"dist/{name}": "x" for name in files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def test_all_that_the_style_points_to_is_there(package: Path, tmp_path: Path) -> None:
    static = tmp_path / "static" / "dkfds"
    collect(package, static, tmp_path / "fonts")

    style = (static / "css/dkfds.min.css").read_text("utf-8")
    assert [target for target in referenced(style) if not (static / target).is_file()] == []
    assert set(referenced(style)) == {Path("fonts/a.woff2"), Path("img/svg-icons/plus.svg")}


def test_logos_and_maps_stay_behind_and_the_licences_come_along(package: Path, tmp_path: Path) -> None:
    static = tmp_path / "static" / "dkfds"
    collect(package, static, tmp_path / "fonts")

    names = {file.name for file in static.rglob("*")}
    assert "logo_virk.svg" not in names
    assert {"LICENSE.md", "license.txt", "minus.svg"} <= names
    assert not any("sourceMappingURL" in file.read_text("utf-8") for file in static.rglob("*.min.*"))
    assert (tmp_path / "fonts" / "license.txt").is_file()


def test_a_package_that_lacks_something_replaces_nothing(package: Path, tmp_path: Path) -> None:
    static = tmp_path / "static" / "dkfds"
    collect(package, static, tmp_path / "fonts")
    (package / "dist/js/dkfds.min.js").unlink()

    with pytest.raises(FileNotFoundError):
        collect(package, static, tmp_path / "fonts")
    assert (static / "js/dkfds.min.js").is_file()


def test_a_font_without_the_modern_form_keeps_what_it_has() -> None:
    assert only_woff2("src:url(a.ttf)}") == "src:url(a.ttf)}"
    assert re.findall(r"url\(([^)]*)\)", only_woff2("src:url(a.eot),url(a.woff2) format('woff2')}")) == ["a.woff2"]


def test_only_the_pointer_to_the_map_is_cut() -> None:
    assert without_map("a{}\n/*# sourceMappingURL=a.css.map*/").strip() == "a{}"

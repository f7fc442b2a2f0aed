"""Which files of Det Fælles Designsystem does the application serve, and where do they go?

They are fetched by npm at set-up and never committed. This module also runs as a plain script, before anything else is
installed.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
STATIC: Final = HERE.parent / "doors" / "parts" / "static" / "dkfds"
LETTER_FONTS: Final = HERE.parent / "doors" / "letters" / "fonts"

STYLE: Final = Path("css/dkfds.min.css")
SCRIPT: Final = Path("js/dkfds.min.js")
FONTS: Final = Path("fonts/IBMPlexSans/complete")
LETTER_FACES: Final = ("Regular", "Italic", "SemiBold", "Bold")

TARGET: Final = re.compile(r"""url\(\s*["']?([^)"'#?]+)[^)]*\)""")
FONT_SOURCE: Final = re.compile(r"src:([^;}]+)")
MAP_COMMENT: Final = re.compile(r"(?m)^\s*(?:/\*|//)# sourceMappingURL=.*$")


def collect(package: Path, static: Path = STATIC, letter_fonts: Path = LETTER_FONTS) -> int:
    """Copy what pages and letters use out of the package `dkfds`; returns the number of files.

    Raises:
        FileNotFoundError: the package does not hold what this version is known to hold.
    """
    fresh = static.with_name(static.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    dist = package / "dist"

    style = only_woff2(without_map((dist / STYLE).read_text("utf-8")))
    write(fresh / STYLE, style)
    write(fresh / SCRIPT, without_map((dist / SCRIPT).read_text("utf-8")))
    for relative in (*referenced(style), Path("img/all-svg-icons.svg"), *icons(dist), FONTS / "woff2" / "license.txt"):
        copy(dist / relative, fresh / relative)
    copy(package / "LICENSE.md", fresh / "LICENSE.md")

    shutil.rmtree(static, ignore_errors=True)
    fresh.rename(static)

    for name in (*(f"IBMPlexSans-{face}.ttf" for face in LETTER_FACES), "license.txt"):
        copy(dist / FONTS / "ttf" / name, letter_fonts / name)
    return sum(1 for root in (static, letter_fonts) for file in root.rglob("*") if file.is_file())


def without_map(text: str) -> str:
    """The text without its pointer to a source map, which is not served."""
    return MAP_COMMENT.sub("", text)


def only_woff2(style: str) -> str:
    """The style sheet with the one font format that every browser of today reads."""

    def keep(match: re.Match[str]) -> str:
        sources = [source for source in match[1].split(",") if ".woff2" in source]
        return f"src:{','.join(sources)}" if sources else match[0]

    return FONT_SOURCE.sub(keep, style)


def referenced(style: str) -> Iterator[Path]:
    """The files the style sheet points to, seen from the folder that holds `css/`."""
    for target in sorted(set(TARGET.findall(style))):
        if not target.startswith("data:"):
            yield Path(target.removeprefix("../"))


def icons(dist: Path) -> Iterator[Path]:
    """Every single icon, for pages that name one. The logos of others lie beside them and stay behind."""
    for file in sorted((dist / "img" / "svg-icons").glob("*.svg")):
        yield file.relative_to(dist)


def write(path: Path, text: str) -> None:
    """Write a text, with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def copy(source: Path, target: Path) -> None:
    """Copy a file, with the folders it needs."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


if __name__ == "__main__":
    print(f"{collect(Path(sys.argv[1]))} files of the design system are in place")

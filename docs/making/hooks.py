"""What MkDocs calls while it builds the book: pictures and pages of other folders come in, file names become links."""

import os
import re
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from typing import Any

from docs.making.drawing import svg
from docs.making.other_hosts import of_site
from docs.making.pictures import PICTURES
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

TOP = Path(__file__).parents[2]
TAKEN_IN = {
    "CONTRIBUTING.md": "project/contributing.md",
    "CHANGELOG.md": "project/changelog.md",
    "evidence/README.md": "project/ledger.md",
    "theatre/README.md": "project/theatre.md",
    "bench/README.md": "project/speed.md",
}
"""Pages that lie in other folders, and where the book has them."""
NAMED = re.compile(r"(?<![\[`])`(?P<name>[\w./-]+\.md)`(?![`\]])")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


LISTED = {
    "Decisions": "decisions/0*.md",
    "Counterfactuals": "counterfactuals/*.md",
    "Faults of other tools": "cases/*.md",
}
"""Folders of which the list of contents has every page, under the title that it gives itself."""


def on_config(config: Any) -> Any:
    """Put every page of some folders into the list of contents."""
    docs = Path(config["docs_dir"])
    _complete(config["nav"], {title: sorted(docs.glob(names)) for title, names in LISTED.items()}, docs)
    return config


def _complete(nav: list[Any], pages: dict[str, list[Path]], docs: Path) -> None:
    for entry in nav:
        for title, below in entry.items() if isinstance(entry, dict) else ():
            if isinstance(below, list):
                below += [path.relative_to(docs).as_posix() for path in pages.get(title, ())]
                _complete(below, pages, docs)


def on_files(files: Any, config: Any) -> Any:
    """Add the pictures, and pages that lie in other folders."""
    for name, draw in PICTURES.items():
        files.append(File.generated(config, name, content=svg(draw)))
    for name, path in TAKEN_IN.items():
        files.append(File.generated(config, path, content=(TOP / name).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Make a link of every name of a page of the book that stands as code, such as `docs/parameters.md`."""
    here = dirname(page.file.src_uri)

    def linked(found: re.Match[str]) -> str:
        name = found["name"]
        for known in (TAKEN_IN.get(name, ""), name.removeprefix("docs/"), normpath(join(here, name))):
            if known and known != page.file.src_uri and files.get_file_from_path(known):
                return f"[`{name}`]({relpath(known, here or '.')})"
        return found[0]

    parts, at = [], 0
    for fence in FENCE.finditer(markdown):
        parts += [NAMED.sub(linked, markdown[at : fence.start()]), fence[0]]
        at = fence.end()
    return "".join([*parts, NAMED.sub(linked, markdown[at:])])


def on_post_build(config: Any) -> None:
    """Refuse a site of which a page would ask another host for anything."""
    if found := list(of_site(Path(os.fspath(config["site_dir"])))):
        raise PluginError("the book asks other hosts: " + "; ".join(found[:10]))

"""Whether a built page would ask another host for anything: scripts, styles, fonts, pictures, frames."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ASKED = {"src", "srcset", "poster", "data", "action"}
"""Attributes by which a page fetches, of any element."""
FETCHING = {"stylesheet", "preload", "prefetch", "preconnect", "dns-prefetch", "icon", "manifest", "modulepreload"}
"""Relations of a link element by which it fetches; of an anchor it fetches nothing."""
ELSEWHERE = re.compile(r"(?:https?:)?//")
IN_STYLES = re.compile(r"url\(\s*['\"]?((?:https?:)?//[^)'\"]+)|@import\s+['\"]((?:https?:)?//[^'\"]+)")


class _Fetches(HTMLParser):
    """Collects what a page would fetch from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note every address at another host that the element would fetch."""
        given = {key: value or "" for key, value in attrs}
        asked = [value for key, value in given.items() if key in ASKED]
        if tag == "link" and FETCHING & set(given.get("rel", "").split()):
            asked.append(given.get("href", ""))
        self.found += [f"<{tag}> {one}" for one in asked if ELSEWHERE.match(one)]


def fetched_from_elsewhere(html: str) -> list[str]:
    """Return what a page would fetch from other hosts, as its elements and addresses."""
    page = _Fetches()
    page.feed(html)
    return page.found + styles_from_elsewhere(html)


def styles_from_elsewhere(text: str) -> list[str]:
    """Return what a style sheet would fetch from other hosts."""
    return ["".join(groups) for groups in IN_STYLES.findall(text)]


def of_site(folder: Path) -> Iterator[str]:
    """Yield what the pages and style sheets of a built site would fetch from other hosts."""
    for path in sorted(folder.rglob("*.html")):
        yield from (f"{path}: {one}" for one in fetched_from_elsewhere(path.read_text(encoding="utf-8")))
    for path in sorted(folder.rglob("*.css")):
        yield from (f"{path}: {one}" for one in styles_from_elsewhere(path.read_text(encoding="utf-8")))

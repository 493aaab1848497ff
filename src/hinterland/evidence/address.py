"""The addresses of what is in the ledger: one scheme for the page, for linked data and for whoever links to a claim.

An address is that of the folder of a page, and after `#` a word and an id: `https://example.org/war/#claim=R045`. The
page opens those of claims and of disputes; the others are names of linked data.
"""

from urllib.parse import quote, urlsplit

from hinterland.core.fault import Fault

HERE = "./"
"""The folder in which a file lies, whatever its address."""


def address_of(word: str, name: str) -> str:
    """Return the address of a thing within the folder of the page: `#claim=R045`, `#dispute=...`, `#source=...`."""
    return f"#{word}={quote(name, safe='')}"


def folder_of_page(given: str) -> str:
    """Return the address of the folder of a page with a slash at its end; raise `Fault` for what is no such address."""
    try:
        parts = urlsplit(given.strip())
        whole = bool(parts.scheme in ("http", "https") and parts.hostname) and not (parts.query or parts.fragment)
    except ValueError:
        whole = False
    if not whole or any(letter.isspace() or letter in '<>"{}|\\^`' for letter in given.strip()):
        remedy = "give that of the folder in which the page lies, such as https://example.org/war/"
        raise Fault(None, 0, f"{given!r} is no address of a page", remedy)
    if parts.path.endswith(".html"):
        raise Fault(None, 0, f"{given!r} is the address of a file", "give that of its folder, with a slash at its end")
    return given.strip().rstrip("/") + "/"

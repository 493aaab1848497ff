"""The short way of `plain` for plain letters gives what the long way gives."""

import unicodedata

from hinterland.core.spelling import CYRILLIC, LATIN, plain


def long_way(text: str) -> str:
    """Return the plain spelling with every letter looked up."""
    small = unicodedata.normalize("NFC", text).casefold()
    latin = "".join(CYRILLIC.get(letter, LATIN.get(letter, letter)) for letter in small)
    bare = (c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def test_that_every_plain_letter_and_sign_becomes_the_same():
    for letter in map(chr, range(128)):
        text = f"a{letter}B {letter}{letter} c"
        assert plain(text) == long_way(text), repr(letter)

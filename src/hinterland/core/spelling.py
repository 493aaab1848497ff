"""Spelling: one name written with other accents, in another script or by another country's rules, made alike.

`plain` undoes case, accents, signs and script, and is safe: what it makes alike is the same word. `sound` goes further,
to what English, Polish, German and Russian make of one name (Kovpak, Kowpak), and may make two names alike.
"""

import unicodedata
from functools import cache

CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ѣ": "e", "ѳ": "f", "ѵ": "i",
}  # fmt: skip
"""Letters of Russian, Ukrainian and Belarusian as English texts on this war write them."""

LATIN = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th",
    "'": "", "’": "", "‘": "", "ʼ": "", "ʹ": "", "ʺ": "", "`": "", "´": "",
}  # fmt: skip
"""Letters that are no letter with an accent, and signs within a word."""

SOUNDS = (
    ("shch", "sch"), ("szcz", "sch"), ("schtsch", "sch"), ("tsch", "ch"), ("sch", "sh"), ("cz", "ch"), ("sz", "sh"),
    ("rz", "r"), ("zh", "z"), ("kh", "h"), ("ph", "f"), ("ck", "k"), ("tz", "ts"), ("x", "ks"), ("w", "v"), ("j", "i"),
    ("y", "i"), ("g", "h"), ("ii", "i"), ("ie", "e"), ("ia", "a"), ("iu", "u"), ("io", "e"),
)  # fmt: skip
"""What is written otherwise in English, Polish, German and Ukrainian, in the order in which it is made alike."""


ASCII = {n: LATIN.get(chr(n), chr(n).lower() if chr(n).isalnum() else " ") for n in range(128)}
"""What becomes of each letter that needs no look at accents and scripts."""


@cache
def plain(text: str) -> str:
    """Return the words of a text in small Latin letters and digits, one blank apart, without accents or signs."""
    if text.isascii():
        return " ".join(text.translate(ASCII).split())
    small = unicodedata.normalize("NFC", text).casefold()
    latin = "".join(CYRILLIC.get(letter, LATIN.get(letter, letter)) for letter in small)
    bare = (c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


@cache
def sound(text: str) -> str:
    """Return a key that spellings of one name in several languages have in common."""
    key = plain(text)
    for written, alike in SOUNDS:
        key = key.replace(written, alike)
    return key


def words(text: str) -> set[str]:
    """Return the words of a text, each plain."""
    return set(plain(text).split())

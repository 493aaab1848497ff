"""Numbers as people write them: what is no plain number is refused, and the remedy never changes its value.

A decimal comma, marks between thousands, doubt and ranges are asked about: a value is never guessed.
"""

import math
import re
import unicodedata

DASHES = "\u2212\u2013\u2014"
"""Signs that are set in the place of a minus or of nothing."""
PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
THOUSANDS_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
"""A number that may be of thousands with a point between them: 214.705."""
EMPTY = {"na", "n/a", "n.a.", "unknown", "none", "null", "nil", "missing", "tbd", "?", ".", "...", "-", "--", *DASHES}
DOUBT = re.compile(
    r"(~|≈|≃|±|c\.|ca\.?|circa|about|approx\.?|approximately|around|some|okolo|около|etwa|rund)\s*(?=[\d.])", re.I
)
MORE = re.compile(r"(>=?|≥|over|more than|at least|min\.?|mehr als|über|свыше|более)\s*(?=[\d.])", re.I)
LESS = re.compile(r"(<=?|≤|under|less than|up to|at most|max\.?|bis zu|unter|до|менее)\s*(?=[\d.])", re.I)
RANGE = re.compile(r"([\d.,eE+ ']*\d)\s*(?:-|\u2013|\u2014|\.\.+|\u2026|to|bis|до|\bor\b)\s*(\d[\d.,eE+ ']*)", re.I)
TIMES = {
    "k": 1e3, "тыс": 1e3, "tys": 1e3, "thsd": 1e3, "tsd": 1e3, "thousand": 1e3, "thousands": 1e3, "thou": 1e3,
    "mln": 1e6, "mio": 1e6, "млн": 1e6, "million": 1e6, "millions": 1e6, "hundred": 1e2, "dozen": 12.0,
}  # fmt: skip
UNSURE_TIMES = {"m": "million, metres or miles", "b": "billion or another unit", "mil": "million or miles"}
BLANKS = "\u00a0\u2007\u2009\u202f\u2002\u2003\u200a\u2008\u2060\u200b '\u2019\u2018\u02bc`\u00b4_\u066c"
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def diagnose(text: str) -> tuple[str, str]:
    """Return what is wrong with a text that is no plain number, and what to write instead."""
    word = text.strip()
    for look in (_nothing, _spreadsheet, _digits, _percent, _doubt, _range, _times, _separated, _unit):
        if found := look(word):
            return found
    return "is not a number", "give digits alone; words and signs of doubt belong in note"


def _shown(value: float) -> str:
    """Return a number in digits that read back as the same number."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _nothing(word: str) -> tuple[str, str] | None:
    bare = word.lstrip("+-").lower()
    if bare in ("inf", "infinity", "nan", "∞") or (PLAIN.fullmatch(word) and math.isinf(float(word))):
        return "is not a finite number", "leave the cell empty where it is unknown"
    return ("is not a number", "leave the cell empty where it is unknown") if word.lower() in EMPTY else None


def _spreadsheet(word: str) -> tuple[str, str] | None:
    """Look for what spreadsheets make of numbers: formulas, errors, dates, a mark for text."""
    if word.startswith("#"):
        return "is an error of a spreadsheet", "mend its formula, or leave the cell empty"
    if word.startswith("="):
        return "is a formula of a spreadsheet", "save the table with values"
    if re.fullmatch(r"\d{4}-\d\d(-\d\d.*)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}", word) or _month(word):
        return "is a date and not a number", "a spreadsheet may have changed it; write the figure of the source"
    if word.startswith("'") and PLAIN.fullmatch(word[1:]):
        return "is not a number", f"write {word[1:]}, without the mark before it"
    return None


def _month(word: str) -> bool:
    parts = re.split(r"[-\s/.]+", word.lower())
    return len(parts) == 2 and any(p[:3] in MONTHS and p.isalpha() for p in parts) and any(p.isdigit() for p in parts)


def _digits(word: str) -> tuple[str, str] | None:
    """Look for digits of other scripts, other bases, letters for digits, and signs."""
    other = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word)
    other = unicodedata.normalize("NFKC", other).replace("\u066b", ".") if other != word else word
    if other != word:
        return _again(other, "in the digits 0 to 9")
    if re.fullmatch(r"0[xob][0-9a-f]+", word, re.I):
        remedy = f"write {int(word, 0)} if that is meant" if _whole(word) else "give decimal digits"
        return "is not a decimal number", remedy
    if word[:1] in DASHES and PLAIN.fullmatch(word[1:]):
        return "is below zero, or begins with a dash", "quantities here are counts, shares and sizes, from 0 up"
    if re.fullmatch(r"\([\d.,]+\)", word):
        return (
            "stands in brackets, which in accounts means below zero",
            "write the number without them if none is meant",
        )
    if re.fullmatch(r"[\dOolI|]+(\.[\dOolI|]+)?", word) and re.search(r"\d", word):
        digits = word.translate(str.maketrans("OolI|", "00111"))
        return "has a letter in the place of a digit", f"write {digits} if the letters are digits"
    if found := re.fullmatch(r"(\d+)\s*[/\u2044]\s*(\d+)", word):
        above, below = int(found[1]), int(found[2])
        exact = below and (above / below * 10**6).is_integer()
        return "is a fraction", f"write {_shown(above / below)}" if exact else "write it with a decimal point"
    return None


def _whole(word: str) -> bool:
    try:
        return int(word, 0) >= 0
    except ValueError:
        return False


def _percent(word: str) -> tuple[str, str] | None:
    found = re.fullmatch(r"(.*\d)\s*(%|‰|per ?cent|pct\.?)", word, re.I)
    if not found:
        return None
    sign = "per mille" if found[2] == "‰" else "percent"
    return _again(found[1], f"and {sign} into unit")


def _doubt(word: str) -> tuple[str, str] | None:
    """Look for signs of doubt and of bounds."""
    for sign, rest in ((DOUBT, "into best, and the doubt into note"), (MORE, "into low"), (LESS, "into high")):
        if found := sign.match(word):
            return _again(word[found.end() :], rest)
    if found := re.fullmatch(r"(.*\d)\s*(\+|plus)", word):
        return _again(found[1], "into low")
    if found := re.fullmatch(r"(.*\d)\s*([?!*†‡]+|\(\?\)|\[[^\]]*\])", word):
        return _again(found[1], "and the mark into note")
    return None


def _range(word: str) -> tuple[str, str] | None:
    found = RANGE.fullmatch(word)
    if not found or re.search(r"[eE]$", found[1]):
        return None
    low, high = found[1].strip(), found[2].strip()
    if PLAIN.fullmatch(low) and PLAIN.fullmatch(high):
        return "is two numbers", f"write {low} into low and {high} into high"
    return "is two numbers", "write the lower into low and the higher into high, each in plain digits"


def _times(word: str) -> tuple[str, str] | None:
    """Look for a word such as thousand after a number."""
    found = re.fullmatch(r"([\d.,' ]*\d)\s*([^\W\d_]+)\.?", word)
    if not found:
        return None
    number, times = found[1], found[2].lower()
    if times in UNSURE_TIMES:
        return (
            "is not a number",
            f"write all its digits ({found[2]} may be {UNSURE_TIMES[times]}), or the unit into unit",
        )
    if times not in TIMES:
        return None
    if not PLAIN.fullmatch(number):
        return "is not a number", f"write all its digits ({found[2]} may stand for {TIMES[times]:,.0f})".replace(
            ",", " "
        )
    return (
        "is not a number",
        f"write {_shown(round(float(number) * TIMES[times], 6))} ({found[2]} is {_shown(TIMES[times])})",
    )


def _separated(word: str) -> tuple[str, str] | None:
    """Look for a decimal comma and for marks between thousands; every reading of a number is named."""
    readings = _readings(word)
    if readings:
        choices = " or ".join(f"{number} ({why})" if why else number for number, why in readings)
        return "is not a number", f"write {choices}"
    if re.fullmatch(rf"[\d.,{re.escape(BLANKS)}]+", word) and re.search(r"\d", word):
        return "is not a number", "write one number in digits, with a point before decimals and no other mark"
    return None


def _readings(word: str) -> list[tuple[str, str]]:
    """Return each number that a text may mean, and why."""
    marks = rf"[{re.escape(BLANKS)}]"
    if re.fullmatch(rf"\d{{1,3}}({marks}\d{{3}})+(\.\d+)?", word) or re.fullmatch(r"\d+(_\d+)+(\.\d+)?", word):
        return [(re.sub(marks, "", word), "")]
    if re.fullmatch(rf"\d{{1,3}}({marks}\d{{3}})+,\d+", word):
        return [(re.sub(marks, "", word).replace(",", "."), "a decimal comma?")]
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", word):
        return [(word.replace(".", ""), "points between thousands?")]
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+", word):
        return [(word.replace(".", "").replace(",", "."), "a decimal comma?")]
    if re.fullmatch(r"\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}|\d{1,2}(,\d{2})+,\d{3}", word):
        return [(word.replace(",", ""), "commas between thousands?")]
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", word):
        return [(word.replace(",", ""), "a comma between thousands?"), (word.replace(",", "."), "a decimal comma?")]
    if re.fullmatch(r"[+-]?\d*,\d+[eE][+-]?\d+", word):
        return [(word.replace(",", "."), "a decimal comma?")]
    if re.fullmatch(r"0,\d+|\d+,\d{4,}|,\d+", word):
        return [(("0" if word[0] == "," else "") + word.replace(",", "."), "a decimal comma?")]
    if re.fullmatch(r"\d+,\d{1,3}", word):
        return [(word.replace(",", "."), "a decimal comma?"), (word.replace(",", ""), "")]
    return []


def _unit(word: str) -> tuple[str, str] | None:
    if found := re.fullmatch(r"([$€£¥₽]|RM|USD|EUR|Rbl\.?)\s*(.*\d)", word):
        return _again(found[2], "and the currency into unit")
    if found := re.fullmatch(r"([\d.,' eE+-]*\d)\s*([^\W\d_][^\d]*[23]?)", word):
        return _again(found[1], f"and {found[2]} into unit")
    return None


def _again(number: str, rest: str) -> tuple[str, str]:
    """Return the remedy for the number inside a text, and what to do with the rest."""
    number = number.strip()
    if PLAIN.fullmatch(number):
        return "is not a number alone", f"write {number} {rest}"
    message, remedy = diagnose(number)
    return message, f"{remedy}, {rest}"

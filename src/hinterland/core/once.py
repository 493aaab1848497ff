"""What is made once and then kept: by one thread at a time, however many ask for it at once."""

from collections.abc import Callable
from functools import lru_cache, wraps
from threading import RLock
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


def once(most: int | None = None) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Keep what a function returns for the last `most` arguments it was called with; all of them if None.

    `functools.cache` lets two threads make the same thing twice, and each goes on with its own.
    """

    def keep(make: Callable[Given, Made]) -> Callable[Given, Made]:
        kept, making = lru_cache(most)(make), RLock()

        @wraps(make)
        def get(*args: Given.args, **named: Given.kwargs) -> Made:
            with making:
                return kept(*args, **named)  # type: ignore[arg-type]

        return get

    return keep

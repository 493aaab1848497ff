"""What is made once and then kept: by one thread at a time, however many ask for it at once."""

from collections.abc import Callable
from functools import lru_cache, wraps
from inspect import signature
from threading import RLock
from typing import ParamSpec, TypeVar

KEPT = 8
"""How many theatres and scenarios are kept."""
Given = ParamSpec("Given")
Made = TypeVar("Made")


def once(most: int | None = None) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Keep what a function returns for the last `most` arguments it was called with; all of them if None.

    Arguments that are left out are those of the defaults. `functools.cache` lets two threads make the same thing twice,
    and each goes on with its own.
    """

    def keep(make: Callable[Given, Made]) -> Callable[Given, Made]:
        kept, making, form = lru_cache(most)(make), RLock(), signature(make)

        @wraps(make)
        def get(*args: Given.args, **named: Given.kwargs) -> Made:
            whole = form.bind(*args, **named)
            whole.apply_defaults()
            with making:
                return kept(*whole.args, **whole.kwargs)

        return get

    return keep

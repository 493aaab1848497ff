"""The commands as the tests of writes run them: without a war."""

from tests.files.seeds import quick

__all__ = ["quick"]

"""The module is the same to the last byte wherever and whenever it is built from one source."""

import pytest

from hinterland.core.user_cache import PLACE
from hinterland.web import module, shipping

pytestmark = pytest.mark.slow


def test_that_the_module_is_built_alike_a_second_time(tmp_path, monkeypatch):
    asked = shipping.asked_for()
    kept = module.at_hand(module.key_of(*asked))
    if kept is None:
        pytest.skip("the module of this source has not been built: make web")
    monkeypatch.setenv(PLACE, str(tmp_path))
    monkeypatch.setattr(module, "BUILT", tmp_path / "built")
    assert module.object_of(*asked) == kept

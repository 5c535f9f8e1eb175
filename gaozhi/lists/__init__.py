"""Lists as spreadsheets: the rows of a catalog out to the form that a document sets, and back.

    write_list(gaozhi.load()["启东市"], "清单.xlsx")

Needs the extra `office`, which is looked for when a file is read or written.
"""

from gaozhi.lists._export import Exported, write_list
from gaozhi.lists._kind import DIRECTORY, LIST, Kind
from gaozhi.lists._rows import LABELS, flat

__all__ = ["DIRECTORY", "LABELS", "LIST", "Exported", "Kind", "flat", "write_list"]

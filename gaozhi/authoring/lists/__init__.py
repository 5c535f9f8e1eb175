"""Lists as spreadsheets: the rows of a catalog out to the form that a document sets, and back.

    write_list(gaozhi.load()["启东市"], "清单.xlsx")
    read_list("清单.xlsx", "启东市", folder="我的规则").save()

Needs the extra `office`, which is looked for when a file is read or written.
"""

from gaozhi.authoring.lists._changes import Change
from gaozhi.authoring.lists._export import Exported, write_list
from gaozhi.authoring.lists._import import ListImport, read_list
from gaozhi.authoring.lists._rows import LABELS, flat

__all__ = ["LABELS", "Change", "Exported", "ListImport", "flat", "read_list", "write_list"]

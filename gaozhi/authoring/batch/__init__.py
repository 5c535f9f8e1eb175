"""Files of many cases: a table of cases in, the same table with the answers out.

    answers = decide_table(gaozhi.load()["启东市"], "案件.csv", on="2022-06-30")
    answers.save("答复.parquet")

Needs the extra `frames`, and `office` for .xlsx.
"""

from gaozhi.authoring.batch._batch import Answers, Move, check_target, decide_table

__all__ = ["Answers", "Move", "check_target", "decide_table"]

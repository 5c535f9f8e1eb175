"""某审批平台的适配器：把受理表单译成案件，把答复译成 JSON。

表单里全是文字：是非写“是”“否”，多选用“、”隔开，均不涉及写“无”，日期写 20210701。没有填的是空白。
"""

import json
from datetime import datetime
from decimal import Decimal

import gaozhi

county = gaozhi.load()["启东市"]


def answer(form: dict[str, str], decision: str, item: str) -> str:
    """表单上有什么，就判断什么。"""
    facts = {field: read(field, text) for field, text in form.items()}
    chosen = int(item) if item else None
    return json.dumps(county.decide(facts, decision, item=chosen).to_dict(), ensure_ascii=False)


def read(field: str, text: str) -> object:
    """译出一格。空白是“不知道”（None），不是“否”，也不是“无”。"""
    fact = county.vocabulary.facts[field]
    if fact.kind == "bool":
        return {"是": True, "否": False, "": None}[text]
    if not text:
        return None
    if fact.kind == "set_of":
        return [] if text == "无" else text.split("、")
    if fact.kind == "date" and text != fact.never:
        return datetime.strptime(text, "%Y%m%d").date()
    return Decimal(text) if fact.kind == "number" else text

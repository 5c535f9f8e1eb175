"""Schemas of what the library's own records are as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

__all__ = ["ANY", "TEXT", "array", "decision", "of", "ref", "shapes"]

Json = dict[str, Any]

TEXT: Final[Json] = {"type": "string"}
MAYBE: Final[Json] = {"type": ["string", "null"]}
FLAG: Final[Json] = {"type": "boolean"}
WHOLE: Final[Json] = {"type": "integer"}
ANY: Final[Json] = {"type": "object", "additionalProperties": True}


def ref(name: str) -> Json:
    """Return a reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(name: str) -> Json:
    """Return a reference to a schema, or null."""
    return {"anyOf": [ref(name), {"type": "null"}]}


def array(items: Json) -> Json:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def of(said: str, optional: Iterable[str] = (), **properties: Json) -> Json:
    """Return the schema of an object whose keys are all there.

    Args:
        said: what it is, in Chinese.
        optional: the keys that may be missing.
        properties: the schema of each key.

    """
    missing = set(optional)
    return {
        "type": "object",
        "description": said,
        "properties": properties,
        "required": [name for name in properties if name not in missing],
    }


def shapes() -> Json:
    """Return the schemas, by name."""
    return {**_decision(), **_read(), **_worked(), **_told()}


def decision(outcome: Json, said: str) -> Json:
    """Return the schema of a decision.

    Args:
        outcome: the schemas of `outcome` and `code`.
        said: what it is, in Chinese.

    """
    return of(
        said,
        ("exact",),
        jurisdiction=TEXT,
        decision=TEXT,
        **outcome,
        possible=array(TEXT) | {"description": "还可能的结论，最要紧的在前。"},
        settled=FLAG | {"description": "是否已经确定：别的事实怎样，都不再改变结论。"},
        exact=FLAG,
        values=array(TEXT) | {"description": "逐项列出的判断：已经确定的。"},
        pending=array(TEXT) | {"description": "逐项列出的判断：还可能的。"},
        codes={"type": "object", "additionalProperties": TEXT},
        date={"type": ["string", "null"], "format": "date"},
        item=maybe("ItemRef"),
        grounds=array(ref("Ground")),
        caveats=array(ref("Caveat")),
        pending_caveats=array(ref("Caveat")),
        questions=array(ref("Question")),
        program=of("哪一份规则作的答复。", digest=TEXT, version=TEXT),
    )


def _decision() -> Json:
    reading = {"anyOf": [of("两种读法中取的一种。", taken=TEXT, other=TEXT), {"type": "null"}]}
    return {
        "Decision": decision({"outcome": MAYBE, "code": MAYBE}, "一项判断的答复。"),
        "ItemRef": of(
            "清单上的一项。",
            ("kind",),
            number={"type": ["integer", "null"]},
            certificate=MAYBE,
            matter=TEXT,
            kind=TEXT,
        ),
        "Ground": of(
            "成立的一条规则，结论的依据。",
            decision=TEXT,
            rule=TEXT,
            title=TEXT,
            effect=TEXT,
            code=TEXT,
            certain=FLAG,
            facts=ANY,
            fact_codes=ANY,
            reading=reading,
            basis=array(ref("Citation")),
            because=array(ref("Ground")),
        ),
        "Citation": of(
            "引用的一条条文。",
            provision=TEXT,
            document=TEXT,
            locator=TEXT,
            quote=MAYBE,
            means=TEXT,
            certainty={"type": "string", "enum": ["text", "seen", "inferred", "weak"]},
        ),
        "Caveat": of("答复须带上的话。", rule=TEXT, text=TEXT, basis=array(ref("Citation"))),
        "Option": of("一个可选的回答，和它的代码。", value=TEXT, code=TEXT),
        "Question": of(
            "还能改变结论的一个事实，怎样问。",
            ("values", "options"),
            fact=TEXT,
            api=TEXT,
            type=TEXT,
            ask=TEXT,
            values=array(TEXT),
            label=TEXT,
            group=TEXT,
            ask_applicant=MAYBE,
            note=MAYBE,
            never=MAYBE,
            identity=FLAG,
            answered_by=MAYBE,
            because=array(of("为什么问。", rule=TEXT, title=TEXT, provisions=array(TEXT))),
            options=array(ref("Option")),
        ),
    }


def _read() -> Json:
    names = {"id": TEXT, "name": TEXT, "code": MAYBE}
    return {
        "JurisdictionName": of("一个地区。", **names),
        "JurisdictionList": of("全部地区。", jurisdictions=array(ref("JurisdictionName"))),
        "Jurisdiction": of(
            "一个地区，和可以问它什么。",
            **names,
            digest=TEXT,
            document=ANY,
            calendar=TEXT,
            list=MAYBE,
            items=WHOLE,
            matters=array(TEXT),
            provisions=WHOLE,
            default=TEXT,
            decisions=array(of("一项判断。", name=TEXT, api=TEXT, means=TEXT)),
            forms=array(of("一件文书。", name=TEXT, status=TEXT)),
        ),
        "ItemList": of("证明事项清单。", jurisdiction=TEXT, title=MAYBE, items=array(ref("Item"))),
        "Item": of(
            "清单的一行。",
            ("contact", "remark"),
            number=WHOLE,
            certificate=TEXT,
            matter=TEXT,
            kind=TEXT,
            departments={"type": "object", "additionalProperties": TEXT},
            verification=array(TEXT),
            contact=MAYBE,
            remark=MAYBE,
        ),
        "ProvisionList": of(
            "全部条文。",
            jurisdiction=TEXT,
            provisions=array(ref("Account")),
            asides=array(ANY),
        ),
        "Account": of("一条条文和它的着落。", **_account()),
        "Provision": of(
            "一条条文。",
            ("fate", "carriers", "restates", "not_computed"),
            jurisdiction=TEXT,
            **_account(),
        ),
        "DecisionInfo": of(
            "一项判断：它的取值，它读的事实。",
            jurisdiction=TEXT,
            decision=TEXT,
            api=TEXT,
            means=TEXT,
            combine={"type": "string", "enum": ["strongest", "first", "all"]},
            ruled=FLAG,
            values=array(of("一个取值。", value=TEXT, code=TEXT, says=TEXT)),
            facts=array(ref("FactInfo")),
        ),
        "FactInfo": of(
            "一个事实，怎样问。",
            fact=TEXT,
            api=TEXT,
            type=TEXT,
            ask=TEXT,
            label=TEXT,
            group=TEXT,
            ask_applicant=MAYBE,
            note=MAYBE,
            never=MAYBE,
            identity=FLAG,
            answered_by=MAYBE,
            options=array(ref("Option")),
        ),
        "Due": of(
            "一个期限的最后一日。",
            start={"type": "string", "format": "date"},
            period=of("期间。", count=WHOLE, unit=TEXT),
            calendar=TEXT,
            date={"type": "string", "format": "date"},
            expires_at={"type": "string", "format": "date-time"},
            nominal={"type": "string", "format": "date"},
            certainty={"type": "string", "enum": ["certain", "weak", "provisional"]},
            doubts=array(TEXT),
            basis=array(TEXT),
            trace=array(ANY),
        ),
    }


def _account() -> Json:
    return {
        "provision": TEXT,
        "document": TEXT,
        "locator": TEXT,
        "quote": MAYBE,
        "means": TEXT,
        "certainty": TEXT,
        "fate": TEXT,
        "carriers": array(ANY),
        "restates": array(ANY),
        "not_computed": MAYBE,
    }


def _worked() -> Json:
    return {
        "MatterAnswer": of(
            "一个事项的各项证明，和合起来还要问的。",
            jurisdiction=TEXT,
            matter=TEXT,
            decisions=array(ref("Decision")),
            questions=array(ref("Question")),
        ),
        "Conversation": of(
            "一次问答的存档，由调用的一方保存，原样送回。",
            interview=WHOLE,
            jurisdiction=TEXT,
            digest=TEXT,
            decisions=array(TEXT),
            item={},
            date=MAYBE,
            facts=ANY,
            answers=array(ANY),
            at=WHOLE,
            withheld=array(TEXT),
        ),
        "InterviewAnswer": of(
            "问答走了一步以后：下一个问题，和到此为止的答复。",
            interview=ref("Conversation"),
            next={"anyOf": [ref("NextQuestion"), {"type": "null"}]},
            progress=of("还要问几个。", at_least=WHOLE, at_most=WHOLE),
            given=ANY,
            implied=ANY,
            skipped=array(TEXT),
            lost=array(TEXT) | {"description": "因为这一步，不再成立而去掉的回答。"},
            decisions=array(ref("Decision")),
        ),
        "NextQuestion": {
            "allOf": [
                ref("Question"),
                of(
                    "各个回答会怎样。",
                    leads_to=array(of("一个回答。", answer={}, possible=array(TEXT))),
                ),
            ]
        },
        "Obligation": of(
            "一项义务：由谁，至迟哪一日，履行了没有。",
            duty=TEXT,
            actor=TEXT,
            act=TEXT,
            due={"type": ["string", "null"], "format": "date"},
            status=TEXT,
            status_code=TEXT,
            status_text=TEXT,
            basis=array(ref("Citation")),
        ),
        "Document": of(
            "填好的一件文书。",
            jurisdiction=TEXT,
            form=TEXT,
            title=TEXT,
            status=TEXT,
            text=TEXT,
            open=array(of("留空待填的字段。", field=TEXT, label=TEXT)),
            basis=array(ref("Citation")),
            remarks=array(TEXT),
            digest=TEXT,
            program=ANY,
        ),
        "Proof": of(
            "两个地区就每一个可能的案件比较的结果。",
            here=ANY,
            there=ANY,
            settled=TEXT,
            within=FLAG,
            accounted=FLAG,
            decisions=array(ANY),
        ),
        "Replay": of(
            "凭据依现在的规则重作，与当时有什么不同。",
            holds=FLAG,
            same_answer=FLAG,
            receipt=TEXT,
            differences=array(ANY),
            unchecked=array(TEXT),
            decision=maybe("Decision"),
        ),
        "Receipt": of(
            "一份凭据，decision.receipt() 所出具，原样送来。",
            ("signature",),
            receipt=WHOLE,
            jurisdiction=ANY,
            decision=TEXT,
            facts=ANY,
            answer=ANY,
            digest=TEXT,
            signature=MAYBE,
        ),
    }


def _told() -> Json:
    return {
        "Problem": of(
            "哪里不对（RFC 9457）。errors 是全部诊断，不只第一个。",
            type={"type": "string", "format": "uri"},
            title=TEXT,
            status=WHOLE,
            detail=TEXT,
            errors=array(ref("Diagnostic")),
        ),
        "Diagnostic": of(
            "一处不对：code 在 docs/diagnostics 各有一页，path 指到哪个字段。",
            ("file", "line", "column", "related", "fix"),
            code={"type": "string", "pattern": "^GZ[0-9]{3}$"},
            severity=TEXT,
            message=TEXT,
            params=ANY,
            path=array({"type": ["string", "integer"]}),
            help=MAYBE,
        ),
    }

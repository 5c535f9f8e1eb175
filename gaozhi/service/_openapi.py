"""The OpenAPI 3.1 document of what a service answers, from the vocabulary of its library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from gaozhi._version import __version__
from gaozhi.service._openapi_examples import Examples
from gaozhi.service._openapi_shapes import ANY, TEXT, array, decision, of, ref, shapes
from gaozhi.service._openapi_words import ITEM_KEY, Words, class_name
from gaozhi.service._problems import REFUSALS
from gaozhi.service._working import FORMATS

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction

__all__ = ["document"]

Json = dict[str, Any]

_COUNTY: Final = "/api/v1/{jurisdiction}"


def document(counties: Sequence[Jurisdiction]) -> Json:
    """Return the OpenAPI document of some jurisdictions, at least one."""
    words, examples = Words(counties), Examples(counties)
    schemas = {**words.schemas(), **shapes(), **_requests()}
    for one in words.decisions.values():
        said = f"“{one.name}”的答复。"
        schemas[f"{class_name(one.api)}Decision"] = decision(words.values(one.name), said)
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
        "info": {
            "title": "gaozhi",
            "version": __version__,
            "summary": "证明事项告知承诺制：每个结论都引用它所依据的条文",
            "description": "不知道的事实不写。settled 为 false 的答复，questions 列出还要问什么。"
            "出错的答复是 application/problem+json，errors 列出每一处。",
            "license": {"name": "Mulan PSL v2", "identifier": "MulanPSL-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"bearer": []}],
        "tags": [
            {"name": "reading", "description": "地区、清单、条文、判断和工作日"},
            {"name": "deciding", "description": "作出判断"},
            {"name": "working", "description": "时间线、文书、证明和凭据"},
        ],
        "paths": {**_reading(examples), **_deciding(examples, words), **_working(examples)},
        "components": {
            "schemas": schemas,
            "responses": _responses(),
            "parameters": {"jurisdiction": _jurisdiction(examples)},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _jurisdiction(examples: Examples) -> Json:
    return {
        "name": "jurisdiction",
        "in": "path",
        "required": True,
        "description": "地区的名称、代号或者行政区划代码。",
        "schema": TEXT,
        "example": examples.county.name,
    }


_REFUSED: Final = (400, 401, 404, 406, 408, 413, 415, 422, 429, 501, 503)


def _responses() -> Json:
    """Return the answers that say what is wrong, by status."""
    titles: dict[int, str] = {422: "案件、凭据或者文书不能用：errors 列出每一处"}
    for kind in REFUSALS.values():
        titles.setdefault(kind.status, kind.title)
    content = {"application/problem+json": {"schema": ref("Problem")}}
    return {
        f"Problem{status}": {"description": titles[status], "content": content}
        for status in _REFUSED
    }


def _refused(*statuses: int) -> Json:
    return {str(one): {"$ref": f"#/components/responses/Problem{one}"} for one in statuses}


def _get(name: str, said: str, schema: str, parameters: list[Json], *more: int) -> Json:
    """Return an operation that only reads.

    Args:
        name: its operationId.
        said: what it answers.
        schema: the name of the answer's schema.
        parameters: what it takes.
        more: the statuses besides the usual ones.

    """
    tag = {"description": "正文的摘要；带着 If-None-Match 再问，没有变就是 304。", "schema": TEXT}
    answer = {
        "description": said,
        "headers": {"ETag": tag},
        "content": {"application/json": {"schema": ref(schema)}},
    }
    return {
        "operationId": name,
        "tags": ["reading"],
        "summary": said,
        "parameters": parameters,
        "responses": {
            "200": answer,
            "304": {"description": "没有变"},
            **_refused(400, 401, 429, 503, *more),
        },
    }


def _post(tag: str, name: str, said: str, body: Json, example: Any, content: Json) -> Json:  # noqa: ANN401
    """Return an operation that takes a body.

    Args:
        tag: where it stands.
        name: its operationId.
        said: what it answers.
        body: the schema of what it takes.
        example: what it may be sent; None where the rules give none.
        content: what it answers with, by media type.

    """
    taken: Json = {"schema": body}
    if example is not None:
        taken["example"] = example
    return {
        "operationId": name,
        "tags": [tag],
        "summary": said,
        "requestBody": {"required": True, "content": {"application/json": taken}},
        "responses": {
            "200": {"description": said, "content": content},
            **_refused(400, 401, 404, 408, 413, 415, 422, 429, 503),
        },
    }


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _parameter(name: str, where: str, said: str, example: Any = None) -> Json:  # noqa: ANN401
    found: Json = {"name": name, "in": where, "description": said, "schema": TEXT}
    if where == "path":
        found["required"] = True
    return found if example is None else {**found, "example": example}


_IN: Final[Json] = {"$ref": "#/components/parameters/jurisdiction"}


def _reading(examples: Examples) -> Json:
    county = examples.county
    provisions = [one.provision.id for one in county.provisions]
    provision = _parameter("provision", "path", "条文的编号。", next(iter(provisions), None))
    default = county.program.default_decision
    wanted = _parameter("decision", "path", "判断的名称或者代码。", default)
    matter = _parameter("matter", "query", "只要这个行政事项的各行。")
    due = [
        {**_parameter("start", "query", "起日，当日不计入。", "2026-11-23"), "required": True},
        {**_parameter("period", "query", "期间，照文件写。", "3工作日"), "required": True},
        _parameter("calendar", "query", "工作日历；不写就是 china。"),
        _parameter("jurisdiction", "query", "用这个地区的工作日历。"),
        _parameter("exclude", "query", "不计入的一段，首日..末日；几段用逗号隔开。"),
        _parameter("as_known_on", "query", "只用这一日以前公布的通知。"),
    ]
    listed = _get("listJurisdictions", "全部地区", "JurisdictionList", [])
    one = _get("getJurisdiction", "一个地区", "Jurisdiction", [_IN], 404)
    return {
        "/api/v1/jurisdictions": {"get": listed},
        "/api/v1/due": {"get": _get("getDue", "期限的最后一日", "Due", due, 422)},
        _COUNTY: {"get": one},
        f"{_COUNTY}/items": {
            "get": _get("listItems", "证明事项清单", "ItemList", [_IN, matter], 404)
        },
        f"{_COUNTY}/provisions": {
            "get": _get("listProvisions", "全部条文", "ProvisionList", [_IN], 404)
        },
        f"{_COUNTY}/provisions/{{provision}}": {
            "get": _get("getProvision", "一条条文", "Provision", [_IN, provision], 404)
        },
        f"{_COUNTY}/decisions/{{decision}}": {
            "get": _get("getDecision", "一项判断", "DecisionInfo", [_IN, wanted], 404)
        },
    }


def _deciding(examples: Examples, words: Words) -> Json:
    found: Json = {}

    def add(path: str, operation: Json) -> None:
        found[f"{_COUNTY}/{path}"] = {"parameters": [_IN], "post": operation}

    answer = _json(ref("Decision"))
    add(
        "decide",
        _post(
            "deciding", "decide", "对一个案件作出判断", ref("CaseRequest"), examples.case(), answer
        ),
    )
    for one in words.decisions.values():
        name = class_name(one.api)
        said = f"对一个案件判断{one.name}"
        body, example = ref(f"{name}Case"), examples.case(one.name)
        answer = _json(ref(f"{name}Decision"))
        add(
            f"decisions/{one.api}",
            _post("deciding", f"decide{name}", said, body, example, answer),
        )
    said = "一次判断一个事项所要的全部证明"
    body, content = ref("MatterRequest"), _json(ref("MatterAnswer"))
    add("matter", _post("deciding", "decideMatter", said, body, examples.matter(), content))
    said = "问答的一步：开头，或者接着上一步"
    body, content = ref("InterviewRequest"), _json(ref("InterviewAnswer"))
    add("interview", _post("deciding", "interview", said, body, examples.case(), content))
    add("batch", _batch(examples))
    return found


def _batch(examples: Examples) -> Json:
    import json

    line = json.dumps(examples.case(), ensure_ascii=False)
    lines = {"application/x-ndjson": {"schema": TEXT, "example": f"{line}\n{line}\n"}}
    said = "一行一个案件（JSON），一行一个答复，次序相同；不能用的一行答 {“error”: Problem}"
    operation = _post(
        "deciding", "batch", said, TEXT, None, {"application/x-ndjson": {"schema": TEXT}}
    )
    return {**operation, "requestBody": {"required": True, "content": lines}}


def _working(examples: Examples) -> Json:
    found: Json = {}

    def add(path: str, operation: Json, parameters: list[Json]) -> None:
        found[path] = {"parameters": parameters, "post": operation}

    body, content = ref("TimelineRequest"), _json(array(ref("Obligation")))
    said = "事件引起的各项义务，和截至某一日的状态"
    timeline = _post("working", "timeline", said, body, examples.timeline(), content)
    add(f"{_COUNTY}/timeline", timeline, [_IN])
    wanted = _parameter(
        "format", "query", "docx、html、markdown、text、pdf 或者 json；也可以用 Accept。"
    )
    binary = {"type": "string", "format": "binary"}
    written = {one.media.partition(";")[0]: {"schema": binary} for one in FORMATS.values()}
    content = {**_json(ref("Document")), **written}
    said = "为一个案件填写文书"
    render = _post("working", "render", said, ref("RenderRequest"), examples.form(), content)
    render["responses"] |= _refused(406, 501)
    add(f"{_COUNTY}/render", render, [_IN, wanted])
    said = "证明与上级（或者另一地区）结论相同，或者给出各种不同"
    prove = _post("working", "prove", said, ref("ProveRequest"), None, _json(ref("Proof")))
    add(f"{_COUNTY}/prove", prove, [_IN])
    said = "复核一份凭据"
    verify = _post(
        "working", "verify", said, ref("Receipt"), examples.receipt(), _json(ref("Replay"))
    )
    add("/api/v1/verify", verify, [])
    return found


def _requests() -> Json:
    """Return the schemas of what is sent, apart from cases."""
    facts, day = ref("Facts"), {"type": ["string", "null"], "format": "date"}
    named = {"anyOf": [TEXT, {"type": "null"}]}
    event = of("一个事件。", ("ref", "facts"), event=TEXT, at=TEXT, ref=TEXT, facts=ANY)
    answer = of("一个回答。", fact=TEXT, value={})
    closed: Json = {
        "MatterRequest": of(
            "一个事项和案件的事实。",
            ("decision", "date", "facts"),
            matter=TEXT,
            decision=TEXT,
            date=day,
            facts=facts,
        ),
        "InterviewRequest": of(
            "开头：decisions、item、date、facts；以后：interview，和 answer、skip、back 之一"
            "（skip、back 写事实，或者 null：当前的问题、上一个问题）。",
            ("decisions", "item", "date", "facts", "interview", "answer", "skip", "back"),
            decisions=array(TEXT),
            item=ITEM_KEY,
            date=day,
            facts=facts,
            interview=ref("Conversation"),
            answer=answer,
            skip=named,
            back=named,
        ),
        "TimelineRequest": of(
            "事件文件去掉 jurisdiction。",
            ("item", "excluded", "facts"),
            as_of=TEXT,
            events=array(event),
            item=ITEM_KEY,
            excluded=array(ANY),
            facts=facts,
        ),
        "RenderRequest": of(
            "文书的名称和案件；with_identity 印全证件号码，blank 让必填的字段也留空。",
            ("item", "date", "facts", "fill", "blank", "with_identity"),
            form=TEXT,
            item=ITEM_KEY,
            date=day,
            facts=facts,
            fill=ANY,
            blank={"type": "boolean"},
            with_identity={"type": "boolean"},
        ),
        "ProveRequest": of(
            "与谁比较，比较哪一项；不写就是上级，各项都比较。",
            ("against", "decision"),
            against=TEXT,
            decision=TEXT,
        ),
    }
    return {name: {**schema, "additionalProperties": False} for name, schema in closed.items()}

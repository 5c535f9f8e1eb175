"""A client in Java, generated from the OpenAPI document by openapi-generator, is answered.

It takes a minute of the processor, so that `make soak` runs it.
"""

import json
import os
import shutil
import subprocess
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.effort import EFFORT
from tests.live import live
from tests.places import REPOSITORY
from tests.services import client, snapshot

pytestmark = [
    pytest.mark.skipif(EFFORT == 1, reason="generating and compiling a client takes a minute"),
    pytest.mark.skipif(shutil.which("javac") is None, reason="needs a JDK"),
]


def folder_of(package):
    spec = find_spec(package)
    if spec is None:
        pytest.skip(f"没有安装 {package}")
    return Path(spec.submodule_search_locations[0])


def jars():
    """The libraries that the generated client needs, which Spark brings along."""
    wanted = (
        "jackson-annotations",
        "jackson-core-2",
        "jackson-databind",
        "jackson-datatype-jsr310",
    )
    found = sorted(folder_of("pyspark").joinpath("jars").glob("*.jar"))
    return [one for one in found if one.name.startswith((*wanted, "jakarta.annotation-api"))]


def called(*command, **more):
    ended = subprocess.run([*map(str, command)], capture_output=True, check=False, **more)
    assert ended.returncode == 0, (ended.stdout + ended.stderr).decode("utf-8", "replace")[-4000:]
    return ended.stdout.decode("utf-8")


def test_a_client_that_was_generated_from_the_document_is_answered(tmp_path):
    generator = folder_of("openapi_generator_cli") / "openapi-generator.jar"
    document = tmp_path / "openapi.json"
    document.write_bytes(client().get("/api/v1/openapi.json").content)
    made, classes = tmp_path / "client", tmp_path / "classes"
    options = "openApiNullable=false,useJakartaEe=true,hideGenerationTimestamp=true"
    called(
        *("java", "-jar", generator, "generate", "-g", "java", "--library", "native"),
        *("-i", document, "-o", made, f"--additional-properties={options}"),
        *("--global-property", "apis,models,supportingFiles,apiTests=false,modelTests=false"),
    )
    sources = sorted(made.glob("src/main/**/*.java"))
    path = os.pathsep.join(map(str, jars()))
    main = REPOSITORY / "tests" / "service" / "Generated.java"
    called("javac", "-encoding", "UTF-8", "-nowarn", "-d", classes, "-cp", path, *sources, main)
    county = snapshot().library["启东市"]
    facts = {"申请人.愿意承诺": False, "事项.类型": county.vocabulary.facts["事项.类型"].values[0]}
    wanted = county.decide(facts, item=2, on=date(2021, 7, 1))
    talk = county.interview("适用性", item=2)
    with live(tmp_path) as service:
        running = ("java", "-Dsun.stdout.encoding=UTF-8", "-Dfile.encoding=UTF-8")
        said = called(*running, "-cp", f"{classes}{os.pathsep}{path}", "Generated", service.url)
    assert said.splitlines() == [
        f"PENDING pending {json.dumps(wanted.settled)} {','.join(wanted.possible)} "
        f"{len(wanted.questions)}",
        f"{talk.next.fact} 1",
        f"{len(county.items)} 2026-11-26",
        "404 true",
    ]

"""`gaozhi ask`: one question at a time, until the outcome is settled."""

import pytest

ITEM_2 = ["ask", "启东市", "--item", "2", "--date", "2022-06-30"]


def answer_all(run, *arguments, known):
    """Answer whatever is asked from `known` (question's fact -> answer), as a person would."""
    answers = []
    for _ in range(50):
        result = run(*arguments, answers="".join(f"{one}\n" for one in answers))
        if result.status != 4:
            return result, answers
        asked = result.out.rsplit("\n> ", 1)[0].splitlines()
        question = next(line for line in reversed(asked) if "？" in line)
        answers.append(next((value for words, value in known.items() if words in question), "否"))
    raise AssertionError(result.out)


def test_it_stops_as_soon_as_the_outcome_is_settled(run):
    result = run(*ITEM_2, answers="否\n" * 3)
    assert result.out.count("\n> ") < 6


def test_the_end_of_input_leaves_it_open(run):
    result = run(*ITEM_2, answers="")
    assert (result.status, result.err) == (4, "")
    assert "待补充" in result.out


def test_what_is_still_possible_is_said_after_each_answer(run):
    assert "仍可能：" in run(*ITEM_2, answers="是\n").out


def test_a_bad_answer_is_explained_and_asked_again(run):
    result = run(*ITEM_2, answers="也许\n是\n")
    assert "“也许”看不明白" in result.out
    assert result.out.count("> 也许\n") == 1
    assert result.out.index("看不明白") < result.out.index("> 是\n")


def test_not_known_goes_on_to_the_next_question_and_never_asks_again(run):
    result = run(*ITEM_2, answers="\n" * 50)
    questions = [line for line in result.out.split("还要问")[0].splitlines() if line.endswith("？")]
    assert result.status == 4
    assert len(questions) == len(set(questions)) > 1


def test_it_stops_where_the_rest_is_all_the_same_for_the_applicant(run):
    for answer in ("否", "2"):
        result = run(*ITEM_2, answers=f"{answer}\n")
        assert (result.status, result.err) == (0, "")
        assert result.out.count("\n> ") == 1
        assert "下一步：不以承诺代替" in result.out
        assert "不必再问" in result.out


def test_answers_settle_the_case(run):
    result, answers = answer_all(
        run, *ITEM_2, known={"愿意": "是", "能够": "是", "届满日": "无固定期限"}
    )
    assert result.status == 0
    assert "可适用" in result.out
    assert answers


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", "启东"], "启东市"),
        (["ask", "启东市", "--item", "99"], "没有第“99”项"),
        (["ask", "启东市", "--item", "无犯罪证明"], "无犯罪记录证明"),
        (["ask", "启东市", "--matter", "教师资格"], "教师资格认定"),
        (["ask", "启东市", "--matter", "教师资格认定"], "--item 1 "),
        (["ask", "启东市", "--item", "场所使用权证明"], "--item 12 "),
        (["ask", "启东市", "--item", "2", "--matter", "产前检查费支付"], "没有"),
        (["ask", "启东市", "--decision", "适用"], "适用性"),
    ],
)
def test_what_is_not_there_is_met_with_what_is(run, arguments, message):
    result = run(*arguments)
    assert (result.status, result.out) == (2, "")
    assert message in result.err


def test_a_certificate_that_the_list_has_not_got_is_off_it(run, tmp_path):
    target = tmp_path / "案件.yaml"
    names = ["--item", "户口簿复印件", "--matter", "教师资格认定"]
    facts = "\n是\n是\n" * 20
    result = run("ask", "启东市", *names, "--date", "2022-06-30", "--save", target, answers=facts)
    assert result.status == 0
    assert "不属于适用范围" in result.out
    assert "户口簿复印件" in target.read_text(encoding="utf-8")
    assert run("decide", target).status == 0


def test_a_certificate_may_be_named(run):
    by_number = run(*ITEM_2)
    by_name = run("ask", "启东市", "--item", "无犯罪记录证明", "--date", "2022-06-30")
    assert by_name == by_number


def test_the_same_name_twice_is_told_apart_by_the_matter(run):
    matter = "民办非企业单位成立、变更许可"
    by_name = run("ask", "启东市", "--item", "场所使用权证明", "--matter", matter)
    assert by_name == run("ask", "启东市", "--item", "12")


def test_what_was_answered_can_be_saved_and_decided_again(run, tmp_path):
    target = tmp_path / "案件.yaml"
    asked = run(*ITEM_2, "--save", target, answers="是\n是\n")
    decided = run("decide", target)
    assert asked.status == decided.status
    assert asked.out.split("案件已存入")[0].endswith(decided.out)


def test_an_existing_file_is_not_overwritten(run, tmp_path):
    target = tmp_path / "案件.yaml"
    target.write_text("旧的")
    result = run(*ITEM_2, "--save", target, answers="是\n")
    assert (result.status, result.out) == (2, "")
    assert "--force" in result.err
    assert target.read_text() == "旧的"


def test_force_overwrites_it(run, tmp_path):
    target = tmp_path / "案件.yaml"
    target.write_text("旧的")
    run(*ITEM_2, "--save", target, "--force", answers="是\n")
    assert target.read_text(encoding="utf-8").startswith("jurisdiction: 启东市\n")
    assert [path.name for path in tmp_path.iterdir()] == ["案件.yaml"]


def test_a_folder_that_is_not_there_is_noticed_before_anything_is_asked(run, tmp_path):
    result = run(*ITEM_2, "--save", tmp_path / "没有" / "案件.yaml")
    assert (result.status, result.out) == (2, "")

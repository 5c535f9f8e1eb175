"""审批平台在受理环节怎样使用 gaozhi：载入规则，作出判断，追问，归档。

运行：python examples/approval_platform.py
"""

import json
from datetime import date

import gaozhi

# 进程启动时载入一次。得到的对象不会再变，可以供所有线程同时使用。
library = gaozhi.load()
county = library["启东市"]

# 受理：表单上有什么就写什么。没有写的事实是“不知道”，不是“否”。
form = {
    "applicant": {
        "willing": True,
        "able": True,
        "accepts_liability": True,
        "made_untrue_commitment": True,
    },
    "case": {"date": date(2022, 6, 30)},
}
decision = county.decide(form, "适用性", item=2)
print(f"结论：{decision.outcome}")
print(f"仍有可能：{'、'.join(decision.possible)}")

# 追问：只问还能改变结论的事实，最能决定结果的在前。
answers = {
    "applicant.serious_bad_credit": False,
    "applicant.other_bad_conduct": False,
    "applicant.credit_repaired": False,
    "applicant.bad_credit_until": date(2022, 6, 30),
}
while not decision.settled:
    question = decision.questions[0]
    form[question.api] = answers[question.api]
    print(f"问：{question.ask}  答：{form[question.api]}")
    decision = county.decide(form, "适用性", item=2)

# 答复：结论、理由和条文原文。
print(f"结论：{decision.outcome}")
for ground in decision.grounds:
    print(f"理由：{ground.title}")
    for citation in ground.basis:
        print(f"依据：{citation.document} {citation.locator}：{citation.quote or citation.means}")

# 归档：JSON 里有作出判断所用的全部内容，包括规则的摘要值。
record = json.dumps(decision.to_dict(), ensure_ascii=False)
print(f"归档：{len(record)} 个字符的 JSON")

# 同一个案件的其他判断：检查一次，反复使用。
case = county.case({**form, "matter.closed": False}, item=2)
print(f"撤回：{county.decide(case, '撤回').outcome}")

# 一次性告知：一个事项所要的全部证明，一次判断。
for one in county.decide_matter("教师资格认定", form):
    assert one.item is not None  # 清单里的证明
    print(f"{one.item.certificate}：{one.outcome}")

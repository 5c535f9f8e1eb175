"""One library answers any number of threads; `make soak` does the same for much longer."""

from concurrent.futures import ThreadPoolExecutor

import gaozhi
from benchmarks.soak import threads


def test_eight_threads_say_what_one_says():
    outcome = threads.run(decisions=200)
    assert outcome.sound, outcome.said


def test_an_answer_that_is_another_ones_would_be_found(monkeypatch):
    truth = threads.answer
    calls = iter(range(10**9))

    def wrong(library, asked):
        outcome, *rest = truth(library, asked)
        return (outcome if next(calls) % 97 else "别处的答复", *rest)

    monkeypatch.setattr(threads, "answer", wrong)
    assert not threads.run(decisions=60).sound


def test_the_words_of_one_decision_are_the_same_in_every_thread():
    decision = gaozhi.load()["启东市"].decide({"申请人.愿意承诺": True}, item=2)
    with ThreadPoolExecutor(8) as pool:
        said = set(pool.map(lambda _: str(decision.to_dict()), range(64)))
    assert len(said) == 1

"""Making question sets: every limit is kept, every wish that is not met is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from content import Kind, Pack, load_pack
from interview import (
    InvalidRequestError,
    QuestionSet,
    SetMaker,
    SetRequest,
    expected_minutes,
    understand,
)
from service import Service
from tests.conftest import PACK, seeded_pack
from tests.interview.conftest import maker_of

SHIPPED = seeded_pack(load_pack(PACK))
IDS = [question.id for question in SHIPPED.questions]
KINDS = sorted({question.kind.value for question in SHIPPED.questions})
LEVELS = sorted({question.difficulty for question in SHIPPED.questions})


def _ids(made: QuestionSet) -> list[str]:
    return [item.question.id for item in made.items]


def _levels(made: QuestionSet) -> Counter[int]:
    return Counter(item.question.difficulty for item in made.items)


@st.composite
def requests(draw: st.DrawFn) -> SetRequest:
    """A request that can be made: any theme and limits, and ids that the bank has."""
    words = ["neural networks", "deployment", "junior", "statistics", "no deep learning", "models"]
    theme = draw(st.lists(st.sampled_from(words), min_size=1, max_size=3).map(", ".join))
    picked = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=9))
    cut = draw(st.integers(0, min(3, len(picked))))
    return SetRequest(
        theme=theme,
        count=draw(st.none() | st.integers(1, 60)),
        minutes=draw(st.none() | st.integers(1, 120)),
        difficulties=draw(st.frozensets(st.integers(1, 5), max_size=3)),
        kinds=draw(st.frozensets(st.sampled_from(KINDS), max_size=3)),
        mix=tuple(draw(st.dictionaries(st.integers(1, 5), st.integers(1, 4), max_size=3)).items()),
        seed=draw(st.integers(0, 5)),
        pinned=tuple(picked[:cut]),
        excluded=frozenset(picked[cut:]),
    )


def _check_limits(made: QuestionSet, request: SetRequest) -> None:
    """Every limit of the request holds, or is broken by pins alone and told."""
    ids = _ids(made)
    assert len(ids) == len(set(ids))
    assert request.excluded.isdisjoint(ids)
    assert tuple(ids[: len(request.pinned)]) == request.pinned
    assert [item.pinned for item in made.items] == [i in request.pinned for i in ids]
    free = made.items[len(request.pinned) :]
    for item in free:
        assert not request.difficulties or item.question.difficulty in request.difficulties
        assert not request.kinds or item.question.kind.value in request.kinds
        assert item.minutes == expected_minutes(item.question)
    if request.count is not None and len(ids) > request.count:
        assert not free
        assert any("pinned, more than" in note for note in made.notes)
    if request.minutes is not None and made.minutes > request.minutes:
        assert not free
        assert any("pinned questions take" in note for note in made.notes)
    levels = _levels(made)
    for level, wanted in request.mix:
        assert levels[level] == wanted or any(f"difficulty {level}" in note for note in made.notes)
    if request.mix:
        assert {item.question.difficulty for item in free} <= dict(request.mix).keys()


def _check_full(made: QuestionSet, request: SetRequest) -> None:
    """Nothing more would fit: a set is smaller than asked only where the bank gives no more."""
    mix = dict(request.mix)
    count = request.count or (sum(mix.values()) if mix else None)
    if count is None and request.minutes is None:
        count = 8
    if count is not None and len(made.items) >= count:
        return
    if count is not None:
        assert made.notes
    levels = _levels(made)
    for question in SHIPPED.questions:
        fits = (
            question.id not in _ids(made)
            and question.id not in request.excluded
            and (not request.kinds or question.kind.value in request.kinds)
            and (not request.difficulties or question.difficulty in request.difficulties)
            and (not mix or levels[question.difficulty] < mix.get(question.difficulty, 0))
            and (
                request.minutes is None
                or made.minutes + expected_minutes(question) <= request.minutes
            )
        )
        assert not fits, f"{question.id} would have fit"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(request=requests())
def test_limits_are_kept_whatever_is_asked_for(maker: SetMaker, request: SetRequest) -> None:
    made = maker.make(request)
    assert made.request == request
    _check_limits(made, request)
    _check_full(made, request)
    assert made.items or made.notes
    assert maker.make(request) == made


@settings(max_examples=30, deadline=None)
@given(request=requests(), data=st.data())
def test_a_swap_keeps_the_limits_and_never_brings_back(
    maker: SetMaker, request: SetRequest, data: st.DataObject
) -> None:
    made = maker.make(request)
    assume(made.items)
    gone: list[str] = []
    for _ in range(3):
        before = _ids(made)
        out = data.draw(st.sampled_from(before))
        try:
            made = maker.swap(made, out)
        except InvalidRequestError as error:
            assert "no other question fits" in str(error)
            return
        gone.append(out)
        place = before.index(out)
        after = _ids(made)
        assert after[:place] == before[:place]
        assert after[place + 1 :] == before[place + 1 :]
        assert after[place] not in before
        assert not made.items[place].pinned
        assert set(gone).isdisjoint(after)
        assert set(gone) <= made.request.excluded
        assert request.excluded <= made.request.excluded
        fresh = made.items[place].question
        assert not request.kinds or fresh.kind.value in request.kinds
        assert not request.difficulties or fresh.difficulty in request.difficulties
        assert request.minutes is None or made.minutes <= request.minutes
        again = maker.make(made.request)  # the request of a swapped set can be made
        assert set(gone).isdisjoint(_ids(again))


@pytest.mark.parametrize("count", [1, 2, 7, 50])
def test_the_count_is_exact(maker: SetMaker, count: int) -> None:
    made = maker.make(SetRequest("models", count=count))
    assert len(made.items) == count
    assert not any("fit" in note for note in made.notes)


def test_more_than_the_bank_has_is_told(maker: SetMaker) -> None:
    made = maker.make(SetRequest("models", count=51))
    assert len(made.items) == 50
    assert "50 of 51 questions: no more fit within these limits." in made.notes


def test_without_limits_a_set_has_eight_questions(maker: SetMaker) -> None:
    assert len(maker.make(SetRequest("models")).items) == 8


@pytest.mark.parametrize("minutes", [4, 5, 20, 45, 90])
def test_the_time_is_filled_and_never_exceeded(maker: SetMaker, minutes: int) -> None:
    made = maker.make(SetRequest("models", minutes=minutes))
    assert minutes - 4 < made.minutes <= minutes
    assert made.minutes == sum(expected_minutes(item.question) for item in made.items)


def test_count_and_time_limit_a_set_together(maker: SetMaker) -> None:
    made = maker.make(SetRequest("models", count=3, minutes=100))
    assert len(made.items) == 3
    made = maker.make(SetRequest("models", count=30, minutes=20))
    assert made.minutes <= 20
    assert f"{len(made.items)} of 30 questions: no more fit in 20 minutes" in made.notes[0]


@pytest.mark.parametrize("minutes", [1, 3])
def test_a_time_in_which_nothing_fits_is_told(maker: SetMaker, minutes: int) -> None:
    made = maker.make(SetRequest("models", minutes=minutes))
    assert made.items == ()
    assert any(f"{minutes} minutes" in note for note in made.notes)


def test_a_time_that_the_bank_cannot_fill_is_told(maker: SetMaker) -> None:
    request = SetRequest("models", minutes=120, kinds=frozenset({"system-design"}))
    made = maker.make(request)
    assert [item.question.kind for item in made.items] == [Kind.SYSTEM_DESIGN]
    assert f"{made.minutes} of 120 minutes: no more questions fit" in made.notes[0]
    none = maker.make(replace(request, difficulties=frozenset({1})))
    assert none.items == ()
    assert "0 of 120 minutes: no more questions fit" in none.notes[0]


def test_limits_in_the_words_of_the_theme_are_kept(maker: SetMaker) -> None:
    assert len(maker.make(SetRequest("5 questions on models")).items) == 5
    assert 25 < maker.make(SetRequest("models in half an hour")).minutes <= 30
    both = maker.make(SetRequest("2 questions on models in 30 minutes"))
    assert len(both.items) == 2


def test_fields_overrule_the_words_of_the_theme(maker: SetMaker) -> None:
    assert len(maker.make(SetRequest("5 questions on models", count=3)).items) == 3
    assert maker.make(SetRequest("models in 90 minutes", minutes=10)).minutes <= 10


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_are_kept(maker: SetMaker, kind: str) -> None:
    made = maker.make(SetRequest("models", count=5, kinds=frozenset({kind})))
    assert {item.question.kind.value for item in made.items} == {kind}


@pytest.mark.parametrize("level", LEVELS)
def test_difficulties_are_kept(maker: SetMaker, level: int) -> None:
    made = maker.make(SetRequest("models", count=5, difficulties=frozenset({level})))
    assert _levels(made).keys() == {level}


@pytest.mark.parametrize("level", set(range(1, 6)) - set(LEVELS))
def test_a_difficulty_that_the_bank_lacks_gives_a_note(maker: SetMaker, level: int) -> None:
    made = maker.make(SetRequest("models", count=5, difficulties=frozenset({level})))
    assert made.items == ()
    assert made.notes == ("0 of 5 questions: no more fit within these limits.",)


def test_the_mix_is_exact(maker: SetMaker) -> None:
    made = maker.make(SetRequest("models", mix=((1, 2), (2, 3), (3, 1))))
    assert _levels(made) == {1: 2, 2: 3, 3: 1}
    assert not any("difficulty" in note for note in made.notes)


def test_a_mix_that_the_bank_lacks_is_told(maker: SetMaker, pack: Pack) -> None:
    have = sum(question.difficulty == 4 for question in pack.questions)
    made = maker.make(SetRequest("models", mix=((4, have + 2), (2, 1))))
    assert _levels(made) == {4: have, 2: 1}
    assert f"{have} of {have + 2} questions of difficulty 4: no more fit." in made.notes


def test_pins_that_break_the_mix_are_told(maker: SetMaker, pack: Pack) -> None:
    easy = [question.id for question in pack.questions if question.difficulty == 2][:2]
    made = maker.make(SetRequest("models", count=3, mix=((2, 1), (3, 1)), pinned=tuple(easy)))
    assert _levels(made) == {2: 2, 3: 1}
    assert any("difficulty 2" in note for note in made.notes)


def test_pinned_questions_come_first_in_their_order(maker: SetMaker) -> None:
    pinned = ("exciting-trends", "q-learning-and-q-value", "deploy-a-model")
    request = SetRequest("computer vision", count=6, pinned=pinned, kinds=frozenset({"behavioral"}))
    made = maker.make(request)
    assert tuple(_ids(made)[:3]) == pinned
    assert [item.pinned for item in made.items] == [True] * 3 + [False] * 3
    assert {item.question.kind for item in made.items[3:]} == {Kind.BEHAVIORAL}


def test_a_question_pinned_twice_comes_once(maker: SetMaker) -> None:
    request = SetRequest("models", count=3, pinned=("deploy-a-model", "deploy-a-model"))
    made = maker.make(request)
    assert _ids(made).count("deploy-a-model") == 1
    assert len(made.items) == 3


def test_pins_beyond_the_limits_are_told(maker: SetMaker) -> None:
    made = maker.make(SetRequest("models", count=2, minutes=10, pinned=tuple(IDS[:4])))
    assert _ids(made) == IDS[:4]
    assert "4 questions are pinned, more than the 2 asked for." in made.notes
    assert f"The pinned questions take {made.minutes} of 10 minutes." in made.notes


def test_excluded_questions_never_come(maker: SetMaker) -> None:
    made = maker.make(SetRequest("models", count=50, excluded=frozenset(IDS[:45])))
    assert sorted(_ids(made)) == sorted(IDS[45:])


def test_free_questions_go_from_easy_to_hard(maker: SetMaker) -> None:
    made = maker.make(SetRequest("models", count=20, pinned=("exciting-trends",)))
    levels = [item.question.difficulty for item in made.items[1:]]
    assert levels == sorted(levels)
    for one, other in zip(made.items[1:], made.items[2:], strict=False):
        if one.question.difficulty == other.question.difficulty:
            assert one.relevance >= other.relevance


def test_another_seed_usually_gives_another_set_within_the_limits(maker: SetMaker) -> None:
    request = SetRequest("models", count=6, minutes=30, difficulties=frozenset({2, 3}))
    made = [maker.make(replace(request, seed=seed)) for seed in range(10)]
    for one in made:
        _check_limits(one, one.request)
        _check_full(one, one.request)
    assert len({frozenset(_ids(one)) for one in made}) >= 6


def test_another_maker_of_the_same_bank_makes_the_same_set(maker: SetMaker, pack: Pack) -> None:
    for seed in (0, 3):
        request = SetRequest("neural networks, 45 minutes", seed=seed)
        assert maker_of(pack).make(request) == maker.make(request)


def test_what_is_avoided_comes_later(maker: SetMaker) -> None:
    vision = {"how-cnns-work", "transfer-learning-vision"}
    plain = maker.make(SetRequest("convolutional neural networks and vision", count=8))
    assert vision & set(_ids(plain))
    request = SetRequest("neural networks, no convolutional vision images", count=8)
    avoided = understand(request.theme).avoid
    assert avoided == ("convolutional vision images",)
    assert not vision & set(_ids(maker.make(request)))


def test_of_two_twins_a_set_has_one_unless_both_are_pinned(pack: Pack) -> None:
    [first, *others] = pack.questions
    again = {"id": "again", "seed_id": None, "question": f"{first.question} Please."}
    twin = first.model_copy(update=again)
    maker = maker_of(Pack(**dict(pack) | {"questions": (first, *others, twin)}))
    whole = maker.make(SetRequest(first.question, count=len(others) + 2))
    ids = {item.question.id for item in whole.items}
    assert len(ids & {first.id, "again"}) == 1
    assert len(ids) == len(others) + 1
    assert any("no more fit" in note for note in whole.notes)
    pinned = maker.make(SetRequest("anything", count=3, pinned=(first.id, "again")))
    assert {first.id, "again"} <= {item.question.id for item in pinned.items}


def test_a_bank_of_thousands_of_texts_is_ranked_whole(pack: Pack) -> None:
    """More texts than a search looks at first; every question still can be drawn."""
    copies = [
        question.model_copy(
            update={
                "id": f"{question.id}-{number}",
                "question": f"{number} " * 20,
                "reference": " ".join(f"{question.id}{letter}" for letter in "abcde"),
            }
        )
        for number in range(4)
        for question in pack.questions
    ]
    big = pack.model_copy(update={"questions": tuple(copies)})
    made = maker_of(big).make(SetRequest("models", count=200))
    assert len(made.items) == 200


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"theme": ""}, "the theme is empty; write"),
        ({"theme": " \n\t"}, "the theme is empty; write"),
        ({"count": 0}, "count is 0; give 1 or more"),
        ({"count": -3}, "count is -3; give 1 or more"),
        ({"minutes": 0}, "minutes is 0; give 1 or more"),
        ({"mix": ((0, 1),)}, "mix has 0:1; give difficulties 1 to 5"),
        ({"mix": ((6, 1),)}, "mix has 6:1; give difficulties 1 to 5"),
        ({"mix": ((1, 0),)}, "mix has 1:0"),
        ({"mix": ((1, 1), (1, 2))}, "difficulty 1 twice"),
        ({"difficulties": frozenset({2, 7})}, "difficulty is 7; give 1 to 5"),
        ({"pinned": ("no-such",)}, "no question has the id 'no-such'"),
        ({"excluded": frozenset({"no-such"})}, "no question has the id 'no-such'"),
        (
            {"pinned": (IDS[0],), "excluded": frozenset({IDS[0]})},
            "is both pinned and excluded; choose one",
        ),
        ({"kinds": frozenset({"riddle"})}, "no questions of kind 'riddle'; it has behavioral"),
        ({"seed": -1}, "seed is -1; give 0 or more"),
    ],
)
def test_a_request_that_can_never_be_met_is_refused(
    maker: SetMaker, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(InvalidRequestError, match=message):
        maker.make(replace(SetRequest("models"), **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", ["NLP, no  , maths", "0 questions on NLP", "?", "\ud83d", "0"])
def test_odd_themes_make_a_set_all_the_same(maker: SetMaker, theme: str) -> None:
    assert len(maker.make(SetRequest(theme)).items) == 8


# --- swap ---


def test_a_swap_exchanges_one_question_in_its_place(maker: SetMaker) -> None:
    made = maker.make(SetRequest("models", count=5))
    out = _ids(made)[2]
    swapped = maker.swap(made, out)
    assert [a == b for a, b in zip(_ids(made), _ids(swapped), strict=True)] == [
        *(True, True, False, True, True)
    ]
    assert out in swapped.request.excluded
    assert out in _ids(made)  # which has not changed


def test_every_question_can_be_swapped_once_and_then_none_is_left(maker: SetMaker) -> None:
    made = maker.make(SetRequest("models", count=3))
    seen = set(_ids(made))
    for _ in range(47):
        made = maker.swap(made, _ids(made)[0])
        assert not seen & {_ids(made)[0]}
        seen.add(_ids(made)[0])
    assert len(seen) == 50
    with pytest.raises(InvalidRequestError, match="no other question fits this set's limits"):
        maker.swap(made, _ids(made)[0])


def test_a_question_that_is_not_in_the_set_cannot_be_swapped(maker: SetMaker) -> None:
    made = maker.make(SetRequest("models", count=3))
    with pytest.raises(InvalidRequestError, match="the set has no question 'no-such' to swap"):
        maker.swap(made, "no-such")


def test_a_swap_keeps_the_mix(maker: SetMaker) -> None:
    made = maker.make(SetRequest("models", mix=((1, 1), (2, 2), (3, 2))))
    for out in _ids(made)[1:]:
        swapped = maker.swap(made, out)
        assert _levels(swapped) == {1: 1, 2: 2, 3: 2}


def test_a_pin_that_is_swapped_out_is_no_pin_any_more(maker: SetMaker) -> None:
    made = maker.make(SetRequest("models", count=3, pinned=(IDS[0], IDS[1])))
    swapped = maker.swap(made, IDS[0])
    assert swapped.request.pinned == (IDS[1],)
    assert IDS[0] not in _ids(maker.make(swapped.request))


def test_a_swap_tells_what_holds_then(maker: SetMaker) -> None:
    """A note that was true of the question that went is not kept."""
    longest = max(SHIPPED.questions, key=expected_minutes)
    made = maker.make(SetRequest("models", count=1, minutes=5, pinned=(longest.id,)))
    assert any("pinned questions take" in note for note in made.notes)
    swapped = maker.swap(made, longest.id)
    assert swapped.minutes <= 5
    assert not any("pinned" in note for note in swapped.notes)


# --- with the real encoder ---


@pytest.mark.model
@pytest.mark.parametrize(
    ("asked", "theme"),
    [
        ("reinforcement learning", "reinforcement-learning"),
        ("computer vision", "computer-vision"),
        ("soft skills", "behavioral"),
    ],
)
def test_a_theme_draws_its_questions(service: Service, asked: str, theme: str) -> None:
    made = service.question_set(SetRequest(asked, count=6))
    assert [item.question.theme for item in made.items] == [theme] * 6


@pytest.mark.model
def test_a_theme_far_from_the_bank_is_told_to_be_loose(service: Service) -> None:
    made = service.question_set(SetRequest("reinforcement learning", count=20))
    assert any("only loosely related" in note for note in made.notes)

"""Evidence highlighted inside a person's own text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evaluator import Status
from tests.ui.fake_pack import HOSTILE
from tests.ui.shown import TextOfHtml
from ui.components.highlight import Mark, highlighted, legend

ANSWER = "Trees split.\nForests <b>average</b> them."

TEXTS = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]))
"""Without the two characters that an HTML parser itself changes."""

MARKS = st.lists(
    st.builds(
        Mark,
        start=st.integers(-3, 30),
        end=st.integers(-3, 30),
        number=st.integers(1, 7),
        label=st.text(max_size=8) | st.just('" onmouseover="x'),
        status=st.sampled_from(list(Status)),
    ),
    max_size=5,
)


def mark(start: int, end: int, status: Status = Status.STATED, number: int = 1) -> Mark:
    return Mark(start, end, number, f"Point {number}", status)


def test_the_span_and_nothing_else_is_marked() -> None:
    html = TextOfHtml(highlighted(ANSWER, [mark(0, 12)]))
    assert [text for _, text in html.marked] == ["Trees split."]
    assert html.text == ANSWER
    assert html.numbers == ["1"]


def test_text_is_escaped() -> None:
    html = highlighted(HOSTILE, [mark(2, 30)])
    assert "<script" not in html
    assert "<img" not in html
    assert TextOfHtml(html).text == HOSTILE


def test_a_label_cannot_leave_its_attribute() -> None:
    label = '"><script>x</script>'
    html = highlighted(ANSWER, [Mark(0, 5, 1, label, Status.STATED)])
    assert "<script" not in html
    assert ("title", f"1. {label}: stated") in TextOfHtml(html).attributes


def test_each_status_has_its_own_underline_and_word() -> None:
    lines = {Status.STATED: "solid", Status.PARTLY: "dashed", Status.CONTRADICTED: "wavy"}
    for status, line in lines.items():
        ((style, _),) = TextOfHtml(highlighted(ANSWER, [mark(0, 5, status)])).marked
        assert f"underline {line}" in style
    assert TextOfHtml(legend(list(lines))).text.split("\xa0") == [
        "stated ",
        " partly stated ",
        " contradicted",
    ]


def test_where_spans_overlap_the_gravest_shows_and_all_are_named() -> None:
    marks = [mark(0, 12, Status.STATED, 1), mark(6, 20, Status.CONTRADICTED, 2)]
    html = TextOfHtml(highlighted(ANSWER, marks))
    assert [text for _, text in html.marked] == ["Trees ", "split.", "\nForests"]
    assert ["solid" in style for style, _ in html.marked] == [True, False, False]
    titles = [value for name, value in html.attributes if name == "title"]
    assert titles[1] == "1. Point 1: stated; 2. Point 2: contradicted"
    assert html.numbers == ["1", "2"]


def test_one_span_for_two_concepts_carries_both_numbers() -> None:
    html = TextOfHtml(highlighted(ANSWER, [mark(0, 5, number=1), mark(0, 5, number=3)]))
    assert html.numbers == ["1 3"]


def test_missing_concepts_and_empty_spans_are_left_out() -> None:
    marks = [mark(0, 5, Status.MISSING), mark(4, 4), mark(9, 3), mark(50, 60)]
    assert not TextOfHtml(highlighted(ANSWER, marks)).marked


def test_offsets_count_characters_beyond_the_basic_plane_as_one() -> None:
    html = TextOfHtml(highlighted("😀😀 yes", [mark(3, 6)]))
    assert [text for _, text in html.marked] == ["yes"]


@given(TEXTS, MARKS)
def test_no_text_is_lost_changed_or_read_as_html(text: str, marks: list[Mark]) -> None:
    html = TextOfHtml(highlighted(text, marks))
    assert html.text == text
    assert set(html.tags) <= {"div", "mark", "sup"}
    assert {name for name, _ in html.attributes} <= {"dir", "style", "title"}


@given(TEXTS, MARKS)
def test_exactly_the_characters_inside_spans_are_marked(text: str, marks: list[Mark]) -> None:
    inside = "".join(
        letter
        for place, letter in enumerate(text)
        if any(m.start <= place < m.end and m.status is not Status.MISSING for m in marks)
    )
    assert "".join(part for _, part in TextOfHtml(highlighted(text, marks)).marked) == inside

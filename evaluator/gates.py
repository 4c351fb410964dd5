"""Gates: reasons why a text is not scored as an answer, each explained to its writer.

Gates read the wording only, so they are few and cautious: what merely scores badly is the judge's
business. What a right answer looks like is known from the rubric: where the reference is a list of
terms, a list may be the answer, and where nobody wrote concepts one word may be. The off-topic
gate, which needs the meaning, is in evaluator.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from evaluator.evaluation import Gate, GateResult
from evaluator.letter_pairs import rare_pair_share
from evaluator.rubric import Rubric
from evaluator.word_lists import FOREIGN_WORDS
from evaluator.wording import content_stems, function_words, new_words, predicates, words

MIN_WORDS = 3
"""Fewest words that can state a claim (subject, verb, object)."""

MAX_RARE_PAIRS = 0.25
"""Largest share of letter pairs that English hardly has. Of the 3,700 answers of the graded corpus
none is above 0.07, and keyboard mashing is above 0.4."""

MIN_NEW_WORDS = 2
"""An answer that adds fewer words to the question's own may be an echo."""

LEAST_ECHOED = 0.8
"""Least share of the question's words that an echo repeats. A right answer too may consist of the
question's words ("the speed is decreasing"), but of a part of them."""

MAX_LIST_FUNCTION_WORDS = 0.1
"""Largest share of function words (the, of, is ...) in a bare list of terms. Prose has about 0.45
and telegraphic notes 0.2; notes below it are told from a list by their verbs."""

MIN_LIST_WORDS = 12
MIN_SINGLE_SHARE = 0.8
"""Least share of single words among what stands between commas in a list of words."""

MIN_FOREIGN_SHARE = 0.15
"""Least share of another language's function words in its prose, which has 0.3 and more."""

WORDS_PER_PREDICATE = 8
"""A list of terms has fewer than one word that asserts something (means, reduces, ->) in eight."""


def wording_gates(rubric: Rubric, answer: str) -> tuple[GateResult, ...]:
    """The gates that an answer's wording fires; at most one, the first that explains it."""
    for gate, fires, message in _GATES:
        if fires(rubric, answer):
            return (GateResult(gate, message),)
    return ()


def _is_empty(_: Rubric, answer: str) -> bool:
    return not answer.strip()


def _is_not_language(rubric: Rubric, answer: str) -> bool:
    says_something = str.isalpha if rubric.written else str.isalnum  # a number may be the answer
    if not any(map(says_something, answer)):
        return True
    return rare_pair_share(answer) > MAX_RARE_PAIRS or _is_one_word_repeated(answer)


def _is_one_word_repeated(answer: str) -> bool:
    said = words(answer)
    return len(said) >= MIN_WORDS and len(set(said)) == 1


def _is_too_short(rubric: Rubric, answer: str) -> bool:
    return rubric.written and len(words(answer)) < MIN_WORDS and not _unspaced_script(answer)


def _unspaced_script(answer: str) -> bool:
    """Whether the text is in a script without spaces (Chinese, Japanese, Thai)."""
    return len(re.findall(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]", answer)) >= 2 * MIN_WORDS


def _is_echo(rubric: Rubric, answer: str) -> bool:
    """Whether nothing is said beyond the question's words and the usual phrases around them."""
    asked = content_stems(rubric.question)
    new = new_words(answer, f"{rubric.question} {_ECHO_FILLER}")
    repeated = asked & content_stems(answer)
    return len(new) < MIN_NEW_WORDS and 0 < LEAST_ECHOED * len(asked) <= len(repeated)


def _is_keyword_list(rubric: Rubric, answer: str) -> bool:
    terms = [word for word in words(answer) if not any(map(str.isdigit, word))]
    if len(terms) < MIN_LIST_WORDS or _has_foreign_letters(answer) or _is_other_language(terms):
        return False
    return _lists(answer) and not any(map(_lists, rubric.references))


def _lists(text: str) -> bool:
    return _lists_terms(text) or lists_words(text)


def _lists_terms(text: str) -> bool:
    """Whether hardly any word of a text joins others, and hardly any asserts something."""
    said = words(text)
    few_function_words = function_words(text) <= MAX_LIST_FUNCTION_WORDS * len(said)
    return few_function_words and predicates(text) * WORDS_PER_PREDICATE < len(said)


def lists_words(text: str) -> bool:
    """Whether a text is mostly single words between commas, a dozen or more."""
    items = [item.split() for item in re.split("[,;]", text)]
    single = sum(len(item) == 1 for item in items)
    return single >= MIN_LIST_WORDS and single >= MIN_SINGLE_SHARE * len(items)


def _has_foreign_letters(answer: str) -> bool:
    return any(letter.isalpha() and not letter.isascii() for letter in answer)


def _is_other_language(said: Sequence[str]) -> bool:
    """Whether the small words of another language show that the text is prose in it."""
    return sum(word in FOREIGN_WORDS for word in said) >= MIN_FOREIGN_SHARE * len(said)


_ECHO_FILLER = (
    "answer question asked ask explain explanation describe description concept important "
    "importance good great interesting topic"
    " know known understand understanding machine learning model data "
    "talk discuss say tell thing well need think called use used"
)

_GATES: tuple[tuple[Gate, Callable[[Rubric, str], bool], str], ...] = (
    (Gate.EMPTY, _is_empty, "There is no answer yet. Write what you would say to the interviewer."),
    (
        Gate.NOT_LANGUAGE,
        _is_not_language,
        "This does not read as language, so it cannot be scored. Answer in sentences.",
    ),
    (
        Gate.TOO_SHORT,
        _is_too_short,
        f"Under {MIN_WORDS} words cannot state anything to score. Answer in a full sentence.",
    ),
    (
        Gate.ECHO,
        _is_echo,
        "This repeats the question without answering it. Say what you know about it.",
    ),
    (
        Gate.KEYWORD_LIST,
        _is_keyword_list,
        "This is a list of terms. Say in sentences what they mean and how they belong together.",
    ),
)

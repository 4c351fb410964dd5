"""The one object that the app, the API and the commands share: everything wired together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from threading import Lock

from content import Pack, Question, load_pack
from evaluator import (
    CrossEncoderJudge,
    Evaluation,
    Evaluator,
    GradedTask,
    Rubric,
    load_calibration,
)
from index import (
    CachedEncoder,
    Encoder,
    Entry,
    FaissStore,
    Filters,
    Hit,
    OnnxEncoder,
    SearchIndex,
    SentenceTransformerEncoder,
    entry_rows,
    guide_entries,
    open_vectors,
    question_entries,
)
from interview import QuestionSet, SetMaker, SetRequest
from service.claim_suggestions import SuggestedClaim, suggest_claims
from service.errors import UnknownQuestionError
from service.settings import Settings
from service.stated import stated


def make_encoder(settings: Settings) -> Encoder:
    """The encoder that the settings name; nothing is loaded yet."""
    if settings.encoder:
        return SentenceTransformerEncoder(settings.encoder)
    return OnnxEncoder(settings.encoder_folder, settings.threads)


def open_service(settings: Settings | None = None, encoder: Encoder | None = None) -> Service:
    """A service for these settings (by default those of the environment).

    The bank is read at once, so that an error in it shows now; models load on first use.
    """
    settings = settings or Settings()
    return Service(load_pack(settings.pack), encoder or make_encoder(settings), settings)


class Service:
    """Searches a bank, evaluates answers and makes question sets. Safe to share between threads."""

    def __init__(self, pack: Pack, encoder: Encoder, settings: Settings) -> None:
        self.pack = pack
        self.encoder: Encoder = CachedEncoder(encoder)
        self._settings = settings
        self._lock = Lock()
        self._notices: list[str] = []

    @property
    def notice(self) -> str | None:
        """What a person should know about how the index was opened, or None."""
        return " ".join(self._notices) or None

    @property
    def settings(self) -> Settings:
        """What this service was opened with."""
        return self._settings

    def open_indexes(self) -> None:
        """Open the indexes of questions and guide, building what does not match the bank."""
        _ = self._questions, self._guide

    def warm_up(self) -> None:
        """Load the models and open the indexes now rather than on first use."""
        self.open_indexes()
        self.search("warm up", k=1)
        self.evaluate(self.pack.questions[0].id, "warm up of the judge")

    def question(self, question_id: str) -> Question:
        """The question with this id. Raises UnknownQuestionError when there is none."""
        question = self.pack.question(question_id)
        if question is None:
            raise UnknownQuestionError(
                f"no question has the id {question_id!r}; find ids with scripts/search.py"
            )
        return question

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Hit]:
        """The k questions closest in meaning, best first. Raises SearchError for a blank query."""
        return self._questions.search(query, k, filters)

    def search_many(
        self, queries: Sequence[str], k: int = 10, filters: Filters | None = None
    ) -> list[list[Hit]]:
        """`search` for each query, encoded together."""
        return self._questions.search_many(queries, k, filters)

    def search_guide(self, query: str, k: int = 5) -> list[Hit]:
        """The k parts of the role guide closest in meaning, best first; none without a guide."""
        return self._guide.search(query, k) if self._guide else []

    def related(self, question_id: str, k: int = 4) -> list[Hit]:
        """The k questions closest to this one, without it."""
        return self._questions.related(self.question(question_id).id, k)

    def evaluate(self, question_id: str, answer: str) -> Evaluation:
        """The evaluation of an answer to a question of the bank."""
        return self._evaluator.evaluate(Rubric.of_question(self.question(question_id)), answer)

    def evaluate_many(self, tasks: Iterable[GradedTask]) -> list[Evaluation]:
        """The evaluation of each task, of the bank or not; the model is called for all together."""
        return self._evaluator.evaluate_many(list(tasks))

    def suggest_claims(self, question: str, reference: str) -> list[SuggestedClaim]:
        """Key concepts drafted from a reference answer, for its author; see `SuggestedClaim`."""
        states = partial(stated, self.evaluate_many, question)
        return suggest_claims(question, reference, self.encoder.encode, states)

    def question_set(self, request: SetRequest) -> QuestionSet:
        """A themed set of questions. Raises InvalidRequestError when it can never be met."""
        return self._set_maker.make(request)

    def swap(self, question_set: QuestionSet, question_id: str) -> QuestionSet:
        """The set with another question in the place of this one."""
        return self._set_maker.swap(question_set, question_id)

    @cached_property
    def _questions(self) -> SearchIndex:
        return self._open_index("questions", question_entries(self.pack))

    @cached_property
    def _guide(self) -> SearchIndex | None:
        guide = self.pack.guide
        return self._open_index("guide", guide_entries(guide)) if guide else None

    @cached_property
    def _evaluator(self) -> Evaluator:
        judge = CrossEncoderJudge(threads=self._settings.threads)
        return Evaluator(self.encoder, judge, load_calibration())

    @cached_property
    def _set_maker(self) -> SetMaker:
        return SetMaker(self.pack, self._questions)

    def _open_index(self, part: str, entries: Sequence[Entry]) -> SearchIndex:
        folder = self._settings.index_folder(self.pack.id) / part
        with self._lock:
            opened = open_vectors(folder, [row.text for row in entry_rows(entries)], self.encoder)
            if opened.notice:
                self._notices.append(opened.notice)
        return SearchIndex(
            entries, opened.vectors, self.encoder, FaissStore(self.encoder.dimension)
        )

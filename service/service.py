"""The one object that the app, the API and the commands share: everything wired together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from threading import Lock

from content import Pack, Question
from evaluator import (
    CrossEncoderJudge,
    Evaluation,
    Evaluator,
    GradedTask,
    Rubric,
    load_calibration,
    load_order_detector,
)
from index import CachedEncoder, Encoder, Filters, Hit, Understood, choose_store
from interview import QuestionSet, RelatedQuestion, SetRequest
from service.bank import Bank
from service.bank_map import KeptMap, MapPoint
from service.claim_suggestions import SuggestedClaim, suggest_claims
from service.errors import UnknownQuestionError
from service.live_bank import LiveBank
from service.pack_folder import PackFolder
from service.settings import Settings
from service.stated import stated


class Service:
    """Searches a bank, evaluates answers and makes question sets. Safe to share between threads.

    The bank follows its folder: a saved change is in use within about a second, without a restart.
    """

    def __init__(
        self, pack: Pack, encoder: Encoder, settings: Settings, source: PackFolder | None = None
    ) -> None:
        """`source` is the folder that the pack was loaded from; without it the pack stays."""
        self.encoder: Encoder = CachedEncoder(encoder)
        self._settings = settings
        self._opening = Lock()
        self._map = KeptMap()
        self._live = LiveBank(pack, self._bank, source)

    @property
    def pack(self) -> Pack:
        """The pack in use. Another call may return a newer one, so take it once."""
        return self._live.current.pack

    @property
    def notice(self) -> str | None:
        """What a person should know: a wrong edit of the bank, or how the index was opened."""
        return self._live.notice

    def refresh(self) -> bool:
        """Read the bank's folder now, for who has just saved; True when the bank has changed.

        A bank that is wrong is not taken; `notice` then says what to mend.
        """
        return self._live.refresh()

    @property
    def settings(self) -> Settings:
        """What this service was opened with."""
        return self._settings

    def open_indexes(self) -> None:
        """Open the indexes of questions and guide, building what does not match the bank."""
        self._live.current.open()

    def warm_up(self) -> None:
        """Load the models and open the indexes now rather than on first use."""
        self.search("warm up", k=1, anyway=True)
        rubric = Rubric.of_question(self.pack.questions[0])
        self._evaluator.evaluate(rubric, "warm up of the judge")

    def question(self, question_id: str) -> Question:
        """The question with this id. Raises UnknownQuestionError when there is none."""
        return _question(self.pack, question_id)

    def search(
        self, query: str, k: int = 10, filters: Filters | None = None, anyway: bool = False
    ) -> list[Hit]:
        """The k questions closest, best first. Raises SearchError for a blank query.

        None when nothing in the bank is about the query, unless the closest are wanted `anyway`.
        """
        return self.search_many([query], k, filters, anyway)[0]

    def search_many(
        self,
        queries: Sequence[str],
        k: int = 10,
        filters: Filters | None = None,
        anyway: bool = False,
    ) -> list[list[Hit]]:
        """`search` for each query, encoded together."""
        questions = self._live.current.open().questions
        return questions.search_many(queries, k, filters, anyway=anyway)

    def understood(self, query: str) -> Understood:
        """What a query is read as before it is searched for."""
        return self._live.current.open().questions.understood(query)

    def search_guide(self, query: str, k: int = 5) -> list[Hit]:
        """The k parts of the role guide closest in meaning, best first; none without a guide."""
        guide = self._live.current.open().guide
        return guide.search(query, k) if guide else []

    def related(self, question_id: str) -> list[RelatedQuestion]:
        """A few questions to go on to from this one, each with why; none where none is near."""
        bank = self._live.current
        return bank.open().related.of(_question(bank.pack, question_id).id)

    def bank_map(self) -> tuple[MapPoint, ...]:
        """Where every question lies by meaning; seconds of work once for each bank."""
        bank = self._live.current
        return self._map.of(bank.pack, bank.open().questions.centroids, self.encoder.encode)

    def evaluate(self, question_id: str, answer: str) -> Evaluation:
        """The evaluation of an answer to a question of the bank."""
        return self._evaluator.evaluate(Rubric.of_question(self.question(question_id)), answer)

    def evaluate_many(self, tasks: Iterable[GradedTask]) -> list[Evaluation]:
        """The evaluation of each task, of the bank or not; the model is called for all together."""
        return self._evaluator.evaluate_many(list(tasks))

    def suggest_claims(self, question: str, reference: str) -> list[SuggestedClaim]:
        """Key concepts drafted from a reference answer, for its author; see `SuggestedClaim`."""

        def states(pairs: Sequence[tuple[str, str]]) -> list[bool]:
            return stated(self.evaluate_many, [(question, *pair) for pair in pairs])

        return suggest_claims(question, reference, self.encoder.encode, states)

    def question_set(self, request: SetRequest) -> QuestionSet:
        """A themed set of questions. Raises InvalidRequestError when it can never be met."""
        return self._live.current.open().set_maker.make(request)

    def swap(self, question_set: QuestionSet, question_id: str) -> QuestionSet:
        """The set with another question in the place of this one."""
        return self._live.current.open().set_maker.swap(question_set, question_id)

    @cached_property
    def _evaluator(self) -> Evaluator:
        judge = CrossEncoderJudge(threads=self._settings.threads)
        orders = load_order_detector()
        known = orders if orders.encoder == self.encoder.name else None
        return Evaluator(self.encoder, judge, load_calibration(), known)

    def _bank(self, pack: Pack) -> Bank:
        folder = self._settings.index_folder(pack.id)
        choose = partial(choose_store, memory=self._settings.index_memory)
        return Bank(pack, self.encoder, folder, self._opening, self._settings.tokenizer, choose)


def _question(pack: Pack, question_id: str) -> Question:
    question = pack.question(question_id)
    if question is None:
        raise UnknownQuestionError(
            f"no question has the id {question_id!r}; find ids with scripts/search.py"
        )
    return question

"""How fast search is, beside the least that it could take and beside sentence-transformers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from random import Random

import faiss
import torch
from sentence_transformers import SentenceTransformer, util

from _kept_vectors import kept_vectors
from _timing import Target, interleaved
from content import Pack
from index import OnnxEncoder, Vectors, entry_rows, question_entries
from service import Service

RESULTS = 10
BATCHES = 3
SHORTEST, LONGEST = 2, 14
"""Words of a query, from a search box's two to a whole question."""

TARGETS = {
    "search / encoder and faiss": Target(1.25, most=True),
    "semantic_search / search": Target(1.5),
    "semantic_search / search, in a batch": Target(1.0),
    "first time / again": Target(20.0),
}


def search_figures(
    service: Service, peer: SentenceTransformer, queries: int, batch: int
) -> dict[str, float]:
    """Milliseconds of a search by each way, medians over so many `queries`, and their ratios.

    All ways search the same texts. No query is any of them, and none comes twice but where it is
    said, so that no cache helps.
    """
    rows = entry_rows(question_entries(service.pack))
    vectors = kept_vectors([row.text for row in rows], service.encoder)
    bare, semantic = _bare(service, vectors), _semantic(peer, vectors)
    fresh = fresh_queries(service.pack)

    def one(query: str) -> object:
        return service.search(query, RESULTS)

    def many(asked: Sequence[str]) -> object:
        return service.search_many(asked, RESULTS)

    least = interleaved({"viva": one, "bare": bare}, islice(fresh, queries + 1))
    single = interleaved(
        {"viva": one, "peer": lambda query: semantic([query])}, islice(fresh, queries + 1)
    )
    batches = [list(islice(fresh, batch)) for _ in range(BATCHES + 1)]
    together = interleaved({"viva": many, "peer": semantic}, batches)
    twice = interleaved({"first": one, "again": one}, islice(fresh, queries + 1))
    return {
        "search, one query, ms": least["viva"],
        "encoder and faiss alone, ms": least["bare"],
        "search / encoder and faiss": least["viva"] / least["bare"],
        "semantic_search, one query, ms": single["peer"],
        "semantic_search / search": single["peer"] / single["viva"],
        "search in a batch, ms a query": together["viva"] / batch,
        "semantic_search in a batch, ms a query": together["peer"] / batch,
        "semantic_search / search, in a batch": together["peer"] / together["viva"],
        "the same search again, ms": twice["again"],
        "first time / again": twice["first"] / twice["again"],
    }


def fresh_queries(pack: Pack) -> Iterator[str]:
    """Distinct queries without end: parts of the bank's wordings and claims, none of them whole."""
    random = Random(0)
    wordings = [text for question in pack.questions for text in question.also_asked]
    claims = [c.claim for question in pack.questions for c in question.key_concepts]
    texts = [text.split() for text in (*wordings, *claims)]
    seen = {*wordings, *claims}
    for number in count():
        words = random.choice(texts)
        length = random.randint(SHORTEST, LONGEST)
        start = random.randrange(max(len(words) - length, 0) + 1)
        query = " ".join(words[start : start + length])
        if query in seen:  # so few words are cut twice at times: numbered, it is another query
            query = f"{query} {number}"
        seen.add(query)
        yield query


def _bare(service: Service, vectors: Vectors) -> Callable[[str], object]:
    """The least that search by meaning takes: one model call and one exact search."""
    encoder = OnnxEncoder(service.settings.encoder_folder, threads=1)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    return lambda query: index.search(encoder.encode([query]), RESULTS)


def _semantic(peer: SentenceTransformer, vectors: Vectors) -> Callable[[Sequence[str]], object]:
    """sentence-transformers' own search; the dot product spares it to normalise unit vectors."""
    corpus = torch.from_numpy(vectors)

    def search(queries: Sequence[str]) -> object:
        asked = peer.encode(list(queries), convert_to_tensor=True, show_progress_bar=False)
        return util.semantic_search(asked, corpus, top_k=RESULTS, score_function=util.dot_score)

    return search

"""Fit what tells queries that a bank is about from others, on the dev split of corpus/search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.linear_model import LogisticRegression

from _console import run
from _kept_vectors import kept_vectors
from _search_corpus import Split, pack_named, read_off_domain, read_queries
from index import (
    EntryTable,
    LexicalIndex,
    QueryWords,
    Scope,
    common_words,
    everyday_queries,
    question_entries,
)
from service import Settings, make_encoder

PACKS = ("data-scientist", "ml-engineer")

INVERSE_PENALTY = 1e4
"""Inverse strength of the L2 penalty: features of a small range need hardly any."""

MISLEADING = "look-alike"
"""What off-domain queries are about that were written to mislead: the field's words for else."""

Evidence = NDArray[np.float64]


def main(
    refused: Annotated[
        float, typer.Option(min=0, max=1, help="Share of real dev queries that may be refused.")
    ] = 0.025,
) -> None:
    """Print weights and threshold for index/scope.py, and what they refuse in either split."""
    real, off, _ = evidence("dev")
    model = LogisticRegression(C=INVERSE_PENALTY, class_weight="balanced", max_iter=1000)
    model.fit(np.vstack([real, off]), [1] * len(real) + [0] * len(off))
    weights = np.round(model.coef_[0], 1)
    least = round(float(np.quantile(real @ weights, refused)), 1)
    typer.echo(f"EVIDENCE_WEIGHTS = {tuple(map(float, weights))}, LEAST_EVIDENCE = {least}")
    table = Table("split, share refused", "off-domain", "look-alikes", "others", "real")
    for split in ("dev", "test"):
        real, off, misleading = evidence(split)
        parts = (off, off[misleading], off[~misleading], real)
        table.add_row(split, *(f"{(part @ weights < least).mean():.1%}" for part in parts))
    Console().print(table)


def evidence(split: Split) -> tuple[Evidence, Evidence, NDArray[np.bool_]]:
    """What Scope weighs, a row for each real query of a split and for each off-domain one with each
    pack, and which of the latter are look-alikes.
    """
    off = [query for query in read_off_domain() if query.split == split]
    real_rows, off_rows = [], []
    for name in PACKS:
        bank = _Evidence(name)
        real = [q.query for q in read_queries() if q.pack == name and q.split == split]
        real_rows += bank.of(real)
        off_rows += bank.of([query.query for query in off])
    misleading = [query.about == MISLEADING for query in off] * len(PACKS)
    return np.array(real_rows), np.array(off_rows), np.array(misleading)


class _Evidence:
    """A bank's texts and words, as SearchIndex has them."""

    def __init__(self, name: str) -> None:
        pack, settings = pack_named(name), Settings()
        self._encoder = make_encoder(settings)
        entries = question_entries(pack)
        table = EntryTable(entries)
        own = table.own_texts()
        self._words = QueryWords.of(own, pack.abbreviations, common_words(settings.tokenizer))
        self._lexical = LexicalIndex(table, len(entries))
        self._texts = kept_vectors(own, self._encoder)
        self._scope = Scope(kept_vectors(everyday_queries(), self._encoder))

    def of(self, queries: Sequence[str]) -> list[tuple[float, ...]]:
        read = [self._words.understood(query) for query in queries]
        vectors = self._encoder.encode([one.text for one in read])
        return [
            self._scope.evidence(
                near, float(near.mean()), self._lexical.unknown_share(one.terms), vector
            )
            for one, vector, near in zip(read, vectors, vectors @ self._texts.T, strict=True)
        ]


if __name__ == "__main__":
    run(main)

"""What others score answers by, each as a function of answers and their references.

All give one number an answer, higher for better. With several references the best one counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from rouge_score.rouge_scorer import RougeScorer
from sentence_transformers import SentenceTransformer

from evaluator import sentences
from index import weights_folder

Scores = NDArray[np.float64]

BATCH = 64


class Pair(NamedTuple):
    """An answer, its references, and its claims: by default the references' sentences."""

    answer: str
    references: tuple[str, ...]
    claims: tuple[str, ...] = ()


def cosine(pairs: Sequence[Pair]) -> Scores:
    """Cosine of answer and nearest reference with all-MiniLM-L6-v2: what every peer does."""
    vectors = _vectors([text for pair in pairs for text in (pair.answer, *pair.references)])
    return np.array(
        [max(float(vectors[p.answer] @ vectors[ref]) for ref in p.references) for p in pairs]
    )


def claim_similarity(pairs: Sequence[Pair]) -> Scores:
    """Mean over the claims of the largest cosine with a sentence of the answer."""
    split = [(_sentences(pair.answer), _claims(pair)) for pair in pairs]
    texts = [text for said, sets in split for part in (said, *sets) for text in part]
    vectors = _vectors(texts)

    def covered(claims: Sequence[str], said: Sequence[str]) -> float:
        table = np.array([vectors[c] for c in claims]) @ np.array([vectors[s] for s in said]).T
        return float(table.max(axis=1).mean())

    return np.array([max(covered(claims, said) for claims in sets) for said, sets in split])


def rouge_l(pairs: Sequence[Pair]) -> Scores:
    """ROUGE-L F1 (Lin 2004) with stemming, by Google's rouge-score."""
    scorer = RougeScorer(["rougeL"], use_stemmer=True)
    return np.array(
        [
            max(scorer.score(ref, pair.answer)["rougeL"].fmeasure for ref in pair.references)
            for pair in pairs
        ]
    )


def bert_score(pairs: Sequence[Pair]) -> Scores:
    """BERTScore F1 (Zhang et al. 2020) with the tokens of all-MiniLM-L6-v2, without idf weights."""
    texts = list(dict.fromkeys(t for p in pairs for t in (p.answer, *p.references)))
    made = _model().encode(
        texts, output_value="token_embeddings", batch_size=BATCH, convert_to_tensor=False
    )
    tokens = {
        text: torch.nn.functional.normalize(torch.as_tensor(rows), dim=-1)
        for text, rows in zip(texts, made, strict=True)
    }
    return np.array(
        [max(_bert_f1(tokens[p.answer], tokens[ref]) for ref in p.references) for p in pairs]
    )


def length(pairs: Sequence[Pair]) -> Scores:
    """Words of the answer, and nothing else."""
    return np.array([float(len(pair.answer.split())) for pair in pairs])


BASELINES: dict[str, Callable[[Sequence[Pair]], Scores]] = {
    "cosine": cosine,
    "claim similarity": claim_similarity,
    "ROUGE-L": rouge_l,
    "BERTScore": bert_score,
    "length": length,
}


def _claims(pair: Pair) -> list[Sequence[str]]:
    """The written claims; without them, the sentences of each reference."""
    return [pair.claims] if pair.claims else [_sentences(ref) for ref in pair.references]


def _sentences(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)] or [text]


def _bert_f1(answer: torch.Tensor, reference: torch.Tensor) -> float:
    table = answer @ reference.T
    precision, recall = table.max(dim=1).values.mean(), table.max(dim=0).values.mean()
    return float(2 * precision * recall / (precision + recall))


def _vectors(texts: Sequence[str]) -> dict[str, Any]:
    once = list(dict.fromkeys(texts))
    vectors = _model().encode(once, batch_size=BATCH, normalize_embeddings=True)
    return dict(zip(once, vectors, strict=True))


@cache
def _model() -> SentenceTransformer:
    return SentenceTransformer(str(weights_folder()), device="cpu", local_files_only=True)

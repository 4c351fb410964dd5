"""Where it is found: encoders, vector stores and search by meaning."""

from index.cached_encoder import CachedEncoder
from index.common_words import common_words
from index.encoder import Encoder, Vectors
from index.entry import Entry, guide_entries, question_entries
from index.errors import DamagedIndexError, EncoderError, SearchError, StaleIndexError
from index.export import export_encoder
from index.faiss_store import FaissStore
from index.folded_words import Span, folded, folded_spans
from index.hits import Filters, Hit
from index.minilm import weights_folder
from index.onnx_encoder import OnnxEncoder
from index.open_index import OpenedVectors, open_vectors
from index.query_words import QueryWords
from index.search_index import (
    QUERY_WEIGHTS,
    SAME_WORDS,
    THEME_WEIGHTS,
    SearchIndex,
    entry_rows,
)
from index.sentence_transformer_encoder import SentenceTransformerEncoder
from index.understood import Change, ChangeKind, Understood
from index.vector_store import Neighbour, VectorStore

__all__ = [
    "QUERY_WEIGHTS",
    "SAME_WORDS",
    "THEME_WEIGHTS",
    "CachedEncoder",
    "Change",
    "ChangeKind",
    "DamagedIndexError",
    "Encoder",
    "EncoderError",
    "Entry",
    "FaissStore",
    "Filters",
    "Hit",
    "Neighbour",
    "OnnxEncoder",
    "OpenedVectors",
    "QueryWords",
    "SearchError",
    "SearchIndex",
    "SentenceTransformerEncoder",
    "Span",
    "StaleIndexError",
    "Understood",
    "VectorStore",
    "Vectors",
    "common_words",
    "entry_rows",
    "export_encoder",
    "folded",
    "folded_spans",
    "guide_entries",
    "open_vectors",
    "question_entries",
    "weights_folder",
]

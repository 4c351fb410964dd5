"""Where it is found: encoders, vector stores and search by meaning."""

from index.cached_encoder import CachedEncoder
from index.encoder import Encoder, Vectors
from index.entry import Entry, guide_entries, question_entries
from index.errors import DamagedIndexError, EncoderError, SearchError, StaleIndexError
from index.export import export_encoder
from index.faiss_store import FaissStore
from index.hits import Filters, Hit
from index.hnsw_store import HnswStore
from index.ivf_pq_store import IvfPqStore
from index.minilm import weights_folder
from index.onnx_encoder import OnnxEncoder
from index.open_index import OpenedVectors, open_vectors
from index.search_index import (
    QUERY_WEIGHTS,
    SAME_WORDS,
    THEME_WEIGHTS,
    SearchIndex,
    entry_rows,
)
from index.sentence_transformer_encoder import SentenceTransformerEncoder
from index.store_choice import StoreChoice, StoreKind, choose_store, memory_needed, new_store
from index.vector_store import Neighbour, VectorStore

__all__ = [
    "QUERY_WEIGHTS",
    "SAME_WORDS",
    "THEME_WEIGHTS",
    "CachedEncoder",
    "DamagedIndexError",
    "Encoder",
    "EncoderError",
    "Entry",
    "FaissStore",
    "Filters",
    "Hit",
    "HnswStore",
    "IvfPqStore",
    "Neighbour",
    "OnnxEncoder",
    "OpenedVectors",
    "SearchError",
    "SearchIndex",
    "SentenceTransformerEncoder",
    "StaleIndexError",
    "StoreChoice",
    "StoreKind",
    "VectorStore",
    "Vectors",
    "choose_store",
    "entry_rows",
    "export_encoder",
    "guide_entries",
    "memory_needed",
    "new_store",
    "open_vectors",
    "question_entries",
    "weights_folder",
]

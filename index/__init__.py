"""Where it is found: encoders, vector stores and search by meaning."""

from index.cached_encoder import CachedEncoder
from index.common_words import common_words
from index.encoder import Encoder, Vectors
from index.entry import Entry, guide_entries, question_entries
from index.entry_table import SAME_WORDS, EntryTable, entry_rows
from index.errors import DamagedIndexError, EncoderError, SearchError, StaleIndexError
from index.export import export_encoder
from index.faiss_store import FaissStore
from index.filled_store import filled_store
from index.folded_words import folded, marked_places
from index.hits import Filters, Hit
from index.hnsw_store import HnswStore
from index.ivf_pq_store import IvfPqStore
from index.lexical_index import LexicalIndex
from index.minilm import weights_folder
from index.onnx_encoder import OnnxEncoder
from index.open_index import OpenedVectors, open_vectors
from index.open_store import open_store
from index.query_words import QueryWords
from index.saved_store import OpenedStore
from index.scope import Scope, everyday_queries
from index.search_index import QUERY_WEIGHTS, THEME_WEIGHTS, SearchIndex
from index.sentence_transformer_encoder import SentenceTransformerEncoder
from index.store_choice import StoreChoice, StoreKind, choose_store, memory_needed, new_store
from index.understood import Change, ChangeKind, Understood
from index.vector_store import Found, Rows, Searchable, VectorStore

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
    "EntryTable",
    "FaissStore",
    "Filters",
    "Found",
    "Hit",
    "HnswStore",
    "IvfPqStore",
    "LexicalIndex",
    "OnnxEncoder",
    "OpenedStore",
    "OpenedVectors",
    "QueryWords",
    "Rows",
    "Scope",
    "SearchError",
    "SearchIndex",
    "Searchable",
    "SentenceTransformerEncoder",
    "StaleIndexError",
    "StoreChoice",
    "StoreKind",
    "Understood",
    "VectorStore",
    "Vectors",
    "choose_store",
    "common_words",
    "entry_rows",
    "everyday_queries",
    "export_encoder",
    "filled_store",
    "folded",
    "guide_entries",
    "marked_places",
    "memory_needed",
    "new_store",
    "open_store",
    "open_vectors",
    "question_entries",
    "weights_folder",
]

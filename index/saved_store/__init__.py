"""An approximate store on disk: one file, and a manifest that names it."""

from index.saved_store.opening import OpenedStore, StoreContent, open_saved_store
from index.saved_store.writing import forget_store

__all__ = ["OpenedStore", "StoreContent", "forget_store", "open_saved_store"]

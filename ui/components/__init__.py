"""Small parts of pages, one idea each."""

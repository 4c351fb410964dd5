"""The web pages: Streamlit scripts, one a page, and the components they share."""

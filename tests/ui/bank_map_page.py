"""A page with nothing but the map, for tests."""

from __future__ import annotations

import streamlit as st

from ui.components.bank_map import bank_map_chart
from ui.components.plain import plain
from ui.state import page_service

st.set_page_config(layout="centered")
service = page_service()
st.title("Map of the bank", anchor=False)
chosen = bank_map_chart(service)
st.write(f"Chosen: {plain(chosen or 'none')}")

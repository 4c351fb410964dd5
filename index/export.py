"""Exporting all-MiniLM-L6-v2 to ONNX in fp32, once, at set-up. The only user of torch here."""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from index import minilm
from index.onnx_encoder import FORMAT_VERSION, MANIFEST, MODEL, TOKENIZER, OnnxEncoder

if TYPE_CHECKING:
    import torch

OPSET = 17
"""ONNX operator set: the first with LayerNormalization, which ONNX Runtime fuses best."""


def export_encoder(folder: Path) -> bool:
    """Export the encoder into a folder, atomically; False when it is already there and whole.

    Raises EncoderError when the weights are missing or are not the expected ones.
    """
    if OnnxEncoder(folder).is_whole():
        return False
    source = minilm.weights_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _export_graph(source, draft / MODEL)
        shutil.copyfile(source / "tokenizer.json", draft / TOKENIZER)
        _write_manifest(draft)
        if folder.exists():
            shutil.rmtree(folder)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return True


def _write_manifest(folder: Path) -> None:
    manifest = {
        "format_version": FORMAT_VERSION,
        "name": minilm.NAME,
        "dimension": minilm.DIMENSION,
        "window_tokens": minilm.WINDOW_TOKENS,
        "weights_sha256": minilm.WEIGHTS_SHA256,
        "files": {name: minilm.sha256_of(folder / name) for name in (MODEL, TOKENIZER)},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _export_graph(source: Path, target: Path) -> None:
    """Write the graph: token ids and mask in, sum of the token vectors under the mask out."""
    import torch
    from transformers import AutoModel

    bert = AutoModel.from_pretrained(source, attn_implementation="eager", local_files_only=True)

    class TokenSums(torch.nn.Module):
        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            hidden = bert(input_ids=ids, attention_mask=mask).last_hidden_state
            sums: torch.Tensor = (hidden * mask.unsqueeze(-1).to(hidden.dtype)).sum(dim=1)
            return sums

    model = TokenSums()
    model.bert = bert
    model.eval()
    ids = torch.tensor([[101, 2023, 102], [101, 102, 0]])
    axes = {0: "batch", 1: "tokens"}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # the tracer warns of shapes that are dynamic on purpose
        torch.onnx.export(
            model,
            (ids, (ids > 0).long()),
            str(target),
            dynamo=False,
            opset_version=OPSET,
            input_names=["input_ids", "attention_mask"],
            output_names=["token_sums"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "token_sums": {0: "batch"}},
        )

"""The judge's network, and its export as weight-only int8 ONNX."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import nn
from transformers import AutoModel

from evaluator import STATUSES
from index import weights_folder

OPSET = 17
HIDDEN = 384
LEAST_QUANTISED = 100_000
"""Fewest weights of a matrix that is stored in int8; the rest are under 1% of the file."""

INT8_MAX = 127


class JudgeModel(nn.Module):
    """MiniLM over claim and text; heads over the first token and the mean of all.

    `forward` gives logits of shape (pairs, 4) for STATUSES, and a cosine of shape (pairs,), by
    which the network is first taught the encoder's own similarities.
    """

    def __init__(self, attention: str = "sdpa") -> None:
        super().__init__()
        self.bert: Any = AutoModel.from_pretrained(
            weights_folder(), attn_implementation=attention, local_files_only=True
        )
        self.bert.embeddings.word_embeddings.weight.requires_grad = False
        self.status = nn.Linear(2 * HIDDEN, len(STATUSES))
        self.cosine = nn.Linear(2 * HIDDEN, 1)

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits and cosines for token ids, mask and segment ids, each (pairs, tokens)."""
        hidden = self.bert(input_ids=ids, attention_mask=mask, token_type_ids=types)[0]
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(dim=1) / weights.sum(dim=1)
        pooled = torch.cat([hidden[:, 0], mean], dim=-1)
        return self.status(pooled), self.cosine(pooled).squeeze(-1)


def export_judge(state: dict[str, torch.Tensor], folder: Path) -> None:
    """Write model.onnx (large matrices in int8, computed in fp32) and tokenizer.json."""
    model = JudgeModel(attention="eager")
    model.load_state_dict(state)
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[101, 2023, 102, 2023, 102], [101, 2023, 102, 102, 0]])
    types = torch.tensor([[0, 0, 0, 1, 1], [0, 0, 0, 1, 0]])
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "pairs", 1: "tokens"} for name in names}
    target = folder / "model.onnx"
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # the tracer warns of shapes that are dynamic on purpose
        torch.onnx.export(
            model,
            (ids, (ids > 0).long(), types),
            str(target),
            dynamo=False,
            opset_version=OPSET,
            input_names=names,
            output_names=["logits", "cosine"],
            dynamic_axes={**axes, "logits": {0: "pairs"}, "cosine": {0: "pairs"}},
        )
    graph = onnx.load(str(target))
    _quantise(graph)
    onnx.checker.check_model(graph)
    onnx.save(graph, str(target))
    shutil.copyfile(weights_folder() / "tokenizer.json", folder / "tokenizer.json")


def _quantise(model: onnx.ModelProto) -> None:
    """Store large matrices in int8 with a scale for each row (embeddings) or output (the rest)."""
    graph = model.graph
    gathered = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    kept, nodes = [], []
    for tensor in graph.initializer:
        weights = numpy_helper.to_array(tensor)
        if weights.dtype != np.float32 or weights.ndim != 2 or weights.size < LEAST_QUANTISED:
            kept.append(tensor)
            continue
        axis = 0 if tensor.name in gathered else 1
        scale = np.maximum(np.abs(weights).max(axis=1 - axis, keepdims=True), 1e-12) / INT8_MAX
        rounded = np.clip(np.rint(weights / scale), -INT8_MAX, INT8_MAX).astype(np.int8)
        parts = (rounded, scale.ravel().astype(np.float32), np.zeros(scale.size, np.int8))
        names = [f"{tensor.name}_{part}" for part in ("int8", "scale", "zero")]
        kept += map(numpy_helper.from_array, parts, names)
        nodes.append(helper.make_node("DequantizeLinear", names, [tensor.name], axis=axis))
    nodes += graph.node
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept)

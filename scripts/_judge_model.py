"""The judge's network, and its export as weight-only int8 ONNX."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn
from transformers import AutoModel

from evaluator import CLS, INPUT_NAMES, OUTPUT_NAMES, STATUSES
from index import weights_folder

OPSET = 17
HIDDEN = 384
BLOCKED = -1e4
"""Added to an attention score that must not count; small enough for bfloat16."""

LEAST_QUANTISED = 100_000
"""Fewest weights of a matrix that is stored in int8; the rest are under 1% of the file."""

INT8_MAX = 127

TURNED = ".T"
"""Suffix of a parameter that is stored transposed."""


class Judged(NamedTuple):
    """What the network says of n claims about rows of t tokens.

    `status`: logits for STATUSES, (rows, n, 4). `grade`: logits of the grade of the answer if the
    claim were its reference, (rows, n). `evidence`: logits that a token shows the claim,
    (rows, n, t).
    """

    status: Tensor
    grade: Tensor
    evidence: Tensor


class JudgeModel(nn.Module):
    """MiniLM over rows as evaluator/judge_layout.py lays them out.

    A claim first looks for its evidence: attention from the claim's vector to the answer's tokens,
    taught on quoted evidence. Its status then follows from the claim as read with the answer, the
    evidence, and the product of both.
    """

    def __init__(self, attention: str = "sdpa", dropout: float = 0.0) -> None:
        """`dropout` is that of the trunk's hidden layers."""
        super().__init__()
        bert: Any = AutoModel.from_pretrained(
            weights_folder(),
            attn_implementation=attention,
            attention_probs_dropout_prob=0.0,  # dropout there would take half of the training time
            hidden_dropout_prob=dropout,
            local_files_only=True,
        )
        bert.pooler = None
        bert.embeddings.word_embeddings.weight.requires_grad = False
        self.bert: Any = bert
        self.seek = nn.Linear(2 * HIDDEN, HIDDEN)
        self.show = nn.Linear(HIDDEN, HIDDEN)
        self.evidence_bias = nn.Parameter(torch.tensor(-2.0))
        self.compare = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(5 * HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(0.1)
        )
        self.status = nn.Linear(HIDDEN, len(STATUSES))
        self.grade = nn.Linear(HIDDEN, 1)

    def forward(
        self, ids: Tensor, positions: Tensor, types: Tensor, blocks: Tensor, numbers: Tensor
    ) -> Judged:
        """Inputs as `inputs_of` makes them."""
        hidden = self._hidden(ids, positions, types, blocks)
        member = (blocks.unsqueeze(1) == numbers.view(1, -1, 1)).to(hidden.dtype)  # rows, n, t
        mean = member @ hidden / member.sum(dim=-1, keepdim=True).clamp(min=1)
        starts = (ids == CLS).unsqueeze(1).to(hidden.dtype)
        first = (member * starts) @ hidden
        sought = self.seek(torch.cat([first, mean], dim=-1))
        evidence = sought @ self.show(hidden).transpose(1, 2) / HIDDEN**0.5
        shared = (blocks == 0).unsqueeze(1)
        weights = evidence.masked_fill(~shared, BLOCKED).softmax(dim=-1)
        found = weights @ hidden
        shared_mean = (
            shared.to(hidden.dtype) @ hidden / shared.to(hidden.dtype).sum(dim=-1, keepdim=True)
        )
        features = torch.cat([first, mean, found, mean * found, mean * shared_mean], dim=-1)
        compared = self.compare(features)
        status = self.status(compared)
        return Judged(status, self.grade(compared).squeeze(-1), evidence + self.evidence_bias)

    def _hidden(self, ids: Tensor, positions: Tensor, types: Tensor, blocks: Tensor) -> Tensor:
        embedded = self.bert.embeddings(input_ids=ids, token_type_ids=types, position_ids=positions)
        asking, asked = blocks.unsqueeze(2), blocks.unsqueeze(1)
        seen = (asking == asked) | (asked == 0)
        mask = (~seen).to(embedded.dtype).unsqueeze(1) * BLOCKED
        hidden: Tensor = self.bert.encoder(embedded, attention_mask=mask)[0]
        return hidden


def export_judge(state: dict[str, Tensor], folder: Path) -> None:
    """Write model.onnx (large matrices in int8, computed in fp32) and tokenizer.json."""
    model = JudgeModel(attention="eager")
    model.load_state_dict(state)
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor(
        [[101, 2023, 102, 2023, 102, 101, 2023, 102], [101, 102, 102, 101, 102, 101, 102, 0]]
    )
    positions = torch.tensor([[0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 3, 4, 0]])
    blocks = torch.tensor([[0, 0, 0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 2, 2, -1]])
    tokens = {name: {0: "rows", 1: "tokens"} for name in INPUT_NAMES[:4]}
    claims = {0: "rows", 1: "claims"}
    target = folder / "model.onnx"
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # the tracer warns of shapes that are dynamic on purpose
        torch.onnx.export(
            model,
            (ids, positions, (blocks > 0).long(), blocks, torch.tensor([1, 2])),
            str(target),
            dynamo=False,
            opset_version=OPSET,
            input_names=list(INPUT_NAMES),
            output_names=list(OUTPUT_NAMES),
            dynamic_axes={
                **tokens,
                "numbers": {0: "claims"},
                "status": claims,
                "grade": claims,
                "evidence": {**claims, 2: "tokens"},
            },
        )
    graph = onnx.load(str(target))
    _name_matrices(graph, model.state_dict())
    _quantise(graph)
    onnx.checker.check_model(graph)
    onnx.save(graph, str(target))
    shutil.copyfile(weights_folder() / "tokenizer.json", folder / "tokenizer.json")


def shipped_state(folder: Path) -> dict[str, Tensor]:
    """The weights that `export_judge` wrote, widened to fp32, to train on from them."""
    arrays = {
        tensor.name: numpy_helper.to_array(tensor)
        for tensor in onnx.load(str(folder / "model.onnx")).graph.initializer
    }
    state = {}
    for stored, values in arrays.items():
        name = stored.removesuffix("_int8")
        if name != stored:
            scale = arrays[f"{name}_scale"]
            values = values * (scale if name.endswith(TURNED) else scale[:, np.newaxis])
        if name.endswith(TURNED):
            values = values.T
        state[name.removesuffix(TURNED)] = torch.from_numpy(values.copy())
    return {name: state[name] for name in JudgeModel().state_dict()}


def _name_matrices(model: onnx.ModelProto, state: dict[str, Tensor]) -> None:
    """Give every matrix, which the export turns and numbers, the name of its parameter."""
    turned = {
        values.T.contiguous().numpy().tobytes(): f"{name}{TURNED}"
        for name, values in state.items()
        if values.ndim == 2
    }
    names = {
        tensor.name: turned[tensor.raw_data]
        for tensor in model.graph.initializer
        if tensor.name not in state and tensor.raw_data in turned
    }
    for tensor in model.graph.initializer:
        tensor.name = names.get(tensor.name, tensor.name)
    for node in model.graph.node:
        for at, name in enumerate(node.input):
            node.input[at] = names.get(name, name)


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

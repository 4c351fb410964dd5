"""Train the judge and write its weights. One command, resumable, seeded, logged."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Annotated, Any, NamedTuple

import numpy as np
import torch
import typer
from _training_sources import Source, corpus_examples, questions_of
from rich.progress import Progress
from sklearn.metrics import f1_score
from torch import Tensor, nn

from _console import run
from _corpus import CORPUS
from _judge_examples import Block, Example, measured_examples
from _judge_model import Judged, JudgeModel, export_judge, shipped_state
from _public_sets import PUBLIC_SHARE, public_examples
from _told_answers import UNKNOWN
from evaluator import JUDGE_FOLDER, Layout, encode_parts, inputs_of, lay_out, load_tokenizer
from index import weights_folder

BATCH_TOKENS = 3600
BATCH_ROWS = 24
BUCKET = 512
"""Examples that are sorted by length together, so that batches hold little padding."""

TRUNK_RATE, HEAD_RATE = 1.5e-4, 6e-4
LAYER_DECAY = 0.9
"""A layer of the trunk learns at this share of the rate of the layer above it."""

WARM_UP_STEPS = 80
DECAY_SHARE = 0.45
WEIGHT_DECAY = 0.01
LABEL_WEIGHTS = (1.0, 1.2, 0.8, 1.4)
"""Weights of STATUSES in the loss: partly and contradicted are rarer than they matter."""

LABEL_SMOOTHING = 0.03
EVIDENCE_LOSS, EVIDENCE_WEIGHT, GRADE_LOSS = 0.5, 3.0, 2.0
"""Weight of the evidence loss, of a token that is evidence in it, and of the grade loss."""

MAX_NORM = 1.0
AVERAGED = 0.998
"""Share of the averaged weights that stays at a step; they are what is measured and written."""

SAVE_SECONDS = 180.0
LOG_STEPS = 50


class Step(NamedTuple):
    """One batch: the network's inputs and, with -1 or NaN where unknown, labels and grades of shape
    (rows, claims) and evidence of shape (rows, claims, tokens).
    """

    inputs: tuple[Tensor, ...]
    labels: Tensor
    grades: Tensor
    evidence: Tensor


def main(
    corpus: Annotated[Path, typer.Option(help="Folder of the graded corpus.")] = CORPUS,
    graded: Annotated[Path | None, typer.Option(help="Folder of public sets to add.")] = None,
    output: Annotated[Path, typer.Option(help="Where to write the weights.")] = JUDGE_FOLDER,
    work: Annotated[Path, typer.Option(help="Checkpoint and log.")] = Path(".viva/training"),
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the labels.")] = 4,
    seed: Annotated[int, typer.Option(help="Seed of all that is random.")] = 0,
    bf16: Annotated[bool, typer.Option(help="Matrix products in bfloat16.")] = False,
    resume: Annotated[bool, typer.Option(help="Go on from the last checkpoint.")] = False,
    from_shipped: Annotated[bool, typer.Option(help="Start from the shipped weights.")] = False,
    examples: Annotated[
        int, typer.Option(min=1, help="Most examples of the corpus in a pass.")
    ] = 1_000_000,
    public: Annotated[
        float, typer.Option(min=0, max=1, help="Share of the public examples in a pass.")
    ] = PUBLIC_SHARE,
    without: Annotated[
        list[Source] | None, typer.Option(help="Sources left out, to see what they are worth.")
    ] = None,
    rate: Annotated[float, typer.Option(min=0, help="Factor of the learning rates.")] = 1.0,
    average: Annotated[
        float, typer.Option(min=0, max=1, help="Share of the new weights beside the shipped ones.")
    ] = 1.0,
    dropout: Annotated[float, typer.Option(min=0, max=1, help="Dropout of the trunk.")] = 0.1,
) -> None:
    """Train the judge; afterwards run calibrate_judge.py, since the score depends on it."""
    torch.manual_seed(seed)
    work.mkdir(parents=True, exist_ok=True)
    start = shipped_state(JUDGE_FOLDER) if from_shipped else None
    trainer = Trainer(work, epochs, bf16, rate, dropout, start)
    if resume:
        trainer.resume()
    dev = measured_examples(questions_of(corpus, "dev"))
    for epoch in range(trainer.epoch, epochs):
        random = Random(seed + epoch)
        chosen = corpus_examples(corpus, graded, random, without or ())
        chosen = random.sample(chosen, min(examples, len(chosen)))
        if graded and Source.PUBLIC not in (without or ()):
            chosen += public_examples(graded, random, public)
        trainer.run_epoch(epoch, chosen, random)
        trainer.write({"epoch": epoch, "dev_f1": trainer.claim_f1(dev)})
    state = trainer.averaged
    if average < 1:  # a run that goes on from weights forgets some of what they knew
        shipped = shipped_state(JUDGE_FOLDER)
        state = {name: torch.lerp(shipped[name], state[name], average) for name in state}
    export_judge(state, output)
    typer.echo(f"Weights are in {output}. Now run scripts/calibrate_judge.py.")


class Trainer:
    """The model and where its training stands."""

    def __init__(
        self,
        work: Path,
        epochs: int,
        bf16: bool,
        rate: float = 1.0,
        dropout: float = 0.0,
        start: dict[str, Tensor] | None = None,
    ) -> None:
        self.model = JudgeModel(dropout=dropout)
        if start is not None:
            self.model.load_state_dict(start)
        self.averaged = {name: value.clone() for name, value in self.model.state_dict().items()}
        self.epoch = 0
        self._step = 0
        self._steps_done = 0
        self._epochs = epochs
        self._bf16 = bf16
        self._checkpoint = work / "checkpoint.pt"
        self._log = work / "log.jsonl"
        self._optimizer = _optimizer(self.model, rate)
        self._tokenizer = load_tokenizer(weights_folder() / "tokenizer.json")

    def resume(self) -> None:
        """Go on from the checkpoint. Raises BadParameter when there is none."""
        if not self._checkpoint.is_file():
            raise typer.BadParameter(f"{self._checkpoint}: no checkpoint to resume from")
        saved = torch.load(self._checkpoint, weights_only=True)
        self.model.load_state_dict(saved["model"])
        self.averaged = saved["averaged"]
        self._optimizer.load_state_dict(saved["optimizer"])
        self.epoch, self._step, self._steps_done = saved["at"]

    def run_epoch(self, epoch: int, examples: Sequence[Example], random: Random) -> None:
        """Train on the examples, from the step on at which the checkpoint was saved."""
        self.model.train()
        steps = list(self._steps(examples, random))
        saved_at, losses = time.monotonic(), []
        with Progress() as progress:
            bar = progress.add_task(f"Epoch {epoch + 1}", total=len(steps), completed=self._step)
            for number in range(self._step, len(steps)):
                self._set_rate(epoch + number / len(steps))
                losses.append(self._learn(steps[number]))
                progress.advance(bar)
                self._step, self._steps_done = number + 1, self._steps_done + 1
                if self._step % LOG_STEPS == 0:
                    mean = [round(float(x), 4) for x in np.nanmean(losses, axis=0)]
                    self.write({"epoch": epoch, "step": self._step, "of": len(steps), "loss": mean})
                    losses = []
                if time.monotonic() - saved_at > SAVE_SECONDS:
                    self._save()
                    saved_at = time.monotonic()
        self.epoch, self._step = epoch + 1, 0
        self._save()

    def claim_f1(self, examples: Sequence[Example]) -> list[float]:
        """F1 of stated (with partly), missing and contradicted by the averaged weights."""
        self.model.eval()
        trained = {name: value.clone() for name, value in self.model.state_dict().items()}
        self.model.load_state_dict(self.averaged)
        said, true = [], []
        with torch.no_grad():
            for step in self._steps(examples, Random(0)):
                known = step.labels != UNKNOWN
                said.append(self._read(step).status.argmax(dim=-1)[known])
                true.append(step.labels[known])
        self.model.load_state_dict(trained)
        merged = np.array([0, 0, 1, 2])
        labels, found = (merged[torch.cat(parts).numpy()] for parts in (true, said))
        scores = f1_score(labels, found, average=None, labels=[0, 1, 2])
        return [round(float(score), 4) for score in scores]

    def write(self, entry: dict[str, Any]) -> None:
        """Append an entry to the log."""
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")

    def _learn(self, step: Step) -> tuple[float, float, float]:
        losses = _losses(self._read(step), step)
        self._optimizer.zero_grad()
        torch.stack([loss for loss in losses if not torch.isnan(loss)]).sum().backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), MAX_NORM)
        self._optimizer.step()
        self._average()
        status, evidence, grade = (loss.item() for loss in losses)
        return status, evidence, grade

    @torch.no_grad()
    def _average(self) -> None:
        """Move the averaged weights towards those of now: alone these jump from step to step."""
        share = max(1 - AVERAGED, 1 / (1 + self._steps_done))
        for name, value in self.model.state_dict().items():
            self.averaged[name].lerp_(value, share)

    def _read(self, step: Step) -> Judged:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self._bf16):
            judged = self.model(*step.inputs)
        return Judged(*(part.float() for part in judged))

    def _set_rate(self, at: float) -> None:
        """Linear warm-up, a plateau, and linear to zero over the last DECAY_SHARE of epochs."""
        left = 1 - at / self._epochs
        factor = min(1.0, (self._steps_done + 1) / WARM_UP_STEPS, left / DECAY_SHARE)
        for group in self._optimizer.param_groups:
            group["lr"] = group["full_rate"] * factor

    def _save(self) -> None:
        draft = self._checkpoint.with_suffix(".part")
        state = {
            "model": self.model.state_dict(),
            "averaged": self.averaged,
            "optimizer": self._optimizer.state_dict(),
            "at": (self.epoch, self._step, self._steps_done),
        }
        torch.save(state, draft)
        draft.replace(self._checkpoint)

    def _steps(self, examples: Sequence[Example], random: Random) -> Iterator[Step]:
        """Batches of similar length, in random order."""
        texts = list({text: None for e in examples for text in _texts(e)})
        encoded = dict(zip(texts, encode_parts(self._tokenizer, texts), strict=True))
        rows = [
            (
                e,
                lay_out(
                    encoded[e.question], encoded[e.answer], [encoded[b.text] for b in e.blocks]
                ),
            )
            for e in examples
        ]
        random.shuffle(rows)
        for start in range(0, len(rows), BUCKET):
            bucket = sorted(rows[start : start + BUCKET], key=lambda row: len(row[1].ids))
            batches = list(_batches(bucket))
            random.shuffle(batches)
            yield from map(_step, batches)


def _texts(example: Example) -> Iterator[str]:
    yield example.question
    yield example.answer
    yield from (block.text for block in example.blocks)


def _batches(rows: Sequence[tuple[Example, Layout]]) -> Iterator[list[tuple[Example, Layout]]]:
    batch: list[tuple[Example, Layout]] = []
    for row in rows:
        full = (len(batch) + 1) * len(row[1].ids) > BATCH_TOKENS or len(batch) == BATCH_ROWS
        if batch and full:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _step(batch: Sequence[tuple[Example, Layout]]) -> Step:
    arrays = inputs_of([layout for _, layout in batch])
    inputs = tuple(map(torch.from_numpy, arrays.values()))
    claims, tokens = len(inputs[-1]), inputs[0].shape[1]
    labels = torch.full((len(batch), claims), UNKNOWN)
    grades = torch.full((len(batch), claims), torch.nan)
    evidence = torch.full((len(batch), claims, tokens), torch.nan)
    for row, (example, layout) in enumerate(batch):
        for claim, block in enumerate(example.blocks):
            labels[row, claim] = block.label
            if block.grade is not None:
                grades[row, claim] = block.grade
            if block.evidence is not None:
                _mark(evidence[row, claim], layout, block)
    return Step(inputs, labels, grades, evidence)


def _mark(target: Tensor, layout: Layout, block: Block) -> None:
    """1 for tokens of the answer that are evidence, 0 for its others, in place."""
    for at, (start, end) in enumerate(layout.offsets, layout.answer_start):
        target[at] = float(any(s < end and start < e for s, e in block.evidence or ()))


def _losses(judged: Judged, step: Step) -> tuple[Tensor, Tensor, Tensor]:
    status = nn.functional.cross_entropy(
        judged.status.flatten(0, 1),
        step.labels.flatten(),
        weight=torch.tensor(LABEL_WEIGHTS),
        ignore_index=UNKNOWN,
        label_smoothing=LABEL_SMOOTHING,
    )
    known = ~torch.isnan(step.evidence)
    evidence = nn.functional.binary_cross_entropy_with_logits(
        judged.evidence[known], step.evidence[known], pos_weight=torch.tensor(EVIDENCE_WEIGHT)
    )
    graded = ~torch.isnan(step.grades)
    grade = nn.functional.mse_loss(judged.grade[graded].sigmoid(), step.grades[graded])
    return status, EVIDENCE_LOSS * evidence, GRADE_LOSS * grade


def _optimizer(model: JudgeModel, rate: float) -> torch.optim.Optimizer:
    layers = model.bert.encoder.layer
    parts = [
        (list(layer.parameters()), TRUNK_RATE * LAYER_DECAY ** (len(layers) - 1 - depth))
        for depth, layer in enumerate(layers)
    ]
    embeddings = [p for p in model.bert.embeddings.parameters() if p.requires_grad]
    parts.append((embeddings, TRUNK_RATE * LAYER_DECAY ** len(layers)))
    heads = [p for name, p in model.named_parameters() if not name.startswith("bert.")]
    parts.append((heads, HEAD_RATE))
    groups = [{"params": part, "full_rate": rate * full, "lr": rate * full} for part, full in parts]
    return torch.optim.AdamW(groups, weight_decay=WEIGHT_DECAY)


if __name__ == "__main__":
    run(main)

"""Train the judge on the corpus's train split and write its weights. Resumable and seeded.

First the network is taught the encoder's own cosine of claim and sentence, which keeps what the
encoder knows of meaning; then the labels. On two cores an epoch takes about an hour.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated, Any

import numpy as np
import torch
import typer
from rich.progress import Progress
from sklearn.metrics import f1_score
from tokenizers import Tokenizer
from torch import nn

from _console import run
from _corpus import CORPUS, CorpusQuestion, corpus_files, read_field
from _judge_model import JudgeModel, export_judge
from _judge_pairs import TrainingPair, answer_pairs, training_pairs
from evaluator import JUDGE_FOLDER, passages
from index import weights_folder
from service import Settings, make_encoder

WINDOW_TOKENS = 200
BATCH_TOKENS = 3200
BATCH_PAIRS = 48
BUCKET = 2048
"""Pairs that are sorted by length together, so that batches hold little padding."""

LABEL_RATE, COSINE_RATE, HEAD_RATE = 1.2e-4, 1e-4, 1e-3
WARM_UP_STEPS = 100
LABEL_WEIGHTS = (1.0, 1.3, 0.8, 1.3)
"""Weights of STATUSES in the loss: partly and contradicted are rarer than they matter."""

LABEL_SMOOTHING = 0.03
COSINE_LOSS = 10.0
MAX_NORM = 1.0
SAVE_STEPS = 100
DEV_PAIRS = 1500


@dataclass(frozen=True)
class Step:
    """One batch: token ids, mask and segment ids, each (pairs, tokens), and the targets."""

    inputs: tuple[torch.Tensor, torch.Tensor, torch.Tensor]
    targets: torch.Tensor


def main(
    corpus: Annotated[Path, typer.Option(help="Folder of the graded corpus.")] = CORPUS,
    output: Annotated[Path, typer.Option(help="Where to write the weights.")] = JUDGE_FOLDER,
    work: Annotated[Path, typer.Option(help="Checkpoint and log.")] = Path(".viva/training"),
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the labels.")] = 1,
    cosine_pairs: Annotated[int, typer.Option(min=0, help="Pairs taught by cosine.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Seed of all that is random.")] = 0,
    resume: Annotated[bool, typer.Option(help="Go on from the last checkpoint.")] = False,
) -> None:
    """Train the judge; afterwards run calibrate_judge.py, since the score depends on it."""
    torch.manual_seed(seed)
    work.mkdir(parents=True, exist_ok=True)
    questions = [question for file in corpus_files(corpus) for question in read_field(file)]
    train = [question for question in questions if question.split == "train"]
    dev = answer_pairs([question for question in questions if question.split == "dev"])
    trainer = Trainer(work, seed)
    if resume:
        trainer.resume()
    trainer.teach_cosine(_cosine_pairs(train, cosine_pairs, Random(seed)))
    labels = [p for epoch in range(epochs) for p in training_pairs(train, Random(seed + epoch))]
    trainer.teach_labels(labels, Random(seed).sample(dev, min(DEV_PAIRS, len(dev))))
    export_judge(trainer.model.state_dict(), output)
    typer.echo(f"Weights are in {output}. Now run scripts/calibrate_judge.py.")


class Trainer:
    """The model and where its training stands."""

    def __init__(self, work: Path, seed: int) -> None:
        self.model = JudgeModel()
        self._checkpoint = work / "checkpoint.pt"
        self._log = work / "log.jsonl"
        self._seed = seed
        self._done = {"cosine": 0, "labels": 0}
        self._saved_optimizer: dict[str, Any] | None = None
        self._tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(WINDOW_TOKENS, strategy="longest_first")

    def resume(self) -> None:
        """Go on from the checkpoint. Raises BadParameter when there is none."""
        if not self._checkpoint.is_file():
            raise typer.BadParameter(f"{self._checkpoint}: no checkpoint to resume from")
        saved = torch.load(self._checkpoint, weights_only=True)
        self.model.load_state_dict(saved["model"])
        self._saved_optimizer = saved["optimizer"]
        self._done = saved["done"]

    def teach_cosine(self, pairs: Sequence[tuple[str, str, float]]) -> None:
        """Teach the network the encoder's cosine of each pair of texts."""
        steps = list(self._steps(pairs, torch.float32))
        self._train("cosine", steps, COSINE_RATE, self._cosine_loss)

    def teach_labels(self, pairs: Sequence[TrainingPair], dev: Sequence[TrainingPair]) -> None:
        """Teach the network the labels; macro-F1 on `dev` goes into the log with each save."""
        steps = list(self._steps(pairs, torch.long))
        self._train("labels", steps, LABEL_RATE, self._label_loss)
        self._write({"dev_macro_f1": self.macro_f1(dev)})

    def macro_f1(self, pairs: Sequence[TrainingPair]) -> float:
        """Macro-F1 of stated (with partly), missing and contradicted, in [0, 1]."""
        self.model.eval()
        said, true = [], []
        with torch.no_grad():
            for step in self._steps(pairs, torch.long):
                said.append(self.model(*step.inputs)[0].argmax(dim=-1))
                true.append(step.targets)
        merged = np.array([0, 0, 1, 2])
        labels, found = (merged[torch.cat(parts).numpy()] for parts in (true, said))
        return float(f1_score(labels, found, average="macro"))

    def _train(self, stage: str, steps: Sequence[Step], rate: float, loss_of: Any) -> None:
        self.model.train()
        optimizer = self._optimizer(rate)
        first = self._done[stage]
        if 0 < first < len(steps) and self._saved_optimizer:
            optimizer.load_state_dict(self._saved_optimizer)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer,
            lambda at: min(1, (first + at) / WARM_UP_STEPS) * (1 - (first + at) / len(steps)),
        )
        with Progress() as progress:
            bar = progress.add_task(f"Teaching {stage}", total=len(steps), completed=first)
            for number in range(first, len(steps)):
                loss = loss_of(steps[number])
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(self.model.parameters(), MAX_NORM)
                optimizer.step()
                schedule.step()
                progress.advance(bar)
                self._done[stage] = number + 1
                if (number + 1) % SAVE_STEPS == 0 or number + 1 == len(steps):
                    self._save(stage, optimizer, loss.item())

    def _cosine_loss(self, step: Step) -> torch.Tensor:
        return COSINE_LOSS * nn.functional.mse_loss(self.model(*step.inputs)[1], step.targets)

    def _label_loss(self, step: Step) -> torch.Tensor:
        return nn.functional.cross_entropy(
            self.model(*step.inputs)[0],
            step.targets,
            weight=torch.tensor(LABEL_WEIGHTS),
            label_smoothing=LABEL_SMOOTHING,
        )

    def _optimizer(self, rate: float) -> torch.optim.Optimizer:
        heads = [*self.model.status.parameters(), *self.model.cosine.parameters()]
        trunk = [p for p in self.model.bert.parameters() if p.requires_grad]
        groups = [{"params": trunk, "lr": rate}, {"params": heads, "lr": HEAD_RATE}]
        return torch.optim.AdamW(groups, weight_decay=0.01)

    def _save(self, stage: str, optimizer: torch.optim.Optimizer, loss: float) -> None:
        draft = self._checkpoint.with_suffix(".part")
        state = {
            "model": self.model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "done": self._done,
        }
        torch.save(state, draft)
        draft.replace(self._checkpoint)
        self._write({"stage": stage, "step": self._done[stage], "loss": round(loss, 4)})

    def _write(self, entry: dict[str, Any]) -> None:
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")

    def _steps(self, pairs: Sequence[tuple[str, str, Any]], kind: torch.dtype) -> Iterator[Step]:
        """Batches of similar length, in an order that the seed decides."""
        encodings = self._tokenizer.encode_batch([(claim, text) for claim, text, _ in pairs])
        order = list(range(len(pairs)))
        random = Random(self._seed)
        random.shuffle(order)
        for start in range(0, len(order), BUCKET):
            bucket = sorted(order[start : start + BUCKET], key=lambda i: len(encodings[i].ids))
            batches = list(_batches(bucket, [len(encoding.ids) for encoding in encodings]))
            random.shuffle(batches)
            for batch in batches:
                targets = torch.tensor([pairs[i][2] for i in batch], dtype=kind)
                yield Step(_inputs([encodings[i] for i in batch]), targets)


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for row in order:
        full = (len(batch) + 1) * lengths[row] > BATCH_TOKENS or len(batch) == BATCH_PAIRS
        if batch and full:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _inputs(encodings: Sequence[Any]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(encoding.ids) for encoding in encodings)
    tables = torch.zeros((3, len(encodings), longest), dtype=torch.long)
    for row, encoding in enumerate(encodings):
        fields = (encoding.ids, encoding.attention_mask, encoding.type_ids)
        for table, values in zip(tables, fields, strict=True):
            table[row, : len(values)] = torch.tensor(values)
    return tables[0], tables[1], tables[2]


def _cosine_pairs(
    questions: Sequence[CorpusQuestion], count: int, random: Random
) -> list[tuple[str, str, float]]:
    """Claims with passages, mostly of answers to the same question, and the encoder's cosine."""
    texts = [
        (random.choice((question if random.random() < 0.8 else random.choice(questions)).claims), p)
        for question in questions
        for answer in question.answers
        for p in passages(answer.answer)
    ]
    chosen = random.sample(texts, min(count, len(texts)))
    encoder = make_encoder(Settings())
    claims = encoder.encode([claim.text for claim, _ in chosen])
    said = encoder.encode([passage.text for _, passage in chosen])
    cosines = (claims * said).sum(axis=1)
    return [(c.text, p.text, float(x)) for (c, p), x in zip(chosen, cosines, strict=True)]


if __name__ == "__main__":
    run(main)

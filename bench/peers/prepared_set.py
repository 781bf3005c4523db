"""A classification set as bench/bakeoff/data/write-prepared.ts wrote it."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

INTERCEPT = "(intercept)"


@dataclass(frozen=True)
class PreparedSet:
    """Encoded rows, labels 0 … classes−1, and the row orders by seed."""

    folder: Path
    name: str
    rows: int
    classes: int
    names: list[str]
    encoded: np.ndarray
    labels: np.ndarray
    orders: dict[int, np.ndarray]
    numeric: list[str]
    categorical: list[str]

    def columns(self, straight: bool) -> list[int]:
        """Places of the encoded columns; `straight` leaves out those of knots, `NAME>KNOT`."""
        return [column for column, name in enumerate(self.names) if not (straight and ">" in name)]


def read_prepared_set(folder: str | Path) -> PreparedSet:
    folder = Path(folder)
    told = json.loads((folder / "set.json").read_text())
    return PreparedSet(
        folder=folder,
        name=told["name"],
        rows=told["rows"],
        classes=len(told["classes"]),
        names=told["names"],
        encoded=np.load(folder / "encoded.npy"),
        labels=np.load(folder / "labels.npy"),
        orders={each["seed"]: np.load(folder / each["order"]) for each in told["shuffles"]},
        numeric=told["numeric"],
        categorical=told["categorical"],
    )

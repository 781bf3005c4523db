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

    def without_intercept(self) -> np.ndarray:
        """The encoded columns for libraries that add an intercept of their own."""
        return np.delete(self.encoded, self.names.index(INTERCEPT), axis=1)


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

"""Progressive validation: the share of wrong choices so far, each made before its row was learned from."""

import numpy as np

POINTS = 50
FIRST = 10


def checkpoints(rows: int) -> list[int]:
    """About 50 row counts from 10 to all, evenly spaced in the logarithm."""
    if rows <= FIRST:
        return [rows]
    return sorted({int(round(at)) for at in np.geomspace(FIRST, rows, POINTS)})


class Progress:
    """Adds up losses (0 or 1) of single rows and keeps the mean at the checkpoints."""

    def __init__(self, rows: int) -> None:
        self._wanted = checkpoints(rows)
        self._seen = 0
        self._sum = 0.0
        self.curve: list[list[float]] = []

    def add(self, loss: float) -> None:
        self._seen += 1
        self._sum += loss
        if self._seen == self._wanted[len(self.curve)]:
            self.curve.append([self._seen, round(self._sum / self._seen, 6)])

    @property
    def loss(self) -> float:
        return self._sum / self._seen

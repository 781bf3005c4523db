"""Vowpal Wabbit's exploration algorithms, run by its own reduction from classes to a bandit (`--cbify`)."""

import time

import numpy as np

from progress import checkpoints

# Each at its own defaults. Cover, bag and rnd have no default size: the figures are those of the project's tutorials.
EXPLORERS = {
    "vw-epsilon": "--epsilon 0.05",
    "vw-squarecb": "--squarecb",
    "vw-regcb": "--regcb",
    "vw-regcbopt": "--regcbopt",
    "vw-cover": "--cover 3",
    "vw-bag": "--bag 5",
    "vw-rnd": "--rnd 1",
}
# Vowpal Wabbit's own learning rate, 0.5, is in the grid.
LEARNING_RATES = [0.01, 0.05, 0.1, 0.5, 1, 3, 10]
# Room for every arm's features; the default of 18 bits lets arms share weights when there are many.
BITS = 20


def vw_version() -> str:
    import vowpalwabbit

    return vowpalwabbit.__version__


def run_vw(examples: list[str], order: np.ndarray, classes: int, flags: str, seed: int) -> dict:
    """One pass over the examples in the given order; loss as Vowpal Wabbit itself reports it."""
    import vowpalwabbit

    command = f"--cbify {classes} --cb_explore_adf {flags} -b {BITS} --random_seed {seed} --quiet"
    workspace = vowpalwabbit.Workspace(command)
    curve = []
    started = time.perf_counter()
    done = 0
    for until in checkpoints(len(order)):
        for row in order[done:until].tolist():
            workspace.learn(examples[row])
        done = until
        curve.append([until, round(workspace.get_sum_loss() / workspace.get_weighted_examples(), 6)])
    seconds = time.perf_counter() - started
    loss = workspace.get_sum_loss() / workspace.get_weighted_examples()
    workspace.finish()
    return {"command": command, "rows": done, "loss": loss, "seconds": round(seconds, 3), "curve": curve}

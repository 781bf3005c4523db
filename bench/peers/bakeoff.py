"""Progressive-validation loss of the peers on prepared sets, on the same row orders as ours.

    python bakeoff.py JOB.json > results.jsonl

JOB.json: {"set": FOLDER, "policies": [...], "features": ["encoded", "straight", "raw"],
           "shuffles": [SEED, ...],
           "learningRates": [...], "maxRows": {"POLICY": ROWS}}; everything but "set" may be left out.
"learningRates" (a list, or true for the usual grid) adds, for each of Vowpal Wabbit's algorithms, the rate with the
lowest mean loss on these very shuffles, marked "hindsight": nobody knows it beforehand.
Each line: {policy, library, version, features, settings, hindsight, set, shuffle, rows, loss, seconds, curve}.
"""

import importlib.metadata
import importlib.util
import json
import os
import sys
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

import numpy as np  # noqa: E402  (after the thread counts, which it reads once)

from linucb_peers import PEERS  # noqa: E402
from prepared_set import PreparedSet, read_prepared_set  # noqa: E402
from progress import Progress  # noqa: E402
from vw_examples import encoded_examples, raw_examples  # noqa: E402
from vw_policies import EXPLORERS, LEARNING_RATES, run_vw, vw_version  # noqa: E402


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def emit(line: dict) -> None:
    print(json.dumps(line), flush=True)


def limited(order: np.ndarray, policy: str, limits: dict) -> np.ndarray:
    return order[: limits.get(policy, len(order))]


def run_explorer(told: PreparedSet, policy: str, kind: str, examples: list[str], job: dict) -> None:
    base = {"policy": policy, "library": "vowpalwabbit", "version": vw_version(), "features": kind, "set": told.name}

    def runs(flags: str) -> list[dict]:
        lines = []
        for seed in job["shuffles"]:
            order = limited(told.orders[seed], policy, job["maxRows"])
            run = run_vw(examples, order, told.classes, flags, seed)
            lines.append({**base, "settings": run.pop("command"), "hindsight": False, "shuffle": seed, **run})
        say(f"{told.name} {policy} {kind} {flags}: {np.mean([line['loss'] for line in lines]):.4f}")
        return lines

    for line in runs(EXPLORERS[policy]):
        emit(line)
    if job["learningRates"]:
        grid = {rate: runs(f"{EXPLORERS[policy]} -l {rate}") for rate in job["learningRates"]}
        means = {rate: float(np.mean([line["loss"] for line in lines])) for rate, lines in grid.items()}
        best = min(means, key=means.get)
        for line in grid[best]:
            emit({**line, "policy": f"{policy} (rate tuned)", "hindsight": True, "grid": means})


def run_linucb(told: PreparedSet, peer: type, kind: str, job: dict) -> None:
    encoded = told.encoded[:, told.columns(straight=kind == "straight")]
    for seed in job["shuffles"]:
        order = limited(told.orders[seed], peer.name, job["maxRows"])
        model = peer(told.classes, seed)
        progress = Progress(len(order))
        started = time.perf_counter()
        for row in order.tolist():
            x = encoded[row].astype(np.float64)
            arm = model.choose(x)
            reward = 1.0 if arm == told.labels[row] else 0.0
            model.learn(x, arm, reward)
            progress.add(1.0 - reward)
        seconds = round(time.perf_counter() - started, 3)
        emit(
            {
                "policy": peer.name,
                "library": peer.package,
                "version": importlib.metadata.version(peer.package),
                "features": kind,
                "set": told.name,
                "settings": json.dumps(peer.settings),
                "hindsight": False,
                "shuffle": seed,
                "rows": len(order),
                "loss": progress.loss,
                "seconds": seconds,
                "curve": progress.curve,
            }
        )
        limit = "" if len(order) == told.rows else f" (first {len(order)} rows only)"
        say(f"{told.name} {peer.name} {kind} shuffle {seed}: {progress.loss:.4f} in {seconds:.0f} s{limit}")


def main() -> None:
    with open(sys.argv[1], encoding="utf8") as file:
        job = json.load(file)
    told = read_prepared_set(job["set"])
    kinds = job.get("features", ["encoded", "straight", "raw"])
    wanted = job.get("policies", [*EXPLORERS, *(peer.name for peer in PEERS)])
    job.setdefault("shuffles", list(told.orders))
    rates = job.get("learningRates", [])
    job["learningRates"] = LEARNING_RATES if rates is True else rates
    job.setdefault("maxRows", {})
    unknown = set(wanted) - {*EXPLORERS, *(peer.name for peer in PEERS)}
    if unknown:
        sys.exit(f"unknown policies: {', '.join(sorted(unknown))}")

    if any(policy in EXPLORERS for policy in wanted):
        if importlib.util.find_spec("vowpalwabbit") is None:
            say("vowpalwabbit is not installed: its policies are left out")
        else:
            for kind in kinds:
                examples = raw_examples(told) if kind == "raw" else encoded_examples(told, kind == "straight")
                for policy in (policy for policy in wanted if policy in EXPLORERS):
                    run_explorer(told, policy, kind, examples, job)
    for peer in (peer for peer in PEERS if peer.name in wanted):
        if importlib.util.find_spec(peer.package) is None:
            say(f"{peer.package} is not installed: {peer.name} is left out")
        else:
            for kind in (kind for kind in kinds if kind != "raw"):
                run_linucb(told, peer, kind, job)


if __name__ == "__main__":
    main()

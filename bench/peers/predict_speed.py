"""CPU time of one decision with the peers' LinUCB, one decision at a time on one thread, as a service would ask.

    python predict_speed.py JOB.json

JOB.json: {"arms": 168, "trainingRows": 4000, "calls": 2000, "contexts": {"outreach": [[…], …], "dense": [[…], …]}}:
encoded contexts with their intercept, by kind; "arms", "trainingRows" and "calls" may be left out.
Prints a JSON list: {library, version, contexts, arms, features, calls, cpuMs: {p10, p50, p90}, wallMs: {…}}.
"""

import os

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

import importlib.metadata  # noqa: E402  (after the thread counts, which NumPy reads once)
import importlib.util  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
import warnings  # noqa: E402

import numpy as np  # noqa: E402

WARM_UP = 100


def trained_mabwiser(x: np.ndarray, arms: np.ndarray, rewards: np.ndarray, count: int):
    from mabwiser.mab import MAB, LearningPolicy

    model = MAB(list(range(count)), LearningPolicy.LinUCB(alpha=1.0, l2_lambda=1.0), seed=1)
    model.fit(arms, rewards, x)
    return lambda row: model.predict(row)


def trained_contextualbandits(x: np.ndarray, arms: np.ndarray, rewards: np.ndarray, count: int):
    from contextualbandits.online import LinUCB

    model = LinUCB(nchoices=count, fit_intercept=False, random_state=1, njobs=1)
    model.partial_fit(x, arms, rewards)
    return lambda row: model.predict(row)


PEERS = {"mabwiser": trained_mabwiser, "contextualbandits": trained_contextualbandits}


def quantiles(nanoseconds: list[int]) -> dict:
    p10, p50, p90 = np.quantile(np.array(nanoseconds) / 1e6, [0.1, 0.5, 0.9]).round(5).tolist()
    return {"p10": p10, "p50": p50, "p90": p90}


def time_calls(predict, rows: list[np.ndarray], calls: int) -> tuple[dict, dict]:
    for call in range(WARM_UP):
        predict(rows[call % len(rows)])
    cpu, wall = [], []
    for call in range(calls):
        row = rows[call % len(rows)]
        wall_before, cpu_before = time.perf_counter_ns(), time.process_time_ns()
        predict(row)
        cpu_after, wall_after = time.process_time_ns(), time.perf_counter_ns()
        cpu.append(cpu_after - cpu_before)
        wall.append(wall_after - wall_before)
    return quantiles(cpu), quantiles(wall)


def main() -> None:
    warnings.filterwarnings("ignore")
    with open(sys.argv[1], encoding="utf8") as file:
        job = json.load(file)
    count, calls = job.get("arms", 168), job.get("calls", 2000)
    results = []
    for kind, contexts in job["contexts"].items():
        x = np.array(contexts, dtype=np.float64)
        random = np.random.default_rng(1)
        chosen = random.integers(len(x), size=job.get("trainingRows", 4000))
        # Every arm is trained: round and round, so that none is in a shorter path for arms without data.
        arms = np.arange(len(chosen)) % count
        rewards = (random.random(len(chosen)) < 0.3).astype(np.float64)
        rows = [np.ascontiguousarray(row[None, :]) for row in x]
        for library, trained in PEERS.items():
            if importlib.util.find_spec(library) is None:
                print(f"{library} is not installed: left out", file=sys.stderr)
                continue
            cpu, wall = time_calls(trained(x[chosen], arms, rewards, count), rows, calls)
            results.append(
                {
                    "library": library,
                    "version": importlib.metadata.version(library),
                    "contexts": kind,
                    "arms": count,
                    "features": x.shape[1],
                    "calls": calls,
                    "cpuMs": cpu,
                    "wallMs": wall,
                }
            )
    print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()

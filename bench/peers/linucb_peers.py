"""LinUCB of three libraries behind one pair of calls, `choose` and `learn`, one decision at a time."""

import numpy as np


class MabwiserLinUCB:
    """mabwiser: `partial_fit` after each decision. It needs one `fit`; the first arm is drawn at random for it."""

    name = "mabwiser-linucb"
    package = "mabwiser"
    settings = {"alpha": 1.0, "l2_lambda": 1.0}

    def __init__(self, arms: int, seed: int) -> None:
        from mabwiser.mab import MAB, LearningPolicy

        self._first = int(np.random.default_rng(seed).integers(arms))
        self._model = MAB(list(range(arms)), LearningPolicy.LinUCB(**self.settings), seed=seed)
        self._fitted = False

    def choose(self, x: np.ndarray) -> int:
        return self._model.predict(x[None, :]) if self._fitted else self._first

    def learn(self, x: np.ndarray, arm: int, reward: float) -> None:
        take = self._model.partial_fit if self._fitted else self._model.fit
        take([arm], [reward], x[None, :])
        self._fitted = True


class ContextualbanditsLinUCB:
    """contextualbandits: all defaults, its own intercept left out because the encoded rows have one."""

    name = "contextualbandits-linucb"
    package = "contextualbandits"
    settings = {"alpha": 1.0, "lambda_": 1.0, "fit_intercept": False}

    def __init__(self, arms: int, seed: int) -> None:
        from contextualbandits.online import LinUCB

        self._model = LinUCB(nchoices=arms, random_state=seed, **self.settings)

    def choose(self, x: np.ndarray) -> int:
        return int(self._model.predict(x[None, :])[0])

    def learn(self, x: np.ndarray, arm: int, reward: float) -> None:
        self._model.partial_fit(x[None, :], np.array([arm]), np.array([reward]))


class RiverLinUCB:
    """river: LinUCBDisjoint at its defaults; contexts are dictionaries of the values that are not 0."""

    name = "river-linucb"
    package = "river"
    settings = {"alpha": 1.0, "beta": 1.0}

    def __init__(self, arms: int, seed: int) -> None:
        from river.bandit import LinUCBDisjoint

        self._arms = list(range(arms))
        self._model = LinUCBDisjoint(seed=seed, **self.settings)

    def choose(self, x: np.ndarray) -> int:
        return self._model.pull(self._arms, context=_sparse(x))

    def learn(self, x: np.ndarray, arm: int, reward: float) -> None:
        self._model.update(arm, _sparse(x), reward)


def _sparse(x: np.ndarray) -> dict[int, float]:
    return {int(place): float(x[place]) for place in np.flatnonzero(x)}


PEERS = [MabwiserLinUCB, ContextualbanditsLinUCB, RiverLinUCB]

"""The words that a paper uses, so that a check can see which of them is a slip for another of its own words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from weakref import WeakKeyDictionary

from goldenthread.rules.checks.paper import PROSE, Kind, Paper

_WORD = re.compile(r"(?<![\w@/.’'-])[A-Za-z]+(?![\w@/’']|-\w|\.\w)")
_TEXT = PROSE | {Kind.LINE_TITLE, Kind.HEADING, Kind.ACTION}
_FEWEST_LETTERS = 6
_SHORTEST_JOINED = 7  # “the” and a word of four letters
_JOINS_ANYWAY = frozenset({"school", "policy", "counter", "single", "former", "multiple", "street", "breast"})
_ENDINGS = frozenset({"mental", "ability"})


class Vocabulary:
    """The words of a paper and how often each stands in it; `words` in lower case, `cased` as printed."""

    def __init__(self, paper: Paper) -> None:
        self.cased: Counter[str] = Counter()
        self._paper = paper
        for passage in paper.passages:
            if passage.kind in _TEXT:
                self.cased.update(_WORD.findall(passage.text))

    @cached_property
    def words(self) -> Counter[str]:
        """Each word in lower case and how often it stands in the paper."""
        words: Counter[str] = Counter()
        for word, times in self.cased.items():
            words[word.lower()] += times
        return words

    @cached_property
    def joined(self) -> tuple[str, ...]:
        """Words that stand once and are two words of the paper run together: “themost”, “independentfostering”."""
        return tuple(word for word, times in self.cased.items() if times == 1 and self._is_joined(word))

    def _is_joined(self, word: str) -> bool:
        if not word.islower() or len(word) < _SHORTEST_JOINED:
            return False
        if word.startswith("the") and self.words[word[3:]] > 1:
            return True
        halves = [(word[:at], word[at:]) for at in range(_FEWEST_LETTERS, len(word) - _FEWEST_LETTERS + 1)]
        return any(
            self.words[one] > 1
            and self.words[other] > 1
            and one not in _JOINS_ANYWAY
            and other not in _ENDINGS
            and self._stand_together(f"{one} {other}")
            for one, other in halves
        )

    def _stand_together(self, words: str) -> bool:
        return any(words in passage.text.lower() for passage in self._paper.passages)


_KEPT: WeakKeyDictionary[Paper, Vocabulary] = WeakKeyDictionary()


def vocabulary(paper: Paper) -> Vocabulary:
    """The words of a paper, worked out once."""
    if paper not in _KEPT:
        _KEPT[paper] = Vocabulary(paper)
    return _KEPT[paper]

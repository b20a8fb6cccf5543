"""Requirement packs in, requirements out.

One TOML file holds one requirement: what the text must say, by which source, when it applies, how a sentence proves
it, and examples that are run as tests.  An information-security officer can read, extend, replace or silence them
without touching code.
"""

from vendorrisk.requirements._diff import ChangeKind, RequirementChange, diff_packs
from vendorrisk.requirements._load import PackHead, Problem, load_pack, pack_head
from vendorrisk.requirements._model import (
    Applies,
    Element,
    Example,
    Form,
    Level,
    LevelChange,
    Pack,
    Requirement,
    Rule,
    Source,
    Verdict,
)

__all__ = [
    "Applies",
    "ChangeKind",
    "Element",
    "Example",
    "Form",
    "Level",
    "LevelChange",
    "Pack",
    "PackHead",
    "Problem",
    "Requirement",
    "RequirementChange",
    "Rule",
    "Source",
    "Verdict",
    "diff_packs",
    "load_pack",
    "pack_head",
]

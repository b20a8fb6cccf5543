"""The security policy's own order of things: where a record stands, and what it ought to show by now and does not.

The policy says in which order a city acts: choose, state in the contract, confirm, act under the contract; the rule first and then the
service; procedure, publishable information and an owner for every social media service.  A register that merely stores dates lets all of
this be forgotten.  So for every record and day:

- :func:`stage` computes where it stands, from what was done and from the calendar;
- :func:`shortcomings` says what is lacking, red or amber, with the field to mend and the sentence it rests on.  Every kind is an entry of
  one table, :data:`RULES`;
- :func:`measure_state` computes what became of a measure;
- :func:`who_answers` says whom to remind, so that one person's absence stops nothing.

Pure functions over :class:`~vendorrisk.model.Holdings` and a day; nothing is stored and nothing is refused: a register that refused what
is not in order would soon be empty of what is wrong.
"""

from vendorrisk.lifecycle._contracts import CONFIRM_WITHIN_MONTHS, TIER_CROSSING
from vendorrisk.lifecycle._found import Shortcoming
from vendorrisk.lifecycle._measures import MeasureState, measure_state
from vendorrisk.lifecycle._people import Answering, Standing, who_answers
from vendorrisk.lifecycle._shortcomings import all_shortcomings, shortcomings
from vendorrisk.lifecycle._stages import COMMITTED, LIVE, OVER, Stage, stage
from vendorrisk.lifecycle._table import RULES, Colour, ShortcomingRule

__all__ = [
    "COMMITTED",
    "CONFIRM_WITHIN_MONTHS",
    "LIVE",
    "OVER",
    "RULES",
    "TIER_CROSSING",
    "Answering",
    "Colour",
    "MeasureState",
    "Shortcoming",
    "ShortcomingRule",
    "Stage",
    "Standing",
    "all_shortcomings",
    "measure_state",
    "shortcomings",
    "stage",
    "who_answers",
]

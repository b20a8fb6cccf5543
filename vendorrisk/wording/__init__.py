"""Records in words: every field with its label, references by name, dates with their era; the same on screen, on paper and in the command line."""

from vendorrisk.wording._records import (
    Fact,
    brief,
    day_in_list,
    facts,
    label_of,
    label_of_path,
    money,
    plain_in_words,
    shown,
)

__all__ = ["Fact", "brief", "day_in_list", "facts", "label_of", "label_of_path", "money", "plain_in_words", "shown"]

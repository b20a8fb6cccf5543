"""Japanese (and English) legal text: folding, numbering, sentences, who is bound and how strongly.

A clause checker that looks for words calls a contract compliant because 監査 stands in its table of contents.  This package
reads a contract as a lawyer's clerk would: it folds spellings, joins lines, knows that a list item inherits subject and force from its
stem, that a heading promises nothing, and that 〜を要しない is the opposite of 〜しなければならない.
It knows nothing of files and nothing of requirements.
"""

from collections.abc import Sequence

from vendorrisk.text._block import Block, Where
from vendorrisk.text._dates import DateMention, find_dates
from vendorrisk.text._fold import Folded, fold, fold_text
from vendorrisk.text._force import Force, force_of
from vendorrisk.text._numbering import Label, Style, kanji_number, leading_label
from vendorrisk.text._outline import Outline, Paragraph, ParagraphKind, outline
from vendorrisk.text._parties import Parties, Party, resolve_parties
from vendorrisk.text._statements import Clauses, Statement, Text

__all__ = [
    "Block",
    "Clauses",
    "DateMention",
    "Folded",
    "Force",
    "Label",
    "Outline",
    "Paragraph",
    "ParagraphKind",
    "Parties",
    "Party",
    "Statement",
    "Style",
    "Text",
    "Where",
    "find_dates",
    "fold",
    "fold_text",
    "force_of",
    "kanji_number",
    "leading_label",
    "line_blocks",
    "outline",
    "read_outline",
    "resolve_parties",
]


def line_blocks(text: str) -> Sequence[Block]:
    """Return one block for every line that is not blank.

    >>> [(b.start, b.end) for b in line_blocks("甲\\n\\n乙")]
    [(0, 1), (3, 4)]
    """
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line)))
        start += len(line) + 1
    return blocks


def read_outline(text: str) -> Outline:
    """Return the outline of a plain text.

    >>> [p.article_path for p in read_outline("第1条　甲は、乙に委託する。\\n２　乙は、受託する。").paragraphs]
    ['第1条第1項', '第1条第2項']
    """
    return outline(text, line_blocks(text))

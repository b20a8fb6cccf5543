"""Word out: the clauses that satisfy what is demanded, put together into annexes and amendments.

The same id stands for a requirement, the rule that finds it in a contract, and the wording here that satisfies it; so what is written always
passes what is checked.  The wording is data (``templates/``), which a city overrides with a folder of its own.
"""

from vendorrisk.drafting._amend import Lacks, Original, lacks_of, original_of
from vendorrisk.drafting._annotate_docx import annotate_docx
from vendorrisk.drafting._annotate_pdf import annotate_pdf
from vendorrisk.drafting._checklist import ANSWERS, MARK, Answer, Answers, ChecklistHead, Question, answer_of
from vendorrisk.drafting._checklist_excel import write_checklist
from vendorrisk.drafting._checklist_word import is_word, read_checklist_form, write_checklist_form
from vendorrisk.drafting._compose import Case, Claim, Draft, Filled, compose
from vendorrisk.drafting._errors import TemplateError, TemplateFault, faulty
from vendorrisk.drafting._letters import LETTER_VALUES, Letter, LetterTemplate, load_letters, write_letter
from vendorrisk.drafting._load import load_templates
from vendorrisk.drafting._remarks import Remark, remarks_of
from vendorrisk.drafting._templates import (
    Article,
    Clause,
    Item,
    Layout,
    Paragraph,
    Parties,
    Placeholder,
    Templates,
    Variant,
)
from vendorrisk.drafting._word import Base, Line, Span, read_base

__all__ = [
    "ANSWERS",
    "LETTER_VALUES",
    "MARK",
    "Answer",
    "Answers",
    "Article",
    "Base",
    "Case",
    "ChecklistHead",
    "Claim",
    "Clause",
    "Draft",
    "Filled",
    "Item",
    "Lacks",
    "Layout",
    "Letter",
    "LetterTemplate",
    "Line",
    "Original",
    "Paragraph",
    "Parties",
    "Placeholder",
    "Question",
    "Remark",
    "Span",
    "TemplateError",
    "TemplateFault",
    "Templates",
    "Variant",
    "annotate_docx",
    "annotate_pdf",
    "answer_of",
    "compose",
    "faulty",
    "is_word",
    "lacks_of",
    "load_letters",
    "load_templates",
    "original_of",
    "read_base",
    "read_checklist_form",
    "remarks_of",
    "write_checklist",
    "write_checklist_form",
    "write_letter",
]

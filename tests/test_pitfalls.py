"""Twenty-eight mistakes that users of comparable systems complain about: where each is tested, or why it cannot be made here.

The table is kept true by the test below it: a test that is renamed or removed without its row fails.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

#: The mistake, and the tests that show it is not made; a row without tests says why there can be none.
PITFALLS: dict[int, tuple[str, tuple[str, ...]]] = {
    1: ("dates of terms, notices and renewals computed in several places, each a little wrong", (
        "schedule/test_terms.py::test_a_contract_that_renews_itself_twice",
        "schedule/test_terms.py::test_renewals_do_not_creep",
        "schedule/test_terms.py::test_dates_stand_in_order_and_on_open_days",
        "schedule/test_due.py::test_an_amendment_moves_the_end",
        "schedule/test_periods.py::test_a_month_end_stays_one_and_other_days_keep_their_number",
        "lifecycle/test_pitfalls.py::test_1_a_renewal_moves_the_end_and_the_notice_date_together",
    )),
    2: ("dates that are stored and never looked at", ("schedule/test_due.py::test_every_date_of_every_record_is_due_or_named_as_past",)),
    3: ("reminders on one day only", (
        "lifecycle/test_pitfalls.py::test_3_being_late_is_a_range_and_never_one_day_only",
        "schedule/test_due.py::test_within_is_a_range_and_keeps_what_is_overdue",
    )),
    4: ("alerts that depend on mail or a service and fail in silence: due says so by its exit status, the screen when it is opened", (
        "cli/test_register.py::test_due_says_what_when_who_and_tells_cron",
        "tui/test_shell.py::test_opens_on_what_waits_today",
    )),
    5: ("nagging every day, or a reminder that stays silent after its date has moved", (
        "schedule/test_recurrence.py::test_a_postponement_moves_one_due_day_and_keeps_its_reason",
        "schedule/test_due.py::test_postponing_moves_the_day_and_only_with_a_reason",
    )),
    6: ("a status set by hand that contradicts the dates", (
        "lifecycle/test_pitfalls.py::test_6_a_hand_set_status_never_hides_what_the_dates_say",
        "lifecycle/test_pitfalls.py::test_6_a_contract_has_no_status_at_all",
    )),
    7: ("what is not filled in looks safe", (
        "lifecycle/test_pitfalls.py::test_7_a_blank_record_is_the_first_of_the_list_and_never_low",
        "lifecycle/test_pitfalls.py::test_7_a_blank_account_is_red",
    )),
    8: ("a score that hides how little it stands on", ("lifecycle/test_pitfalls.py::test_8_the_score_says_how_much_it_stands_on",)),
    9: ("a keyword taken for a clause", (
        "lifecycle/test_pitfalls.py::test_9_no_quote_no_met",
        "checking/test_judging.py::test_every_quote_is_cut_from_the_text_and_every_verdict_has_one",
        "checking/test_judging.py::test_talk_about_clauses_is_never_met",
    )),
    10: ("old results that change with the rules", (
        "lifecycle/test_pitfalls.py::test_10_an_old_result_stays_and_says_that_it_can_be_made_again",
        "cli/test_check_record.py::test_a_new_edition_names_what_it_demands_otherwise_and_the_records_it_touches",
    )),
    11: ("recurring items that double when two machines make them: occurrences are computed and never stored", (
        "schedule/test_due.py::test_every_item_explains_itself_in_both_languages_and_names_are_unique",
        "cli/test_register.py::test_the_entry_of_a_calendar_keeps_its_name_when_the_day_moves",
    )),
    12: ("updates that are lost, and a reload that eats what was typed", (
        "register/test_transactions.py::test_two_people_who_change_the_same_field_see_base_theirs_and_mine",
        "register/test_crash.py::test_eight_writers_and_a_reader_lose_nothing_and_see_no_half",
        "tui/test_form.py::test_both_changes_stand_and_where_they_collide_the_person_chooses",
        "tui/test_shell.py::test_a_colleagues_change_is_shown_and_typing_goes_on",
    )),
    13: ("file watchers that miss editors which replace files: contents are compared", (
        "register/test_files.py::test_an_unchanged_register_opens_from_what_was_read_before_and_a_changed_file_never_does",
        "tui/test_shell.py::test_a_change_made_with_an_editor_is_noticed_by_its_content",
    )),
    14: ("undo that stops working", (
        "register/test_transactions.py::test_any_edits_taken_back_one_by_one_return_to_the_start",
        "register/test_transactions.py::test_a_change_under_a_later_one_is_not_taken_back",
        "register/test_transactions.py::test_a_change_of_yesterday_is_taken_back_by_a_program_that_was_started_today",
    )),
    15: ("an export that cannot come back", (
        "register/exchange/test_round_trip.py::test_every_column_comes_back_when_it_alone_is_filled_in",
        "register/exchange/test_round_trip.py::test_a_whole_register_goes_out_and_into_an_empty_one",
    )),
    16: ("a sheet or paper that is encrypted, old or an image, and fails without a word", (
        "register/exchange/test_refusals.py::test_what_cannot_be_read_is_one_line_that_says_so",
        "documents/test_refusals.py::test_encrypted_word",
        "documents/test_refusals.py::test_scanned_pdf",
        "documents/test_refusals.py::test_other_formats_are_named_by_content",
    )),
    17: ("features that move behind a payment: there is one edition, it is free, and its licence (Apache-2.0) cannot be taken back", ()),
    18: ("an installation with six steps: the README's one command is what CI runs on a bare Python", (
        "wheel/test_wheel.py::test_the_installed_wheel_judges_a_contract",
        "register/sample/test_sample_city.py::test_it_has_the_promised_size",
    )),
    19: ("code pages and paths that are not ASCII", (
        "cli/test_check.py::test_any_file_name_will_do",
        "register/exchange/test_files.py::test_cp932_names_every_cell_that_it_cannot_hold_and_writes_nothing",
    )),
    20: ("bad or mixed Japanese", ("tui/test_language.py::test_no_english_in_the_japanese_screens",)),
    21: ("a portal that vendors never use: what goes to a vendor is a file and comes back as one", (
        "register/exchange/test_round_trip.py::test_a_workbook_that_excel_has_saved_again_still_comes_back",
    )),
    22: ("ids used twice", ("register/test_transactions.py::test_ids_carry_the_fiscal_year_and_are_never_used_twice",)),
    23: ("an account whose handle was renamed or taken over", (
        "lifecycle/test_pitfalls.py::test_23_an_account_is_known_by_its_permanent_id_and_its_old_handle_is_kept",
    )),
    24: ("termination mixed up with expiry", ("lifecycle/test_pitfalls.py::test_24_termination_is_not_expiry",)),
    25: ("shipped rules that are there only after the first installation: they are read from the package each time", (
        "wheel/test_wheel.py::test_every_pack_file_ships",
    )),
    26: ("forms that keep the values of the record before, rows that do not appear", ("tui/test_form.py::test_adding_twice_begins_blank_twice",)),
    27: ("people who approve their own doing", ("lifecycle/test_pitfalls.py::test_27_nobody_verifies_approves_or_accepts_her_own_doing",)),
    28: ("one person away, and nobody is reminded", ("lifecycle/test_pitfalls.py::test_28_when_the_owner_is_away_somebody_else_is_reminded",)),
}


@cache
def names_in(path: str) -> frozenset[str]:
    """Return the names of the tests in a file."""
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("number", sorted(PITFALLS))
def test_the_mistake_is_tested_where_the_table_says(number: int) -> None:
    mistake, named = PITFALLS[number]
    gone = [name for name in named if name.partition("::")[2] not in names_in(name.partition("::")[0])]
    assert not gone, f"{number} ({mistake})"


def test_no_mistake_is_left_out() -> None:
    assert sorted(PITFALLS) == list(range(1, 29))
    assert [number for number, (_, named) in PITFALLS.items() if not named] == [17]

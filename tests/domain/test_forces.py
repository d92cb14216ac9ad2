"""The 43 forces, found by id and by the names that papers use."""

import re

import pytest

from hmicfrs_cli.domain.forces import FORCES, find_force, force_name


def test_there_are_43_forces_each_with_its_own_name_and_code() -> None:
    assert len(FORCES) == 43
    assert len({name for name, _ in FORCES.values()}) == 43
    codes = {code for _, code in FORCES.values()}
    assert len(codes) == 43
    assert all(re.fullmatch(r"E230000\d\d|W1500000[1-4]", code) for code in codes)


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("west-midlands", "west-midlands"),
        ("West Midlands Police", "west-midlands"),
        ("Dyfed Powys Police", "dyfed-powys"),
        ("Dyfed-Powys Police", "dyfed-powys"),
        ("Hampshire Police", "hampshire"),
        ("the Metropolitan Police Service", "metropolitan"),
        ("Devon and Cornwall Police", "devon-and-cornwall"),
        ("Devon & Cornwall", "devon-and-cornwall"),
        ("Police Scotland", None),
        ("West Midlands Ambulance", None),
        ("", None),
    ],
)
def test_a_force_is_found_by_what_papers_call_it(text: str, force: str | None) -> None:
    assert find_force(text) == force


@pytest.mark.parametrize("force", FORCES)
def test_every_force_is_found_by_its_own_name(force: str) -> None:
    assert find_force(force_name(force)) == force


def test_any_other_text_is_printed_as_written() -> None:
    assert force_name("Police Scotland") == "Police Scotland"

"""What a return pack holds: one owner's open findings, as a workbook that people without hmi can fill in."""

from typing import Final

STATE_SHEET: Final = "hmi_state"
"""The hidden sheet that a pack is known by, with the state it was made from."""

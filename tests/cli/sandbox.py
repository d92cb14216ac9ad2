"""A small fictional register that every reading command is tried on, written by hand."""

from pathlib import Path

REGISTER = Path(__file__).parent / "sandbox" / "register"
AT = ("--register", str(REGISTER))

"""Typed changes between two states of a register, in the terms of the people who read them."""

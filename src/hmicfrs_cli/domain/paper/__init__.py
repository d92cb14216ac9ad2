"""The committee paper: everything it says, as data."""

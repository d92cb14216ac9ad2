"""What an export holds: tables of findings, of their logs and of their inspections."""

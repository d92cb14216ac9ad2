"""Where in a register's folder each record is."""


def path_of(id_: str) -> str:
    """Return a record's path in the register's folder."""
    return f"findings/{id_}.yaml" if "/" in id_ else f"inspections/{id_}.yaml"


def committee_path(name: str) -> str:
    """Return a committee's path in the register's folder."""
    return f"committees/{name}.yaml"

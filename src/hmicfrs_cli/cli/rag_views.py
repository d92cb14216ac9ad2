"""The RAG seen: its key, and the ratings that ask for a second look."""

from hmicfrs_cli.cli import options


def key(
    json: options.Json = False,
    as_of: options.AsOf = None,
    corrected: options.Corrected = False,
    rev: options.Rev = None,
    register: options.Register = None,
) -> None:
    """Show what the force's RAG rates, its key and the risk matrix, as they hold on the day."""
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.domain.settings import in_force
    from hmicfrs_cli.render import data

    opened = answer.look(register, as_of, corrected=corrected, rev=rev)
    lens, settings = opened.view.lens, opened.register.settings
    rag = in_force(settings.rag, lens.day, corrected=lens.corrected)
    matrix = in_force(settings.risk_matrix, lens.day, corrected=lens.corrected)
    if json:
        held = {"rag": data.record(rag) if rag else None, "matrix": data.record(matrix) if matrix else None}
        return answer.give_json(opened, "hmi.rag-key/1", **held)
    from hmicfrs_cli.render import lists

    return answer.give(opened, lists.rag_key(rag, matrix))


def review(
    json: options.Json = False,
    as_of: options.AsOf = None,
    corrected: options.Corrected = False,
    rev: options.Rev = None,
    register: options.Register = None,
) -> None:
    """List ratings that are stale, unexplained, or at odds with dates, risk or evidence."""
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.domain import review as reviewing
    from hmicfrs_cli.render import data

    opened = answer.look(register, as_of, corrected=corrected, rev=rev)
    found, unrated = reviewing.review(opened.view), reviewing.not_rated(opened.view)
    if json:
        items = [data.doubt(one) for one in found]
        return answer.give_json(opened, "hmi.rag-review/1", items=items, not_rated=unrated)
    from hmicfrs_cli.render import lists

    return answer.give(opened, lists.doubts(found, unrated))

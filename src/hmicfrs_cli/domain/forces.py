"""The 43 territorial forces of England and Wales: police.uk id, name, ONS police force area code."""

FORCES = {
    "avon-and-somerset": ("Avon and Somerset Constabulary", "E23000036"),
    "bedfordshire": ("Bedfordshire Police", "E23000026"),
    "cambridgeshire": ("Cambridgeshire Constabulary", "E23000023"),
    "cheshire": ("Cheshire Constabulary", "E23000006"),
    "city-of-london": ("City of London Police", "E23000034"),
    "cleveland": ("Cleveland Police", "E23000013"),
    "cumbria": ("Cumbria Constabulary", "E23000002"),
    "derbyshire": ("Derbyshire Constabulary", "E23000018"),
    "devon-and-cornwall": ("Devon & Cornwall Police", "E23000035"),
    "dorset": ("Dorset Police", "E23000039"),
    "durham": ("Durham Constabulary", "E23000008"),
    "dyfed-powys": ("Dyfed-Powys Police", "W15000004"),
    "essex": ("Essex Police", "E23000028"),
    "gloucestershire": ("Gloucestershire Constabulary", "E23000037"),
    "greater-manchester": ("Greater Manchester Police", "E23000005"),
    "gwent": ("Gwent Police", "W15000002"),
    "hampshire": ("Hampshire Constabulary", "E23000030"),
    "hertfordshire": ("Hertfordshire Constabulary", "E23000027"),
    "humberside": ("Humberside Police", "E23000012"),
    "kent": ("Kent Police", "E23000032"),
    "lancashire": ("Lancashire Constabulary", "E23000003"),
    "leicestershire": ("Leicestershire Police", "E23000021"),
    "lincolnshire": ("Lincolnshire Police", "E23000020"),
    "merseyside": ("Merseyside Police", "E23000004"),
    "metropolitan": ("Metropolitan Police Service", "E23000001"),
    "norfolk": ("Norfolk Constabulary", "E23000024"),
    "north-wales": ("North Wales Police", "W15000001"),
    "north-yorkshire": ("North Yorkshire Police", "E23000009"),
    "northamptonshire": ("Northamptonshire Police", "E23000022"),
    "northumbria": ("Northumbria Police", "E23000007"),
    "nottinghamshire": ("Nottinghamshire Police", "E23000019"),
    "south-wales": ("South Wales Police", "W15000003"),
    "south-yorkshire": ("South Yorkshire Police", "E23000011"),
    "staffordshire": ("Staffordshire Police", "E23000015"),
    "suffolk": ("Suffolk Constabulary", "E23000025"),
    "surrey": ("Surrey Police", "E23000031"),
    "sussex": ("Sussex Police", "E23000033"),
    "thames-valley": ("Thames Valley Police", "E23000029"),
    "warwickshire": ("Warwickshire Police", "E23000017"),
    "west-mercia": ("West Mercia Police", "E23000016"),
    "west-midlands": ("West Midlands Police", "E23000014"),
    "west-yorkshire": ("West Yorkshire Police", "E23000010"),
    "wiltshire": ("Wiltshire Police", "E23000038"),
}


def force_name(force: str) -> str:
    """Return a force's name for its id; any other text is printed as written."""
    return FORCES[force][0] if force in FORCES else force


def _core(name: str) -> str:
    words = name.lower().replace("&", "and").replace("-", " ").replace(".", "").split()
    return " ".join(word for word in words if word not in {"police", "constabulary", "service", "the"})


_BY_NAME = {_core(name): force for force, (name, _) in FORCES.items()}


def find_force(text: str) -> str | None:
    """Return the id of the force meant by an id or by a name as papers write it, else None.

    "Dyfed Powys Police" and "Hampshire Police" are found as well as the forces' own names.
    """
    return text if text in FORCES else _BY_NAME.get(_core(text))

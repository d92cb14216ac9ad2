"""Three messy trackers in the styles of real forces. All that they say is made up."""
# ruff: noqa: E501, ISC004 - lines of a table are read best as lines

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

RED, AMBER, GREEN, GREY, BLUE = "#FF0000", "#FFC000", "#00B050", "#BFBFBF", "#BDD7EE"
Line = Sequence[Any]


class Book:
    """A workbook as people build one: by hand, over years."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: Any = xlsxwriter.Workbook(path)
        self._formats: dict[str, Any] = {}

    def format(self, **properties: object) -> Any:  # noqa: ANN401 - XlsxWriter carries no types
        key = repr(properties)
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    def sheet(self, name: str, lines: Mapping[int, Line], fills: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 - as above
        """Write lines by their numbers; `fills` by cells."""
        sheet = self.book.add_worksheet(name)
        for number, cells in lines.items():
            for column, value in enumerate(cells):
                place = f"{chr(ord('A') + column)}{number}"
                colour = (fills or {}).get(place) or (fills or {}).get(str(number))
                style = {"bg_color": colour} if colour else {}
                if isinstance(value, date):
                    sheet.write_datetime(place, value, self.format(num_format="dd/mm/yyyy", **style))
                elif value is None:
                    sheet.write_blank(place, None, self.format(**style)) if style else None
                elif isinstance(value, str):
                    sheet.write_string(place, value, self.format(**style))
                else:
                    sheet.write(place, value, self.format(**style))
        return sheet

    def close(self) -> Path:
        self.book.close()
        return self.path


def northshire(path: Path) -> Path:
    """One sheet a report: the title merged above, words for RAG, closed rows greyed out, footnotes."""
    book = Book(path)
    head = ["Ref", "Type", "Recommendation / AFI wording", "Strategic lead", "BRAG", "Status", "Due date"]
    head += ["Progress update", "Evidence", "HMICFRS closure letter"]
    peel = book.sheet(
        "PEEL 2021-22",
        {
            1: ["OFFICIAL"],
            2: ["Northshire Police – HMICFRS tracker – PEEL 2021/22"],
            4: head,
            5: ["1", "AFI", "The force should improve how it records crime against vulnerable victims.",
                "DCI A Smith", "Amber", "In progress", "31/03/2023", "Training under way."],
            6: ["2", "AFI", "The force should answer 999 calls in time.", "A. Smith (DCI)", "Red", "In progress",
                "End of March 2023", "Two shifts cannot be staffed."],
            7: ["3", "Rec", "By 30 June 2022, the chief constable should review stop and search records.",
                "Supt J Khan", "Green", "Complete", date(2022, 6, 30), "Review done.", "Dip sample, June 2022"],
            8: ["4", "Rec", "The chief constable should publish a plan for neighbourhood policing.",
                "Supt J Khan / Insp P Ward", "Green", "Closed", "03/04/2022", "Signed off.", "",
                "HMICFRS letter of 14 July 2022"],
            9: ["5", "Cause of concern", "The force does not protect repeat victims of domestic abuse.",
                "DCI A Smith", "Amber/Red", "In progress", "Q3 2022/23", "Gold group meets monthly."],
            10: ["6", "AFI", "The force should keep custody records complete.", "Head of Custody", "Green",
                 "Closed", "01/02/2022", "Closed at the September board."],
            11: ["Subtotal", "6"],
            13: ["* Red means that the force does not expect to deliver by the date."],
            14: ["Note: dates are the force's own."],
        },
        {"10": GREY, "8": GREY},
    )  # fmt: skip
    peel.merge_range("A2:J2", "Northshire Police – HMICFRS tracker – PEEL 2021/22", book.format(bold=True))
    book.sheet(
        "Custody 2023",
        {
            1: head,
            2: ["1", "Rec", "The force should replace anti-ligature clothing.", "Head of Custody", "A",
                "In progress", "15/05/2023", "Ordered."],
            3: head,
            4: ["2", "Rec", "The force should check cells every day.", "head of custody", "G", "Complete",
                "32/01/2023", "Done."],
            5: ["3", "Rec", "", "Head of Custody", "A", "In progress", "2023", "No wording was copied."],
        },
    )  # fmt: skip
    lists = book.book.add_worksheet("Lists")
    lists.write_column("A1", ["Red", "Amber", "Green"])
    return book.close()


def southmere(path: Path) -> Path:
    """Everything on one sheet: headings between rows, RAG by fill alone, merged owners, hidden rows."""
    book = Book(path)
    fills = {"F5": RED, "F6": AMBER, "F7": GREEN, "F10": AMBER, "F11": GREEN, "F13": RED, "F14": AMBER}
    sheet = book.sheet(
        "Tracker",
        {
            1: ["Southmere Constabulary inspection tracker"],
            3: ["No.", "Finding", "Owner", "Target date", "Revised target", "RAG", "Reason", "Comments"],
            4: ["Both sides of the coin: county lines thematic"],
            5: ["Recommendation 1", "Chief constables should review their plans for county lines.", "T/ACC Bell",
                "03/04/2022", "", None, "No analyst until autumn.", "Awaiting recruitment"],
            6: ["Recommendation 2", "Chief constables should share intelligence on missing children.",
                "T/ACC Bell", "Apr-22", "30 September 2022", None, "The partner's system was late.", ""],
            7: ["Recommendation 2.1", "Chief constables should name a lead for missing children.", "",
                "ongoing", "", None, "", "Lead named."],
            9: ["Custody visit 2022"],
            10: ["AFI 1", "The force should offer every detainee a solicitor.", "C/Insp Lee and Sgt Roe",
                 44652, "", None, "", "Posters up."],
            11: ["AFI 2", "The force should record the use of force in custody.", "C/Insp Lee and Sgt Roe",
                 "W/C 4th April 2022", "", None, "", ""],
            12: ["AFI 2", "The force should record the use of force in custody.", "CI Lee", "W/C 4th April 2022",
                 "", None, "", ""],
            13: ["AFI 3", "The force should inspect its vans.", "C/Insp Lee", "May 2022", "June 2022", None, "", ""],
            14: ["AFI 4", "The force should feed detainees at the times that it states.", "C/Insp Lee", 0, "",
                 None, "", ""],
            15: ["Total", None, None, None, None, None, None, "8"],
        },
        fills,
    )  # fmt: skip
    for number, title in ((4, "Both sides of the coin: county lines thematic"), (9, "Custody visit 2022")):
        sheet.merge_range(f"A{number}:H{number}", title, book.format(bold=True, bg_color=BLUE))
    sheet.merge_range("C6:C7", "T/ACC Bell", book.format())
    sheet.set_row(10, None, None, {"hidden": True})
    sheet.write_formula("D14", '=VLOOKUP("AFI 4",Old!A:B,2,FALSE)', book.format(), "#N/A")
    sheet.write_formula("H14", '="Menus "&"changed."', book.format(), "Menus changed.")
    old = book.sheet("Old", {1: ["No.", "Finding", "Owner"], 2: ["R1", "An old finding.", "CI Lee"]})
    old.hide()
    return book.close()


def westvale(path: Path) -> Path:
    """A database's export as CSV from Excel: semicolons, Windows' own encoding, letters for RAG."""
    peel, super_ = "PEEL 2023–25;14/09/2023", "Super-complaint: stalking;28/09/2024"
    head = "Report;Published;Item no;Category;Detail;Responsible;RAG;Stage;By when;Last updated;Comments"
    lines = [
        f"{head};Accepted?",
        f"{peel};1;R;The force should improve its response to rape.;Det Supt O’Neill;A;Open;31/12/2023;"
        "01/10/2023;Team grown – “Soteria”;Y",
        f"{peel};2;I;The force should vet contractors.;D/Supt O’Neill;G;Open;31.12.23;20/10/2023;;Y",
        f"{peel};3;AFI;The force should manage overtime.;Head of Finance;B;Completed;2023-11-30;;Paid;Y",
        f"{peel};4;AFI;The force should use its estate well.;Head of Finance;R;Not started;Spring 2024;;"
        "No budget;Y",
        f"{peel};5;R;The force should replace its records system.;Head of IT;;On hold;TBC;;;N",
        ";;;;;;;;;;;",
        f"{super_};1;R;Chief constables should appoint a stalking lead.;DCS Green;G;Open;28/03/2025;"
        '31/10/2024;=HYPERLINK("http://x.example");Y',
        "Number of open items: 6;;;;;;;;;;;",
    ]  # fmt: skip
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return path


TRACKERS = {"northshire.xlsx": northshire, "southmere.xlsx": southmere, "westvale.csv": westvale}
"""Each tracker's file name, and the function that writes it."""

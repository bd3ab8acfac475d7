"""The story of spreadsheets: names, templates, proposals, workbooks for members."""

from tests.infrastructure.cli.stories.given import BEGINNING, FILES


def files() -> dict[str, str]:
    return FILES


STORY = f"""
{BEGINNING}
import --template rows.xlsx
import rows.xlsx --errors bad.xlsx
export workbook ATL --output atl.xlsx
export rows --output rows.xlsx
export rows --columns act,member,instrument,on --output short.csv
"""

"""Writes what help shows of acts, and the table of the guide, as the declarations are now."""

from infrastructure.cli.acts.act_table import FILE, GUIDE, guide_with_table, text

if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    GUIDE.write_text(guide_with_table(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")

"""What the tests of reminders start from: somebody who speaks for KEN, and letters in a folder."""

from pathlib import Path

ADA = "contacts add 'Ada Example' --email ada@example.org --member KEN --ref p-7kq2mzx4ab"


def mail(text: str) -> None:
    with Path("depositary.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[mail]\nfrom = "office@example.org"\n{text}\n')


def letters() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(Path("letters").glob("*.eml"))]

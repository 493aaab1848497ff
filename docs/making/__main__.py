"""Write every page and every table of the book that is made from the code."""

from docs.making.measured import write_systems
from docs.making.pages import DOCS, SYSTEMS, made_pages

for name, text in made_pages().items():
    path = DOCS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        if name == SYSTEMS:
            write_systems()
        else:
            path.write_text(text, encoding="utf-8")
        print(f"wrote docs/{name}")  # noqa: T201

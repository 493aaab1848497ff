"""What is published describes itself: the metadata file of an RO-Crate 1.1 beside the files of a result.

A crate is a folder with `ro-crate-metadata.json`: JSON-LD in the words of schema.org that says what each file is, who
made it under which licence, and what it rests on (https://w3id.org/ro/crate/1.1).
"""

import json
import mimetypes
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

NAME = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/crate/1.1"
Entity = dict[str, Any]
CC_BY: Entity = {
    "@id": "https://creativecommons.org/licenses/by/4.0/",
    "@type": "CreativeWork",
    "name": "CC BY 4.0",
    "description": "Creative Commons Attribution 4.0 International",
}
APACHE: Entity = {
    "@id": "https://www.apache.org/licenses/LICENSE-2.0",
    "@type": "CreativeWork",
    "name": "Apache-2.0",
    "description": "Apache License 2.0",
}
CONTRIBUTORS: Entity = {
    "@id": "#contributors",
    "@type": "Organization",
    "name": "The Hinterland contributors",
}
KINDS = {
    ".bib": "application/x-bibtex",
    ".csv": "text/csv",
    ".gpkg": "application/geopackage+sqlite3",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".toml": "application/toml",
    ".war": "application/octet-stream",
    ".whl": "application/zip",
}
"""Kinds of content by the ends of names, where the table of the system may lack them."""


class Crate(NamedTuple):
    """What a folder of results says of itself: its name, what it is, what its files are, and what stands behind it.

    `meanings` gives words for files and folders by name; `about` are entities to which `root` points, by property.
    """

    name: str
    description: str
    meanings: Mapping[str, str]
    root: Mapping[str, Sequence[Entity]] = {}
    about: Sequence[Entity] = ()
    licence: Entity = CC_BY


def write(folder: Path, crate: Crate) -> Path:
    """Write the metadata of a crate for all that lies in a folder, and return the file.

    A folder that `meanings` names is listed as one data set; of any other every file is listed.
    """
    parts = list(_parts(folder, folder, crate.meanings))
    path = folder / NAME
    path.write_text(json.dumps(_document(crate, parts), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def reference(entity: Entity) -> Entity:
    """Return what stands for an entity in another one."""
    return {"@id": entity["@id"]}


def today() -> str:
    """Return the date of publication: today, or that of SOURCE_DATE_EPOCH, by which builds are repeated bit for bit."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return moment.date().isoformat()


def _document(crate: Crate, parts: Sequence[Entity]) -> Entity:
    """Return the whole document: the metadata file, the root, its parts, and what they point to."""
    behind = [one for those in crate.root.values() for one in those]
    root: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": crate.name,
        "description": crate.description,
        "datePublished": today(),
        "license": reference(crate.licence),
        "author": reference(CONTRIBUTORS),
        "publisher": reference(CONTRIBUTORS),
        "hasPart": [reference(part) for part in parts],
        **{name: [reference(one) for one in those] for name, those in crate.root.items()},
    }
    itself: Entity = {
        "@id": NAME,
        "@type": "CreativeWork",
        "conformsTo": {"@id": PROFILE},
        "about": {"@id": "./"},
    }
    listed = [itself, root, *parts, *behind, *crate.about, crate.licence, CONTRIBUTORS]
    return {"@context": f"{PROFILE}/context", "@graph": list({one["@id"]: one for one in listed}.values())}


def _parts(folder: Path, top: Path, meanings: Mapping[str, str]) -> Iterable[Entity]:
    """Yield the files below a folder and the folders that are listed as one; hidden ones are left out."""
    for path in sorted(folder.iterdir()):
        name = path.relative_to(top).as_posix()
        if path.name.startswith(".") or name == NAME:
            continue
        meaning = {"description": meanings[name]} if name in meanings else {}
        if not path.is_dir():
            size = {"contentSize": str(path.stat().st_size), "encodingFormat": kind_of(path.name)}
            yield {"@id": name, "@type": "File", "name": path.name, **meaning, **size}
        elif meaning:
            yield {"@id": f"{name}/", "@type": "Dataset", "name": path.name, **meaning}
        else:
            yield from _parts(path, top, meanings)


def kind_of(name: str) -> str:
    """Return the kind of content that a name stands for, as in a request of the web."""
    return KINDS.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"

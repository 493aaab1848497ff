"""The notebook of the book: every cell is executed, and makes the tables and pictures that it is for."""

from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

PAGE = Path(__file__).parents[1] / "docs" / "notebooks" / "first_notebook.md"


@pytest.mark.filterwarnings("default")  # those of Jupyter's own packages are theirs to mend
def test_that_every_cell_of_the_notebook_runs_and_shows_what_it_is_for(tmp_path):
    notebook = jupytext.read(PAGE)
    assert notebook.metadata["kernelspec"]["name"] == "python3"
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [
        {key for output in cell.outputs for key in output.get("data", {})}
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
    assert [("image/png" in one, "text/html" in one) for one in shown] == [
        (False, True),
        (True, False),
        (False, True),
        (True, False),
        (False, False),
        (False, True),
    ]

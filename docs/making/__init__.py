"""Makes the pages of the book that are read off the code: `python -m docs.making` writes them anew.

`pages.py` lists every page and every table within a page; `tests/house/test_book.py` checks that each is current.
"""

"""The questions: a wizard for applicants and one page for clerks, which run in the browser.

Both read a program as data with the JavaScript runtime, which a wheel carries. Each jurisdiction
has ``ask.html`` with ``ask-data.js`` (its law as far as applicants ask for it) and ``counter.html``
with ``counter-data.js`` (all of it). Nothing that is answered leaves the page.
"""

from gaozhi.site.wizard._pages import pages
from gaozhi.site.wizard._reader import reader_script

__all__ = ["pages", "reader_script"]

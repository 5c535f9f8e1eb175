"""Static pages: a folder that answers without a server, a network or, but for search, a script.

`build` writes the folder. Every page is computed from the programs of a library. The folder::

    index.html, 404.html
    assets/                      the style sheet and the scripts that pages share
    {id}/index.html              a jurisdiction: its list
    {id}/items/{n}.html          the guide of row n
    {id}/documents/{k}.html      its document (k is 1) and the laws that it cites, by sentences
    {id}/decisions/{api}.html    the rules of a decision, and their picture
    {id}/files/…                 the notices and commitments to download
    {id}/ask.html, counter.html  the questions, for an applicant and for a clerk
    compare/…, calendars/…       jurisdictions side by side; working days
"""

from gaozhi.site._build import BuiltSite, build
from gaozhi.site._site import Site

__all__ = ["BuiltSite", "Site", "build"]

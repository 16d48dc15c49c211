"""The report: a run as pages that a browser opens from disk, without server or network.

It reads the records of a run, and its inputs once more for the raw texts, and writes a folder: `index.html` and a page
for each list, `release.html` (shows the release whose id follows `#`), `assets/` (our script and style), `data/*.js`
(the values, in pieces that the pages add as script tags when they need them: browsers refuse `fetch` from disk).

    from presselese.export.report import write_report
    write_report(Path("outputs/archiv"), Path("outputs/archiv/report"))
"""

from presselese.export.report.pages import Report, write_report

__all__ = ["Report", "write_report"]

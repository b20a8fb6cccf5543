"""How the HTML reports look, on the screen and on A4."""

from __future__ import annotations

__all__ = ["css"]

_CSS = """\
:root { color-scheme: light; --good: #0b5a2c; --doubt: #7a4a00; --bad: #a01018; --line: #b9c0c8; --ground: #f3f5f7; }
* { box-sizing: border-box; }
html { font: 16px/1.7 "Yu Gothic", "YuGothic", "Hiragino Sans", "BIZ UDPGothic", Meiryo, "Noto Sans CJK JP", "Noto Sans JP", sans-serif; color: #16191d; background: #fff; }
body { margin: 0 auto; padding: 1rem; max-width: 66rem; overflow-wrap: anywhere; line-break: strict; }
h1 { font-size: 1.6rem; line-height: 1.35; margin: 1rem 0; }
h2 { font-size: 1.3rem; line-height: 1.4; margin: 2.4rem 0 .8rem; padding-bottom: .2rem; border-bottom: 2px solid #16191d; }
h3 { font-size: 1.1rem; line-height: 1.45; margin: 1.8rem 0 .6rem; }
h4, h5 { font-size: 1rem; line-height: 1.5; margin: 1rem 0 .3rem; }
p, ul, dl { margin: .5rem 0; }
ul { padding-left: 1.4rem; }
a { color: #0b4a8f; }
a:focus, .wide:focus { outline: 3px solid #0b4a8f; outline-offset: 2px; }
dl > div { display: flex; gap: 1rem; padding: .15rem 0; border-bottom: 1px solid #e3e6ea; }
dt { flex: 0 0 11rem; font-weight: 700; }
dd { margin: 0; flex: 1 1 0; min-width: 0; }
.wide { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.5; }
caption { text-align: left; font-weight: 700; padding: .2rem 0; }
th, td { border: 1px solid var(--line); padding: .3rem .45rem; text-align: left; vertical-align: top; }
thead th { background: var(--ground); vertical-align: bottom; }
tbody th { font-weight: 400; }
.centre { text-align: center; }
.upright { vertical-align: bottom; padding: .4rem .1rem; }
.upright span { writing-mode: vertical-rl; max-height: 15em; line-height: 1.2; display: inline-block; }
td.good, th.good { background: #eaf5ee; } td.doubt, th.doubt { background: #fdf1d7; } td.bad, th.bad { background: #fbe3e3; } td.faint { background: var(--ground); }
.badge { font-weight: 700; white-space: nowrap; }
.good > .badge, .badge.good { color: var(--good); } .badge.doubt { color: var(--doubt); } .badge.bad { color: var(--bad); }
.faint, p.faint { color: #4b545e; }
p.bad { border-left: 5px solid var(--bad); padding-left: .7rem; } p.doubt { border-left: 5px solid var(--doubt); padding-left: .7rem; }
.box { border: 1px solid var(--line); border-left: 6px solid var(--line); padding: .2rem .9rem .5rem; margin: .9rem 0; }
.box.good { border-left-color: var(--good); } .box.doubt { border-left-color: #c47a00; } .box.bad { border-left-color: var(--bad); }
.box h4 { margin-top: .5rem; }
.quote { margin: .5rem 0 .8rem; padding-left: .9rem; border-left: 3px solid var(--line); }
.quote figcaption { font-size: .85rem; color: #4b545e; }
.quote p { margin: .2rem 0; font-size: .9rem; }
blockquote { margin: .15rem 0; }
mark { background: #ffe9a8; color: inherit; padding: .05em 0; text-decoration: underline; text-decoration-thickness: 2px; text-decoration-color: #b86a00; text-underline-offset: .2em; }
img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); margin: .4rem 0; }
.chart { margin: .8rem 0; } .chart svg { display: block; width: 100%; height: auto; }
.mark { display: inline-block; border: 2px solid var(--bad); color: var(--bad); font-weight: 700; padding: .1rem .8rem; margin: 0; }
.skip a { position: absolute; left: -99rem; } .skip a:focus { position: static; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 40rem) { body { padding: .7rem; } dl > div { display: block; } .box { padding-left: .6rem; padding-right: .6rem; } }
@media print {
  html { font-size: 9.5pt; line-height: 1.55; } body { padding: 0; max-width: none; }
  .skip { display: none; } .wide { overflow: visible; } a { color: inherit; text-decoration: none; }
  h2, h3, h4, h5, caption, figcaption { break-after: avoid; } tr, img, .chart, dl > div { break-inside: avoid; } thead { display: table-header-group; }
  table { font-size: 8.5pt; } th, td { padding: .15rem .3rem; } p, blockquote { orphans: 2; widows: 2; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
_PAGE = """\
@page { size: A4; margin: 20mm 16mm 18mm; @top-left { content: %s; font-size: 8pt; color: #444; } @top-right { content: %s; font-size: 10pt; font-weight: 700; color: #a01018; } @bottom-center { content: counter(page) " / " counter(pages); font-size: 8pt; } }
"""


def css(mark: str, title: str) -> str:
    """Return the style sheet; the handling mark and the title stand on every printed page."""
    return _CSS + _PAGE % (_string(title[:60]), _string(mark))


def _string(text: str) -> str:
    r"""Return a text as a string of CSS that can end neither itself nor the style sheet.

    >>> _string('a"</style>')
    '"a\\22 \\3c \\2f style\\3e "'
    """
    return '"' + "".join(char if char.isalnum() or char in " -_・、。()（）:" else f"\\{ord(char):x} " for char in text) + '"'

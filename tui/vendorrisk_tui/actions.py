"""Everything that a person can do, once: the keys, the key bar, the palette and the help page are all made from this table.

Function keys and Ctrl reach us whatever the input method does; a plain letter is a second way only, and stands here in its full-width form
as well, because with the input method on the half-width one never arrives.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from textual.binding import Binding

from vendorrisk.model import Bilingual

__all__ = ["ACTIONS", "Action", "action_of", "bindings_of", "key_name", "wide_keys"]


@attrs.frozen
class Action:
    """Something that a person can do.

    Attributes:
        scope: where: ``app``, ``list``, or the name of a screen.
        name: the method behind it (``action_…``), with its arguments.
        keys: the keys, the one that is shown first.
        label: two to four characters for the key bar.
        title: what it does, for the palette and the help page.
        reading: the title in hiragana, so that the palette finds it by its sound.
        bar: whether the key bar shows it.
        palette: whether the palette offers it.
    """

    scope: str
    name: str
    keys: str
    label: Bilingual
    title: Bilingual
    reading: str
    bar: bool = True
    palette: bool = True

    @property
    def id(self) -> str:
        """The stable name by which keys can be put elsewhere."""
        return f"{self.scope}.{self.name}"

    @property
    def shown_key(self) -> str:
        """The first key as it is printed on keyboards."""
        return key_name(self.keys.split(",")[0])


def key_name(key: str) -> str:
    """Return a key as it is printed on keyboards.

    >>> key_name("ctrl+s"), key_name("f2"), key_name("escape")
    ('^S', 'F2', 'Esc')
    """
    return _KEY_NAMES.get(key) or key.replace("ctrl+", "^").replace("shift+", "⇧").upper()


_KEY_NAMES = {
    "enter": "Enter", "escape": "Esc", "space": "Space", "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", "delete": "Del", "slash": "/", "tab": "Tab", "left_square_bracket": "[", "right_square_bracket": "]",
}  # fmt: skip


def wide_keys(keys: str) -> str:
    """Add the full-width form of every plain character among the keys."""
    found = keys.split(",")
    found += [chr(ord(key) + 0xFEE0) for key in found if len(key) == 1]
    return ",".join(found)


def _a(scope: str, name: str, keys: str, label: tuple[str, str], title: tuple[str, str], reading: str, *, bar: bool = True, palette: bool = True) -> Action:
    return Action(scope, name, wide_keys(keys), Bilingual(*label), Bilingual(*title), reading, bar, palette)


ACTIONS = (
    _a("app", "area('today')", "1,alt+1", ("今日", "Today"), ("今日の画面を開く", "go to Today"), "きょうのがめんをひらく", bar=False),
    _a("app", "area('register')", "2,alt+2", ("台帳", "Register"), ("台帳の画面を開く", "go to the register"), "だいちょうのがめんをひらく", bar=False),
    _a("app", "area('reviews')", "3,alt+3", ("予定", "Agenda"), ("予定の画面を開く", "go to the agenda"), "よていのがめんをひらく", bar=False),
    _a("app", "area('check')", "4,alt+4", ("点検", "Check"), ("契約書等の点検の画面を開く", "check a document"), "けいやくしょとうのてんけんのがめんをひらく", bar=False),
    _a("app", "area('policy')", "5,alt+5", ("要件", "Policy"), ("要件の画面を開く（根拠・例・新旧の比較）", "the requirements in force: sources, examples, editions"), "ようけんのがめんをひらく ようけんしゅう ぽりしー", bar=False),
    _a("app", "help", "f1,question_mark,fullwidth_question_mark", ("説明", "Help"), ("この画面の説明を見る", "what this screen is for, and its keys"), "このがめんのせつめいをみる へるぷ"),
    _a("app", "palette", "ctrl+p", ("操作", "Actions"), ("操作を探す", "find an action"), "そうさをさがす", palette=False),
    _a("app", "reload", "f5", ("再読込", "Reload"), ("台帳を読み直す", "read the register again"), "だいちょうをよみなおす さいよみこみ", bar=False),
    _a("app", "language", "", ("言語", "Language"), ("英語の表示に切り替える（English）", "switch to Japanese (日本語)"), "えいごのひょうじにきりかえる げんご", bar=False),
    _a("app", "tour", "", ("案内", "Tour"), ("画面の案内を見る", "the way through the screens (tour)"), "がめんのあんないをみる つあー", bar=False),
    _a("app", "theme", "", ("配色", "Colours"), ("配色を切り替える（標準・明るい・高コントラスト）", "switch colours (dark, light, high contrast)"), "はいしょくをきりかえる こんとらすと てーま いろ", bar=False),
    _a("app", "quit", "ctrl+q", ("終了", "Quit"), ("終了する", "leave"), "しゅうりょうする", bar=False),
    _a("list", "step(-1)", "up,k", ("上", "up"), ("一つ上へ", "one up"), "うえ", bar=False, palette=False),
    _a("list", "step(1)", "down,j", ("下", "down"), ("一つ下へ", "one down"), "した", bar=False, palette=False),
    _a("list", "page(-1)", "pageup", ("前頁", "page up"), ("一画面上へ", "a screenful up"), "ぺーじ", bar=False, palette=False),
    _a("list", "page(1)", "pagedown", ("次頁", "page down"), ("一画面下へ", "a screenful down"), "ぺーじ", bar=False, palette=False),
    _a("list", "edge(False)", "home", ("先頭", "first"), ("先頭へ", "to the first"), "せんとう", bar=False, palette=False),
    _a("list", "edge(True)", "end", ("末尾", "last"), ("末尾へ", "to the last"), "まつび", bar=False, palette=False),
    _a("list", "choose", "enter", ("開く", "Open"), ("選んだ行を開く", "open the row"), "ひらく", palette=False),
    _a("today", "copy", "c", ("写す", "Copy"), ("一覧を表計算用に写す（TSV）", "copy the list for a spreadsheet (TSV)"), "いちらんをひょうけいさんようにうつす こぴー"),
    _a("today", "weak", "h", ("弱点", "Weak"), ("弱点の分布（要件×種類）を見る", "where the city is weak: requirements by kind"), "じゃくてんのぶんぷをみる ひーとまっぷ"),
    _a("weak", "copy", "c", ("写す", "Copy"), ("一覧を表計算用に写す（TSV）", "copy the list for a spreadsheet (TSV)"), "いちらんをひょうけいさんようにうつす こぴー"),
    _a("weak", "leave", "escape,backspace", ("戻る", "Back"), ("前の画面へ戻る", "go back"), "もどる", palette=False),
    _a("register", "search", "f3,slash,fullwidth_solidus", ("検索", "Search"), ("記録を検索する", "search records"), "きろくをけんさくする"),
    _a("register", "kind(-1)", "left,left_square_bracket", ("前の種類", "kind before"), ("前の種類の記録へ", "the kind before"), "まえのしゅるい", bar=False),
    _a("register", "kind(1)", "right,right_square_bracket", ("種類", "Kind"), ("次の種類の記録へ", "the next kind"), "つぎのしゅるい"),
    _a("register", "pick_kind", "g", ("種類選択", "Kinds"), ("記録の種類を選ぶ", "choose the kind of record"), "きろくのしゅるいをえらぶ", bar=False),
    _a("register", "sort", "s", ("並替え", "Sort"), ("並べ替える", "sort"), "ならべかえる そーと"),
    _a("register", "filter", "f", ("絞込み", "Filter"), ("絞り込む（所属・職員・事業者・期限等）", "filter (department, person, vendor, what is due)"), "しぼりこむ ふぃるた"),
    _a("register", "new", "ctrl+n,n", ("新規", "New"), ("新しい記録を作る", "add a record"), "あたらしいきろくをつくる しんき"),
    _a("register", "copy", "c", ("写す", "Copy"), ("一覧を表計算用に写す（TSV）", "copy the list for a spreadsheet (TSV)"), "いちらんをひょうけいさんようにうつす こぴー", bar=False),
    _a("register", "leave", "escape", ("解除", "Clear"), ("検索と絞込みを解く", "clear search and filter"), "けんさくとしぼりこみをとく かいじょ", bar=False),
    _a("agenda", "month(-1)", "left", ("前月", "Month"), ("前の月へ", "the month before"), "まえのつき ぜんげつ"),
    _a("agenda", "month(1)", "right", ("翌月", "Next"), ("次の月へ", "the next month"), "つぎのつき よくげつ"),
    _a("agenda", "this_month", "t", ("今月", "Now"), ("今月へ戻る", "back to this month"), "こんげつへもどる", bar=False),
    _a("agenda", "do", "f2", ("処理", "Do"), ("確認を実施する（点検票）、その他は結果を記録する", "do the review (checklist), or record the outcome"), "かくにんをじっしする しょり"),
    _a("agenda", "postpone", "p", ("延期", "Postpone"), ("確認を延期する（理由が要る）", "postpone a review, with a reason"), "かくにんをえんきする"),
    _a("agenda", "copy", "c", ("写す", "Copy"), ("一覧を表計算用に写す（TSV）", "copy the list for a spreadsheet (TSV)"), "いちらんをひょうけいさんようにうつす こぴー", bar=False),
    _a("checklist", "ok", "o,space", ("○確認", "Kept"), ("確認できたことにして次へ進む", "it is kept: on to the next line"), "かくにんできた まる"),
    _a("checklist", "found", "x", ("×指摘", "Finding"), ("指摘事項を書く", "write down a finding"), "してきじこうをかく ばつ"),
    _a("checklist", "clear", "delete,backspace", ("消す", "Clear"), ("答えを消す", "take the answer back"), "こたえをけす", bar=False),
    _a("checklist", "next_open", "f4", ("次の未回答", "Next"), ("次の未回答へ", "to the next line without an answer"), "つぎのみかいとうへ"),
    _a("checklist", "record", "f2,ctrl+s", ("結果の記録", "Record"), ("方法・証跡・結果を記録する", "record method, evidence and result"), "けっかのきろく ほうほう しょうせき"),
    _a("checklist", "leave", "escape", ("戻る", "Back"), ("前の画面へ戻る（答えは下書きに残る）", "go back; the answers stay in the draft"), "もどる", palette=False),
    _a("record", "edit", "f2,e", ("編集", "Edit"), ("この記録を編集する", "edit this record"), "このきろくをへんしゅうする"),
    _a("record", "page(-1)", "left", ("前の面", "page before"), ("前の面へ", "the page before"), "まえのめん", bar=False, palette=False),
    _a("record", "page(1)", "right", ("次の面", "Page"), ("次の面へ", "the next page"), "つぎのめん", palette=False),
    _a("check", "choose_file", "f2,o", ("ファイル", "File"), ("点検するファイルを選ぶ", "choose a file to check"), "てんけんするふぁいるをえらぶ"),
    _a("check", "choose_file(True)", "a", ("追加", "Add"), ("同じ契約の別のファイルを加える（仕様書・特記事項等）", "add another file of the same contract"), "おなじけいやくのふぁいるをくわえる しようしょ", bar=False),
    _a("check", "gap(1)", "f4,n", ("次の不足", "Next gap"), ("次の満たしていない要件へ", "to the next gap"), "つぎのふそくへ"),
    _a("check", "gap(-1)", "shift+f4,b", ("前の不足", "Gap before"), ("前の満たしていない要件へ", "to the gap before"), "まえのふそくへ", bar=False),
    _a("check", "keep", "r,ctrl+s", ("台帳へ", "Keep"), ("結果と文書を台帳の記録に保存する", "keep result and documents with a record"), "けっかをだいちょうにほぞんする"),
    _a("check", "kind", "t", ("種類", "Kind"), ("文書の種類を変える（推定・業務委託・クラウド・SNS）", "change the kind of document"), "ぶんしょのしゅるいをかえる"),
    _a("check", "handles('personal-information')", "p", ("個人情報", "Personal"), ("個人情報を取り扱う・取り扱わない", "personal information: yes or no"), "こじんじょうほう"),
    _a("check", "handles('my-number')", "m", ("特定個人情報", "My Number"), ("特定個人情報を取り扱う・取り扱わない", "My Number: yes or no"), "とくていこじんじょうほう まいなんばー", bar=False),
    _a("check", "handles('system')", "y", ("情報システム", "System"), ("情報システムの調達・保守である・でない", "information system: yes or no"), "じょうほうしすてむ", bar=False),
    _a("check", "recognise", "g", ("文字認識", "OCR"), ("画像のページを文字認識で読む", "read scanned pages by character recognition"), "もじにんしき おーしーあーる"),
    _a("check", "switch", "f6", ("本文", "Text"), ("一覧と本文を行き来する", "between list and text"), "いちらんとほんぶんをいききする", bar=False),
    _a("check", "decide", "w", ("判断", "Decide"), ("選んだ判定を人が改める（理由が要る）", "decide otherwise than the machine, with a reason"), "はんていをひとがあらためる うわがき"),
    _a("check", "notices", "i", ("注意", "Notes"), ("結果についての注意と、読めなかった文書を見る", "read what to bear in mind about the result, and what could not be read"), "けっかについてのちゅうい"),
    _a("check", "copy", "c", ("写す", "Copy"), ("結果を表計算用に写す（TSV）", "copy the result for a spreadsheet (TSV)"), "けっかをひょうけいさんようにうつす こぴー", bar=False),
    _a("check", "stop", "escape", ("中止", "Stop"), ("点検を中止する", "stop checking"), "てんけんをちゅうしする"),
    _a("check", "draft", "d", ("起案", "Draft"), ("不足する条項を覚書（Word）に起こす", "draft the missing clauses as a memorandum (Word)"), "ふそくするじょうこうをきあんする おぼえがき"),
    _a("policy", "search", "f3,slash,fullwidth_solidus", ("検索", "Find"), ("要件を検索する", "find a requirement"), "ようけんをけんさくする"),
    _a("policy", "records", "r", ("記録", "Records"), ("この要件を満たさない記録を見る", "the records that fall short of it"), "ようけんをみたさないきろくをみる"),
    _a("policy", "compare", "d", ("新旧比較", "Compare"), ("要件集の新旧の版を比べ、影響する記録を調べる", "compare two editions, and which records they touch"), "しんきゅうのはんをくらべる ひかく"),
    _a("policy", "switch", "f6", ("本文", "Text"), ("一覧と本文を行き来する", "between list and text"), "いちらんとほんぶんをいききする", bar=False),
    _a("policy", "copy", "c", ("写す", "Copy"), ("一覧を表計算用に写す（TSV）", "copy the list for a spreadsheet (TSV)"), "いちらんをひょうけいさんようにうつす こぴー", bar=False),
    _a("text", "line(-1)", "up,k", ("上", "up"), ("一行上へ", "one line up"), "うえ", bar=False, palette=False),
    _a("text", "line(1)", "down,j", ("下", "down"), ("一行下へ", "one line down"), "した", bar=False, palette=False),
    _a("text", "screenful(-1)", "pageup", ("前頁", "page up"), ("一画面上へ", "a screenful up"), "ぺーじ", bar=False, palette=False),
    _a("text", "screenful(1)", "pagedown,space", ("次頁", "page down"), ("一画面下へ", "a screenful down"), "ぺーじ", bar=False, palette=False),
    _a("record", "measure", "m", ("措置", "Measure"), ("選んだ指摘・要件について措置を作る", "take a measure on the chosen finding or requirement"), "してきにそちをつくる"),
    _a("record", "decide", "w", ("判断", "Decide"), ("選んだ判定を人が改める（理由が要る）", "decide otherwise than the machine, with a reason"), "はんていをひとがあらためる うわがき"),
    _a("record", "do_review", "k", ("確認", "Review"), ("この記録の確認を実施する（点検票）", "do a review of this record (checklist)"), "かくにんをじっしする てんけんひょう", bar=False),
    _a("record", "hand_over", "h", ("引継ぎ", "Hand over"), ("担当する記録をまとめて後任者に引き継ぐ", "hand everything this person answers for over to a successor"), "たんとうするきろくをまとめてこうにんしゃにひきつぐ いどう"),
    _a("record", "copy_record", "c", ("写す", "Copy"), ("この面を表計算用に写す（TSV）", "copy this page for a spreadsheet (TSV)"), "このめんをひょうけいさんようにうつす こぴー", bar=False),
    _a("record", "undo", "u", ("取消", "Undo"), ("台帳の直前の変更を取り消す", "take back the newest change of the register"), "だいちょうのちょくぜんのへんこうをとりけす"),
    _a("record", "remove", "delete", ("削除", "Remove"), ("この記録をごみ箱へ移す", "move this record to the trash"), "このきろくをごみばこへうつす さくじょ", bar=False),
    _a("record", "leave", "escape,backspace", ("戻る", "Back"), ("前の画面へ戻る", "go back"), "もどる", palette=False),
    _a("form", "save", "ctrl+s", ("保存", "Save"), ("変更を確かめて保存する", "look at the changes and save"), "へんこうをたしかめてほぞんする"),
    _a("form", "next_fault", "f4", ("次の誤り", "Next fault"), ("次の誤りへ", "to the next fault"), "つぎのあやまり"),
    _a("form", "attach", "ctrl+o", ("添付", "Attach"), ("ファイルを選んで台帳に保管する", "choose a file and keep it in the register"), "ふぁいるをえらんでだいちょうにほかんする てんぷ しょうせき"),
    _a("form", "leave", "escape", ("戻る", "Back"), ("編集をやめて戻る", "leave the form"), "へんしゅうをやめてもどる"),
    _a("parts", "add", "ctrl+n,n", ("追加", "Add"), ("一件追加する", "add one"), "ついかする"),
    _a("parts", "remove", "delete", ("削除", "Remove"), ("選んだ一件を消す", "remove the chosen one"), "えらんだいっけんをけす さくじょ"),
    _a("parts", "move(-1)", "ctrl+up,[", ("上へ", "Up"), ("一つ上へ移す", "move up"), "ひとつうえへうつす", bar=False),
    _a("parts", "move(1)", "ctrl+down,]", ("下へ", "Down"), ("一つ下へ移す", "move down"), "ひとつしたへうつす", bar=False),
    _a("parts", "leave", "escape", ("戻る", "Back"), ("前の画面へ戻る", "go back"), "もどる", palette=False),
    _a("diff", "save", "ctrl+s", ("保存", "Save"), ("保存する", "save"), "ほぞんする"),
    _a("diff", "leave", "escape", ("戻る", "Back"), ("編集に戻る", "back to the form"), "もどる", palette=False),
    _a("conflict", "theirs", "left,1", ("相手", "Theirs"), ("相手の値を採る", "take theirs"), "あいてのあたいをとる"),
    _a("conflict", "mine", "right,2", ("自分", "Mine"), ("自分の値を採る", "take mine"), "じぶんのあたいをとる"),
    _a("conflict", "save", "ctrl+s", ("決定", "Decide"), ("選んだ値で続ける", "go on with the chosen values"), "えらんだあたいでつづける"),
    _a("conflict", "leave", "escape", ("戻る", "Back"), ("編集に戻る", "back to the form"), "もどる", palette=False),
    _a("pick", "leave", "escape", ("戻る", "Back"), ("選ばずに戻る", "choose nothing"), "もどる", palette=False),
    _a("page", "leave", "escape,enter,q", ("閉じる", "Close"), ("閉じる", "close"), "とじる", palette=False),
)

_BY_ID = {action.id: action for action in ACTIONS}


def action_of(id: str | None) -> Action | None:  # noqa: A002 - Textual's own word
    """Return the action behind a binding."""
    return _BY_ID.get(id or "")


def bindings_of(scope: str) -> Iterator[Binding]:
    """Yield the bindings of a scope; their words are fetched by id when they are shown, in the language of the moment."""
    for action in ACTIONS:
        if action.scope == scope and action.keys:
            yield Binding(action.keys, action.name, action.id, show=action.bar, id=action.id)

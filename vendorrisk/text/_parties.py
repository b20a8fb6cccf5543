"""Who is who: the client and the other side, whatever the document calls them.

甲 is usually the city, but vendor paper swaps the letters or says 当社 and お客様.  Roles are resolved once for a document, from its
definitions and from who entrusts whom; after that every statement speaks of 甲 (client) and 乙 (the other side).
"""

from __future__ import annotations

import re
from enum import StrEnum

import attrs

from vendorrisk.text._fold import Folded

__all__ = ["Parties", "Party", "resolve_parties"]


class Party(StrEnum):
    """Who is bound or entitled by a statement."""

    CLIENT = "client"
    VENDOR = "vendor"
    BOTH = "both"
    STAFF = "staff"
    NONE = "none"


# plain names, because a member looked up through its class costs as much as a regular expression on some Pythons
CLIENT, VENDOR, BOTH, STAFF, NONE = Party


_MUNICIPAL = r"(?:市|町|村|県|都|府|区|省|庁|局|市長|町長|村長|知事|国|機構|組合|連合|公社|協会|連盟|財団|社団|福祉法人|大学|学校|病院|教育委員会|センター)"
_CLIENT_WORDS = (
    "発注者", "発注元", "発注機関", "委託者", "委託元", "注文者", "委任者", "官側", "依頼者", "貴市", "貴町", "貴村", "貴県", "貴区", "貴組合", "貴課", "貴社", "貴殿", "貴庁", "開示者",
)
_CUSTOMER_WORDS = ("お客様", "サービス利用者", "利用契約者", "契約者", "利用者", "ユーザ", "顧客", "会員", "申込者", "利用団体", "加入者")
_VENDOR_WORDS = (
    "受注者", "受注業者", "受託事業者", "受託業者", "受託会社", "受託者", "委託先事業者", "委託事業者", "委託業者", "請負業者", "請負者", "請負人",
    "指定管理者", "契約の相手方", "契約相手方", "落札者", "受任者", "納入者", "供給者", "事業受託者", "受領者", "被開示者",
)
_COMPANY_WORDS = ("当社", "弊社", "本サービス提供者", "サービス提供者", "サービス提供事業者", "提供者", "提供事業者", "クラウド事業者", "クラウドサービス事業者", "運営者", "運営会社")

_DEFINED = re.compile(
    r"(?:[(]?以下[、]?(?:単に)?[「\"]?(?P<name>[^「」\"()。、]{1,14}?)[」\"]?と(?:いう|いい|称|略|記|呼)"
    r"|を[「\"]?(?P<name2>甲|乙|発注者|受注者|委託者|受託者)[」\"]?と(?:し|す|いう|い))"
)
_IS_VENDOR = re.compile(r"株式会社|有限会社|合同会社|\(株\)|\(有\)|受託|受注|落札|請負|事業者|業者|vendor|contractor|supplier|受任|フリーランス|コンサル|受領者", re.I)
_IS_CLIENT = re.compile(rf"委託者|発注|注文|client|customer|{_MUNICIPAL}(?![一-龥])|支出負担行為|契約担当|官|開示者", re.I)
_GIVES = re.compile(
    r"(?P<giver>甲|乙)(?:は|が)、?(?:[^。甲乙]{0,40})(?P<taker>甲|乙)(?:に対し(?:て)?|に)、?[^。甲乙]{0,80}?(?<!再)(?:委託し|委託する|請け負わせ|行わせ|依頼し|発注し)"
)
_TAKES = re.compile(r"(?P<taker>甲|乙)(?:は|が)、?(?P<giver>甲|乙)(?:から|より|の)、?[^。甲乙]{0,50}?(?:受託|請け負|受注)")
_SERVES = re.compile(r"(?P<taker>甲|乙)(?:は|が)、?(?P<giver>甲|乙)に(?:対し(?:て)?)?、?[^。甲乙]{0,40}?(?:サービスを?提供|役務を?提供)")
_INTRODUCED = re.compile(
    r"「?(?P<giver>甲|乙)」?と(?:いう|する)。?\)(?:は|が)、?[^。]{0,140}?「?(?P<taker>甲|乙)」?と(?:いう|する)。?\)に(?:対し(?:て)?)?、?[^。]{0,80}?(?:委託し|委託する|請け負わせ|行わせ|依頼し|発注し)"
)
_TAKES_THIS = re.compile(r"(?P<taker>甲|乙)(?:は|が)、?これを(?:受託|受諾|受注|請け負|引き?受け)")
_SIGNED = re.compile(r"(?P<name>甲|乙)[(:](?P<role>発注者|注文者|委託者|受注者|受託者|請負者)|(?P<role2>発注者|注文者|委託者|受注者|受託者|請負者)[(:「]?(?P<name2>甲|乙)[)」:]")
_OPERATOR = re.compile(r"(?<![一-龥])事業者は")
_COMPANY = re.compile(r"株式会社|有限会社|合同会社|\(株\)|\(有\)")
_WITH_CITY = re.compile(r"[^。]{0,4}。?\)と、?[^、。(]{0,8}(?:市|町|村|県|区)(?:長)?[^、。(]{0,6}(?:は|とは|との)")
_NAMED = re.compile(r"[(、 ](?P<name>甲|乙)[:=](?P<entity>[^甲乙、。()]{2,30})")
_BODY_SUBJECT = r"(?<![一-龥ァ-ヴa-zA-Z])(?:(?:本|当|貴)?(?:市|町|村|県|区|都|府)|(?:市|町|村|区)長|知事)(?=は|が|又は|及び|に対|の(?:指示|承|許|定|職員|情報セキュリティ|個人情報|セキュリティ|保有|求め|要求|指定|担当|監査|検査|立)|へ|と協議|から|に(?:報告|通知|提出|連絡|届|返))"
_TAKES_IT = re.compile(r"(?:vendor|contractor|supplier|受託|受注|落札)[^、。はがをにへで]{0,12}$", re.I)  # 「受注者の従業員が起こした漏えい」 is no party
_LETTERS = re.compile("[甲乙]")
_ADDRESSED = ("貴社", "御社", "貴法人", "貴団体", "貴殿")
_TO_A_COMPANY = re.compile(r"(?:会社|法人|組合|協会|\((?:株|有)\)|商店|事務所|代表取締役)[^\n。、]{0,24}(?:御中|様|殿)(?:\n|$)")  # a letter of the city
_HEAD = 600  # characters in which a letter names whom it is for
_PREAMBLE = 8000  # characters in which the parties are introduced


@attrs.frozen
class Parties:
    """The names of the two sides in one document, and how to write them alike.

    Attributes:
        swapped: whether 甲 is the vendor and 乙 the client.
        client: names for the client beside the letters.
        vendor: names for the other side beside the letters.
    """

    swapped: bool = False
    client: frozenset[str] = frozenset()
    vendor: frozenset[str] = frozenset()
    _pattern: re.Pattern[str] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Compile the pattern that finds every name."""
        names = sorted(self.client | self.vendor, key=len, reverse=True)
        either = "|".join(re.escape(name) for name in names)
        both = (
            r"甲及び乙|乙及び甲|甲又は乙|乙又は甲|甲並びに乙|甲と乙|甲、乙|甲・乙|(?:両|各)?当事者(?:双方)?(?=は|が|の|に|も)|(?<![一-龥])双方(?=は|が)"
        )
        if self.client and self.vendor:
            c, v = (f"(?:{'|'.join(map(re.escape, sorted(s, key=len, reverse=True)))})" for s in (self.client, self.vendor))
            both += rf"|(?<![一-龥])(?:本|当)?(?:市|町|村|県|区)(?:及び|又は|並びに|と){v}(?=は)"
            both += rf"|(?:{c}(?:及び|又は|並びに|と|・){v}|{v}(?:及び|又は|並びに|と|・){c})"
        letters = "|[甲乙]" if self.swapped else ""
        pattern = rf"(?P<both>{both})" + (f"|(?<![下再元副他扱])(?P<name>{either})(?!契約者|間)" if either else "") + f"|(?P<body>{_BODY_SUBJECT})" + letters
        object.__setattr__(self, "_pattern", re.compile(pattern))

    def rewrite(self, folded: Folded) -> Folded:
        """Write the client as 甲, the other side as 乙 and the two together as 甲乙."""
        return folded.replace(self._pattern, self._letter)

    def _letter(self, match: re.Match[str]) -> str:
        found = match.group()
        if match.group("both"):
            return "甲乙"
        if match.group("body"):
            return "甲"
        if found in ("甲", "乙"):
            return "乙" if found == "甲" else "甲"
        return "甲" if found in self.client else "乙"


def resolve_parties(text: str) -> Parties:
    """Resolve the roles from the folded text of a whole document.

    >>> resolve_parties("株式会社甘木(以下「甲」という。)と土浦市(以下「乙」という。)とは、次のとおり契約する。").swapped
    True
    """
    client = {word for word in _CLIENT_WORDS if word in text}
    vendor = {word for word in _VENDOR_WORDS if word in text}
    company = {word for word in _COMPANY_WORDS if word in text}
    if not company and _TO_A_COMPANY.search(text, 0, _HEAD):
        addressed = {word for word in _ADDRESSED if word in text}
        client -= addressed
        vendor |= addressed
    customers = {word for word in _CUSTOMER_WORDS if word in text}
    votes = _letter_votes(text, client, vendor)
    letters = "甲" in text and "乙" in text
    if (company and not vendor and not (letters and votes == 0 and not customers)) or (company and vendor and customers and text.count("当社") + text.count("弊社") > sum(text.count(word) for word in vendor)):
        vendor |= company
        client |= customers
    elif company & {"当社", "弊社"} and vendor:
        client |= company & {"当社", "弊社"}
    _definitions(text, client, vendor)
    if not letters and _OPERATOR.search(text) and (not vendor or not client):
        vendor.add("事業者")
    if "委託先は" in text and not vendor:
        vendor.add("委託先")
    return Parties(votes < 0, frozenset(client - vendor), frozenset(vendor - client))


def _entity(text: str, match: re.Match[str]) -> str:
    """Return the words that a definition names: what stands before it, up to the other party or the last stop."""
    before = text[max(0, match.start() - 60) : match.start()]
    cut = max(before.rfind("。"), before.rfind("「"), before.rfind("」"), before.rfind("と、"), before.rfind(")と"), before.rfind("と("))
    return before[cut + 1 :]


def _letter_votes(text: str, client: set[str], vendor: set[str]) -> int:
    """Positive when 甲 is the client, negative when the letters are swapped, 0 when nothing tells."""
    if not _LETTERS.search(text):
        return 0
    votes = 0
    named = [(m.group("name") or m.group("name2"), _entity(text, m)) for m in _DEFINED.finditer(text, 0, _PREAMBLE)]
    named += [(m.group("name"), m.group("entity")) for m in _NAMED.finditer(text, 0, _PREAMBLE)]
    for name, entity in named:
        if name not in ("甲", "乙"):
            continue
        is_vendor, is_client = bool(_IS_VENDOR.search(entity)), bool(_IS_CLIENT.search(entity))
        sign = 1 if name == "甲" else -1
        if _COMPANY.search(entity):
            is_vendor, is_client = True, False
        if is_client and not is_vendor:
            votes += 3 * sign
        elif is_vendor and not is_client:
            votes -= 2 * sign
    for match in _SIGNED.finditer(text[:_PREAMBLE] + "。" + text[-2000:]):
        name, role = match.group("name") or match.group("name2"), match.group("role") or match.group("role2")
        sign = 1 if name == "甲" else -1
        votes += 3 * sign if role in ("発注者", "注文者", "委託者") else -3 * sign
    for match in _TAKES_THIS.finditer(text, 0, _PREAMBLE):
        votes += 4 if match.group("taker") == "乙" else -4
    for pattern, weight in ((_GIVES, 4), (_INTRODUCED, 6), (_TAKES, 4), (_SERVES, 2)):
        for match in pattern.finditer(text, 0, _PREAMBLE):
            if match.group("giver") != match.group("taker"):
                votes += weight if match.group("giver") == "甲" else -weight
    return votes


def _definitions(text: str, client: set[str], vendor: set[str]) -> None:
    """Add names that the document itself defines, such as 「当連盟」 or 「メディア」."""
    named: list[tuple[str, str]] = []
    for match in _DEFINED.finditer(text, 0, _PREAMBLE):
        name = match.group("name") or match.group("name2") or ""
        if name in ("甲", "乙", "丙", "") or len(name) < 2:
            continue
        if re.search(r"再|下請|権|情報|資料|等$", name):
            continue
        if _WITH_CITY.match(text, match.end()):
            vendor.add(name)
        named.append((name, _entity(text, match)))
    for index, (name, entity) in enumerate(named[:6]):
        if name in client | vendor or re.search(r"契約|業務|情報|事項|規程|規約|サービス|データ|仕様|約款|施設|目的|者等?$|者$|本|条例|センター|機器|場所", name):
            continue
        if _TAKES_IT.search(entity):
            vendor.add(name)
        elif name.startswith("当") or re.search(r"client|customer|委託者|発注者", entity, re.I) or re.search(_MUNICIPAL + r"$", entity):
            client.add(name)
        elif index == 1 and named[0][0] in client and "会社" in entity:
            vendor.add(name)

"""With which force a clause speaks: duty, ban, permission, best effort, denial of a duty, statement, fragment.

Japanese puts force at the end of the clause, so the tail of the main predicate decides.  A negation alone says nothing:
〜しなければならない (duty), 〜してはならない (ban) and 〜を要しない (denial) all hold ない.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

__all__ = ["Force", "force_of"]


class Force(StrEnum):
    """How strongly a clause binds."""

    DUTY = "duty"
    BAN = "ban"
    PERMISSION = "permission"
    EFFORT = "effort"
    DENIAL = "denial"
    STATEMENT = "statement"
    DEFERRED = "deferred"
    FRAGMENT = "fragment"


# plain names, because a member looked up through its class costs as much as a regular expression on some Pythons
DUTY, BAN, PERMISSION, EFFORT, DENIAL, STATEMENT, DEFERRED, FRAGMENT = Force


_RESPONSIBLE = re.compile(
    r"(?:責任|責め|義務|責|債務)(?:を|から|は)?、?(?:一切|何ら)?(?:免れ(?:ない|ず|ません|るものではない|ることはできない|ることができない)|免除され(?:ない|るものではない))"
    r"|(?:怠|おこた)(?:っては|ること(?:は|が)?でき|ら)(?:な|ず|ませ)"
    r"|(?:消滅し|失わ|失効し|影響を受け|左右され|変わら)(?:ない|ません)(?:もの)?(?:と(?:する|します))?$"
    r"|ないことがあっては|ない(?:よう|こと)に?してはなら"
)
_DOUBLE = re.compile(r"(?:ない|ぬ|ず)(?:こと(?:が|の)?(?:あっては|あり得|ない)|まま|で|に)[^、。]{0,30}(?:ては(?:なら|いけ|なりま)|できな|できま)")
_CONSENT = re.compile("承諾|承認|許諾|許可|許し|同意|了承|了解|指示|通知|連絡|届出|断り|必要")
_DENIAL = re.compile(
    r"(?:責任|責め|義務|責|債務|負担)(?:等)?(?:は|を|も|が)?(?:、)?(?:一切|何ら|いかなる|負担|これを)?(?:の責任も)?(?:負わ(?:な|ず|ぬ|せない)|負いま?せん|負いかね|負うものではな|負うこと(?:は|も)な|生じ(?:な|ませ)|あり?ませ|ない|無い|課さ|課され?な|課しませ|免れる|免除|有しな|有しませ|消滅)"
    r"|(?:要し|要さ|要|要求し|要求され)(?:な(?:い|く)|ず|ませ)|必要(?:は|が|と)?(?:し)?(?:ない|なく|ありませ|ないもの|無い|ではな)|不要|には?及ばな|足りる|足る(?:ものと)?|省略(?:でき|することができ)"
    r"|この限りで(?:は)?(?:な|あり)|限りでな|適用し(?:な|ませ|ない)|適用され(?:ない|ず)|保証(?:は)?(?:し|いたし|致し|でき|を)?(?:な(?:い|く)|ませ|ず|行わな|行いませ|するものではな|するものではあり)|保証(?:の)?(?:限り|対象)(?:では|外)"
    r"|(?:禁じ|禁止し|制限し|限定し|実施し|行って?|義務付け|義務づけ|設け|整備し|講じ|定め|決め)て?(?:い|お)(?:ない|ません|なかった|りません|らず)$"
    r"|[0-9](?:条|項|号)(?:の[0-9]+)?(?:\([^()]*\))?を(?:削る|削り|削除する)"
    r"|免責|関知し(?:な|ませ)|(?<!投稿の)(?<!発信の)(?<!掲載の)(?<!公開の)(?<!配信の)対象(?:と(?:は)?しな|外とする|としませ)|(?:取決|定|規定|約定)め?(?:は|を)?(?:しない|設けない|置かない|ない)|存続し(?:な|ませ)|(?:含まれ|含ま|該当し|当たら|あたら)(?:な(?:い|く)|ませ|ず)|除外する|(?:定め|決め|決まって|設け|予定し|指定し)て(?:は)?い(?:な|ませ)|未定|効力を失う|消滅する|失効する|に代える|応じない$|応じませ"
    r"|(?:もの|わけ|趣旨|意味|約束)(?:と|を|で|に)?(?:は|も|まで)?(?:解し(?:ては)|約するもの|意味するもの|な(?:い|く)$|ありませ|約束するもの)|(?:と|とま)(?:で)?は(?:限ら|限り|いえ|言え|解さ|解釈し)(?:な|ず|ませ)|と解してはなら|ものではな|ものではあり|わけではな|わけではあり"
    r"|(?:解釈|定め|制限|規定|拘束|義務)(?:は|を|も)、?(?:採らな|置かな|設けな|受けな|受けませ|負わな)|拘束(?:し|され)(?:な|ませ)|存しな|想定して(?:い)?(?:な|ませ)|違反し(?:な|ませ)|反し(?:な|ませ)|あり得(?:る|ます)"
)
_BAN = re.compile(
    r"(?:ては|では|ちゃ)(?:なら|いけ|なりま|いけま|相なら)(?:な|せ|ず|ぬ)"
    r"|(?:ことは|ことが|ことも|こと)?(?:一切)?でき(?:な(?:い|く)|ませ|ず|かね|ないもの)|ことを?得(?:す|ず|な|ざ)"
    r"|禁止(?:する|とする|とし|します|し|し、|される|されて(?:いる|います)|です|である|事項とする|を徹底)|(?:これ|を|も)禁(?:ずる|ず|じ|止)|(?<![一-龥])禁(?:ずる|じる|じます|じられ)|厳禁"
    r"|(?:な|無)い(?:こと|事|もの|よう|様)(?:と|に|を)?(?:する|し|すること|しなければ|しなくては|します|誓約|約束|徹底|努|注意|と|を)?|(?<!少)ないこと|ざること|ぬこと|べから|へから|まじき|ぬよう|ないよう"
    r"|こと(?:は|も)(?:一切|決して)?(?:な(?:い|く)|ありませ)|ないで(?:ください|いただ|願)"
    r"|(?:認め|許さ|許可し|容認し)(?:な|ませ|ず)|不可(?:と(?:する|し|します)|です|である)|[しじけえりいき]かね(?:ます|る$)"
    r"|(?:[しさらかわたまばれえけせてべめねびりきみにいぎじち])(?:ない|ません)(?:もの|こと)?(?:と(?:する|し|します|いたします))?$|(?:[しさらかわたまばれえけせてべめねにいぎじち])ず(?:、|$)|(?:な|ありま)せん$"
)
_NOT_BAN = re.compile(r"(?:妨げられ|制約(?:を|も)受け|拘束され|なければなら|なければいけ|なくてはなら|ねばなら|なければなりませ|やむを得|差支え|差しつかえ|劣ら|少な|ものではな|わけではな|とは限ら|に限ら)(?:な(?:い|り)?|ず|ぬ)?(?:ませ)?(?:ん)?(?:もの|こと)?(?:と(?:する|し|します))?$|(?<!認め)(?<!許可し)(?<!許し)(?<!容認し)(?<!承認し)(?:て|で)い(?:ない|ません|なかった)$")
_EFFORT = re.compile(
    r"(?:努め|努力(?:し|す|を)|つとめ|配慮(?:し|す|を|の)|望ましい|望まれる|望まし|心(?:掛|が)け|こころがけ|検討(?:し|す|を|ください|いただ)|助かります|幸いです|ありがたい|留意(?:し|す|を)|尽力(?:し|す)|目指(?:し|す)|推奨(?:する|され|し|と|$)|勧め|期待(?:し|す|さ)|尽くす|心得る|意を用い|意識(?:し|す)|尊重する|志向(?:し|す)|工夫(?:し|す|を)|ましょう|お願いし|いただきたい|頂きたい|したいと|目標とする|目標とし|(?:べき|が)よい|考慮(?:し|す))[^、。]{0,16}$|(?:て|で)(?:まい|参)り(?:ます|たい)$"
)
_SOFT = re.compile(r"支障のない(?:限り|範囲)|無理のない|できる限り|できるだけ|可能な限り|可能な範囲|なるべく|極力|原則として努")
_PERMISSION = re.compile(
    r"(?:でき|出来|解け)(?:る|ます|るもの|ることと)|(?:ことが|場合が|こと|場合も|ことも)(?:あ(?:る|り|ります)|あります)|差支え(?:な|あり)|構わな|かまわな|構いませ|(?:て|で)(?:も)?よい|もよい|可能(?:と|です|である|な)|(?:こと|再委託|利用|提供|複製|持出)を(?:認め|許)(?:る|可|ます|し)|ことを得|権利を(?:有|留保)|権限を有|妨げ(?:な|る?もの|ず|られ)|し得る(?:もの|$)|許容(?:する|される|し)|自由とする|裁量|(?<!不)可とする|任意と"
)
_DUTY = re.compile(
    r"(?:妨げられ|制約(?:を|も)受け|拘束され|なければなら|なければいけ|なくてはなら|なければなりま|ねばなら|[べへ]し$|[べへ]きで|[べへ]きもの|ものと(?:す|し)|こと(?:と(?:す|し|な)|。|$)|こと、?$|事$|義務(?:を|が)(?:負|有|課|あ)|責任を(?:負|持|有)|責め?(?:に任|を負)|必要が(?:あ|ご)|必要とする|されたい|ください|願います|いただきま|いただく|同様(?:と|で|に)|同じ(?:とする|で|く|$)|亦同|また同|準(?:ずる|用)|約(?:する|します|束)|誓(?:約する|約します|う|います)|が要る|を要する|保証(?:する|し|します))"
)
_DEFERRED = re.compile(
    r"(?:(?<!に)別に|別途|後日|追って|今後|改めて)[^。]{0,30}?(?:定め|通知し?|協議し?|決定し?|指示し?|検討し?|取決め|締結し?|合意し?)(?:する|る|た|ます|します)?(?:[^。]{0,16}(?:ところによる|ところによります|による|によります|従う|従います))?(?:もの|こと)?(?:と(?:する|し|します))?$"
    r"|(?:別記|特記事項(?:[」)]|の定め)?|別に定める(?:ところ|もの)?)に(?:よる|従う)(?:もの)?(?:と(?:する|します))?$"
    r"|協議(?:して|の上|のうえ|により|し)、?(?:これを)?(?:決定|定め|決め)(?:する|る|ます|します)?(?:もの|こと)?(?:と(?:する|します))?$|協議(?:に)?より(?:定める|決定する)[^、。]{0,6}$"
)
_REST = re.compile(
    r"(?:い|く|ん|る|ず|き|ます|し|す|します|する|され|さ|れ)?(?:もの|こと|よう)?(?:と|に)?(?:する|し|します|すること|しなければならない|しなければなりません|いたします|です|である|ある|あります|徹底する|なる|なります|思う|誓約する|誓約します|約束する|約束します|誓います|ん|せん|せんん|い|いものとする|とする)?$"
)
_TAIL_OK = re.compile(
    r"(?:い|く|ん|る|ず|せん|ます|ません|ります|ります|り|し|す|します|する|した|ている|ています|いません|います)?(?:もの|こと|旨|ところ)?(?:と(?:する|し|します|すること|いたします|なる|なります)?)?(?:で(?:ある|す))?(?:が)?$"
)
_QUESTION = re.compile(r"(?:です|ます|ません|でしょう|ない|よい|いい|の|る|た)か(?:\s*\|\s*(?:はい\s*[・/、|]?\s*いいえ|有\s*[・/、]\s*無|可\s*[・/、]\s*否|Yes\s*[・/、]?\s*No|□[^|□]{0,8}□[^|□]{0,8})?\s*)*$")
_VERBAL_NOUN = "保持|対応|管理|取得|実施|保存|保管|暗号化|通知|提供|返却|返還|消去|報告|提出|遵守|厳守|廃棄|徹底|限定|設定|届出|掲載|停止|削除|記録|連絡|施錠|掲示|再設定|変更|依頼|周知|告知|公表|凍結|通報|点検"
_NOUN_DUTY = re.compile(rf"(?:を[^、。の]{{0,16}}|(?:直ちに|速やかに|遅滞なく|即時に|必ず|その都度|毎月|あらかじめ|事前に|以内に|以内|までに)[^、。はがを]{{0,20}})(?:{_VERBAL_NOUN})$|(?:以内に|までに|その都度|速やかに)[^、。はがを]{{0,12}}(?:報告書|届|届出書)$")
_NOUN_STATE = re.compile(rf"(?:に|で|は)[^、。の]{{0,16}}(?:{_VERBAL_NOUN}|可|済み|済)$|は、?[^、。はがをに]{{2,30}}[一-龥ァ-ヴー0-9)]$")
_TOPIC_ONLY = re.compile(r"(?:に関する(?:こと|事項|もの)|について(?:のこと)?|に係ること|の有無|等の事項)$")
_FREE = re.compile(r"妨げ(?:(?:られ)?(?:な|ませ|ず)(?:い|ん)?|る(?:もの|こと)では?(?:ない|ありません))(?:もの)?(?:と(?:する|し|します))?$|(?:のみ|限り|場合)、?可$|(?:限って|限り)[^、。]{0,6}(?:作れ|使え|取れ|見られ|持出せ|開け|渡せ|行え)る(?:もの|こと)?(?:と(?:する|します))?$")
_DEEMED = re.compile(r"(?:みな(?:す|し|され|します)|見な(?:す|し|され|します)|承諾済み)[^、。]{0,8}$")
_VALUE = re.compile(
    r"[0-9](?:%|パーセント|時間|分|秒|日|年|か月|ヶ月|週間?|世代|回|件|円|営業日|箇所|か所|リージョン|名|人|種類|項目|点|つ|[GMT]B|bit|ビット)?(?:間)?(?:以上|以内|以下|未満|前|程度|単位|まで)?(?:\([^()]*\))?$"
)
_ROW = re.compile(r"[^|→\s][^|→]*[|→]\s*[^|→\s][^|]")  # a row of a table with a value: 「操作ログの保存期間|13か月」
_PLAIN = re.compile(r"(?:[うくすつぬむるぐぶ]|ます|る|ん)(?:。|$)|(?:[をにへはで]|から|より)(?:[^、。をに]{0,6})(?:受|設|付|届|掛|避|続)け$")
_STATE = re.compile(r"(?:で(?:ある|す|した)|だ|(?:て|で)い(?:る|ます|た|ました|ない|ません|なかった)|(?:て|で)おり(?:ます)?|した|ました|った|いう|いいます|指す|あり|あります|ある|称する|る(?:もの|こと)で(?:ある|す))$")
_DELICATE = re.compile("[努つ配検留尽目推勧期心意尊志工願頂よ考望みなず支無でべ極原]")  # letters of a best effort, and of a double negation
# Letters without which the long patterns above cannot match: looking for one costs a twentieth.
_NEGATIVE = re.compile("[なずぬま]")
_MAY_DENY = re.compile("[削なまずぬで免不足省外未失消代無解得応限約味課]")
_MAY_DEFER = re.compile("[別後追今改特協]")
_TOPICS = ("こと", "事項", "もの", "について", "有無")
_MAY_BAN = re.compile("[なずぬま禁得らん不ね]")
_NOUN_BAN = re.compile(r"(?:[はを|:]|除き|除いて|ない限り|なければ|場合以外|なしに)、?(?:一切|原則)?(?:[^、。はがをの]{0,8}(?:禁止|厳禁|不可|NG))(?:事項)?$|[^|、。]NG$|^(?:一切|原則)?(?:禁止|厳禁|不可)$|(?:搬出|持出し?|複写|複製|写し|持込み?|再委託|撮影|閲覧|貸出し?)(?:不可|禁止|厳禁)$")
_STRIP = re.compile(r"(?:[。.、,|:：□☐☑\s]|\|(?:必須|必要|要|○|◯|◎|●|✓|レ)(?=[|\s]*$))+$")


_STRIPPED = frozenset("。.、,|:：□☐☑須要○◯◎●✓レ")  # and white space: the last letters of what is taken off


@lru_cache(maxsize=8192)
def force_of(clause: str) -> Force:
    """Return the force of a folded main clause, parentheses removed.

    >>> force_of("乙は、再委託してはならない")
    <Force.BAN: 'ban'>
    >>> force_of("乙は、報告を要しない"), force_of("乙は、報告しなければならない")
    (<Force.DENIAL: 'denial'>, <Force.DUTY: 'duty'>)
    """
    end = clause[-1:]
    text = _STRIP.sub("", clause) if end in _STRIPPED or end.isspace() else clause
    tail = text[-46:]
    if tail.endswith("なければならない") and not _DELICATE.search(tail, 0, len(tail) - 8):
        return DUTY  # the commonest ending; nothing before it turns it into anything else
    if (tail.endswith(_TOPICS) and _TOPIC_ONLY.search(tail)) or (
        "か" in tail and _QUESTION.search(tail) and not tail.endswith(("か否か", "かどうか", "いずれか"))
    ):
        return FRAGMENT
    if ("妨げ" in tail or "限" in tail or tail.endswith("可")) and _FREE.search(tail):
        return PERMISSION
    negative = _NEGATIVE.search(tail) is not None
    if negative and _RESPONSIBLE.search(tail) and "解し" not in tail[-12:]:
        return DUTY
    double = _DOUBLE.search(tail) if negative else None
    # 「従わないで業務を行ってはならない」 is a duty, 「承諾を得ないで開示してはならない」 a plain ban
    if double and not _CONSENT.search(tail, max(0, double.start() - 12), double.start()):
        return DUTY
    last = tail[tail.rfind("、") + 1 :] if "、" in tail[:-6] else tail
    denial = _last(_DENIAL, tail) if _MAY_DENY.search(tail) else None
    if denial is not None and _TAIL_OK.match(tail, denial.end()):
        return DENIAL
    deferred = _DEFERRED.search(tail) if _MAY_DEFER.search(tail) else None
    # 「権限を甲と協議して定める」 is a duty; 「権限は、協議して定める」 settles nothing
    if deferred and not (deferred.group().startswith("協議") and "を" in tail[max(0, deferred.start() - 5) : deferred.start()]):
        return DEFERRED
    if ("な" in tail or "済み" in tail) and _DEEMED.search(tail):
        return STATEMENT
    if _EFFORT.search(tail) or (_SOFT.search(text) and "なければなら" not in last and "てはなら" not in last):
        return EFFORT
    if _MAY_BAN.search(tail) and not _NOT_BAN.search(tail):
        ban = _last(_BAN, tail)
        if ban is not None and _REST.match(tail, ban.end()):
            return BAN
    permission = _last(_PERMISSION, tail)
    if permission is not None and _TAIL_OK.match(tail, permission.end()):
        return PERMISSION
    if _DUTY.search(tail[-14:]):
        return DUTY
    if _STATE.search(tail):
        return STATEMENT
    if _PLAIN.search(tail):
        return DUTY
    if _NOUN_BAN.search(tail):
        return BAN
    if _NOUN_DUTY.search(tail):
        return DUTY
    if _VALUE.search(tail) or _NOUN_STATE.search(tail) or _ROW.search(text):
        return STATEMENT
    return FRAGMENT


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last match: force stands at the end."""
    found = None
    for match in pattern.finditer(text):
        found = match
    return found

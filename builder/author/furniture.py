"""Lines that are on a page and not in its article, known by their words alone; nothing is taken out by it."""

import regex


def _phrases(written: str) -> frozenset[str]:
    return frozenset(written.split("; "))


ALONE = _phrases(
    "advertisement; advertising; ad; ads; sponsored; sponsored content; promoted content; paid content; subscribe; "
    "subscribe now; subscribe today; sign up; sign up now; sign in; log in; login; register; log in or register; "
    "log out; my account; become a member; donate; donate now; newsletter; newsletters; share; share this; "
    "share this article; share this story; share article; tweet; email; print; print this page; copy link; "
    "link copied; bookmark; follow us; follow; menu; search; skip to content; skip to main content; back to top; "
    "home; contact us; about us; privacy policy; cookie policy; cookie settings; terms of use; terms of service; "
    "terms and conditions; accept; accept all; accept all cookies; accept cookies; reject all; manage cookies; "
    "i agree; close; read more; read also; see also; more on this story; more on this topic; related; "
    "related articles; related stories; related news; related topics; related content; recommended; "
    "recommended for you; most read; most popular; trending; trending now; latest news; top stories; newsfeed; "
    "editor's picks; you may also like; you might also like; more stories; more from this section; next article; "
    "previous article; load more; show more; comments; leave a comment; add a comment; post a comment; "
    "view comments; no comments; loading; loader; chats; play video; listen; all rights reserved; "
    "to participate in the discussion; more news; more headlines; more from us; from our news desk; from our newsdesk; "
    "from our newsroom; from the newsroom; also in the news; in other news; in case you missed it; "
    "you may have missed; don't miss; end; ends; end of message; "
    "anzeige; werbung; abonnieren; teilen; drucken; anmelden; mehr zum thema; lesen sie auch; zum inhalt springen; "
    "impressum; datenschutz; kommentare; meistgelesen; cookie-einstellungen; "
    "publicité; s'abonner; abonnez-vous; partager; imprimer; lire aussi; à lire aussi; se connecter; "
    "mentions légales; les plus lus; accepter; tout accepter; "
    "publicidad; suscríbete; compartir; imprimir; lea también; lee también; iniciar sesión; más leídas; aceptar; "
    "реклама; подписаться; поделиться; читайте также; читать далее; войти; комментарии; на главную; "
    "лента новостей; материалы по теме; по теме; заголовок открываемого материала; "
    "إعلان; اشترك; شارك; اقرأ أيضا; اقرأ أيضاً; "
    "تبلیغات; اشتراک‌گذاری; بیشتر بخوانید; انتهای پیام; پایان پیام; "
    "广告; 分享; 相关阅读; 相关新闻; 登录; 注册; 打印; 広告; シェア; 関連記事"
)
"""Whole lines, in lower case with straight apostrophes and without punctuation at their ends."""
WITH_MORE = regex.compile(
    r"(?:read more|read also|see also|related|more on this|also read)\s*[:»>]\s*\S.*"
    r"|share (?:this|on|via|to|with)\b(?: \w+){0,4}"
    r"|(?:follow|find|join) us on\b(?: \w+){0,4}"
    r"|(?:subscribe|sign up) (?:to|for) (?:our|the|this)\b(?: [\w'&-]+){0,6}"
    r"|(?:photo|image|picture|foto|photograph|video)s?(?: credit)?\s*[:©/|]\s*\S.{0,80}"
    r"|(?:credit|photograph by|photo by|image by|picture by)\s*:\s*\S.{0,80}"
    r"|(?:©|\(c\)|copyright ©?)\s*\S.{0,100}"
    r"|(?:we|this (?:web)?site|our (?:web)?site)(?: and our partners)? uses? cookies\b.{0,200}"
    r"|by (?:continuing|using) (?:to use )?(?:this|our) (?:web)?site\b.{0,200}"
    r"|\d+ (?:comments?|shares?|views?)|(?:comments?|shares?)\s*\(?\d+\)?"
    r"|\d+ min(?:ute)?s? read"
    r"|(?:انتهای|پایان) پیام\s*/\s*[\p{L}\p{N}]{0,12}"
    r"|[-–—]\s?30\s?[-–—]|#{3}",
    regex.IGNORECASE,
)
EDGES = " \t\xa0.:;,!…»«›‹>→←↑↓|•·*+-–—[]()/"
LONGEST = 240
"""Characters beyond which a line is somebody's sentence."""


def is_furniture(line: str) -> bool:
    """Whether a whole line says what only the frame of an article says."""
    words = " ".join(line.replace("’", "'").split())
    if not words or len(words) > LONGEST:
        return False
    return words.strip(EDGES).casefold() in ALONE or bool(WITH_MORE.fullmatch(words))

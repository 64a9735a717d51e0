"""Words by which a language says who spoke; where a language has no list, speakers are left open."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.survey.doubtwords import ENGLISH_DOUBTS, DoubtWords


@dataclass(frozen=True, slots=True)
class Words:
    """One language’s list, in lower case."""

    said: frozenset[str]
    """Verbs that give someone's words, in every form."""
    judged: frozenset[str]
    """Verbs that give them together with what they are about, or that may also name something."""
    naming: tuple[str, ...]
    """What stands before a title or a name, though it is in quotation marks."""
    according: tuple[str, ...]
    pronouns: frozenset[str]
    persons: frozenset[str]
    """Those that stand for one person."""
    passing: frozenset[str]
    """What may stand between a speaker and the verb."""
    prepositions: frozenset[str]
    """What makes of a name no subject."""
    absolute: frozenset[str]
    """Prepositions that a subject with a participle may have: “with Finch saying”."""
    agent: frozenset[str]
    """What the speaker follows where the verb is passive."""
    aside: frozenset[str]
    """What makes of a passive a remark on the side: “as reported by”."""
    remarking: frozenset[str]
    """What begins a clause about what was said before it."""
    relative: frozenset[str]
    joining: frozenset[str]
    """What begins another clause."""
    adding: frozenset[str]
    """What begins another clause that may be about another quotation."""
    function: frozenset[str]
    """Words that are no part of a name, though a sentence begins with them; nor of an id."""
    particles: frozenset[str]
    """What may stand in small letters within a name."""
    dated: frozenset[str]
    """Capitalised words that name no one."""
    titles: frozenset[str]
    """Capitalised words before a name that are not part of it."""
    bodies: frozenset[str]
    """Words by which an organization's name is known."""
    doubts: DoubtWords


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PREPOSITIONS = (
    "of in to for from at with by on near against about after before under during between since into over through "
    "via like including among amongst amid within without toward towards behind per than"
)
ENGLISH = Words(
    said=_set(
        "said says say saying told tells tell telling added adds add adding stated states stating explained explains "
        "explaining wrote writes write writing tweeted tweets tweeting posted posting continued continues continuing "
        "remarked remarks remarking noted notes noting commented comments commenting asked asks asking answered "
        "answers replied replies replying responded responds responding announced announces announcing argued argues "
        "arguing claimed claims claiming insisted insists insisting warned warns warning declared declares declaring "
        "recalled recalls recalling concluded concludes concluding observed observes observing admitted admits "
        "admitting acknowledged acknowledges acknowledging confirmed confirms confirming denied denies denying "
        "emphasized emphasised emphasizing emphasising stressed stresses stressing suggested suggests suggesting "
        "joked jokes joking quipped urged urges urging pledged pledges pledging vowed vows vowing promised promises "
        "promising testified testifies testifying reported reports reporting read reads reading exclaimed shouted "
        "whispered countered complained complains complaining demanded demands demanding predicted predicts "
        "predicting reiterated reiterates reiterating clarified maintained asserted asserts asserting alleged alleges "
        "alleging contended believed believes thought hoped estimated estimates estimating indicated indicates "
        "indicating proclaimed cautioned lamented opined retorted mused summarized summarised elaborated"
    ),
    judged=_set(
        "called calls calling described describes describing termed labeled labelled deemed branded characterized "
        "characterised characterizing praised praises praising criticized criticised criticizing criticising condemned "
        "condemns condemning denounced denounces denouncing accused accuses accusing thanked addressed spoke speaks "
        "speaking talked talks talking defended defends defending referred refers referring cited cites citing quoted "
        "quotes quoting considered considers felt feels expressed expresses expressing voiced touted hailed welcomed "
        "dismissed rejected blamed mentioned apologized apologised congratulated published issued released"
    ),
    naming=(
        *("titled", "entitled", "subtitled", "named", "nicknamed", "dubbed", "known as", "so-called", "christened"),
        *("called the", "under the name", "the name", "the title", "the song", "the film", "the album", "the book"),
        *(
            "song called",
            "film called",
            "book called",
            "the terms",
            "the term",
            "the word",
            "the words",
            "the phrase",
            "the slogan",
            "the single",
            "the episode",
            "spelled",
        ),
    ),
    according=("according to",),
    pronouns=_set("he she they it we i"),
    persons=_set("he she"),
    passing=_set(
        "also later then previously has had have was is were would did will further again only once earlier recently "
        "yesterday today himself herself themselves itself publicly openly reportedly repeatedly finally still first "
        "initially already just now both who and"
    ),
    prepositions=_set(_PREPOSITIONS),
    absolute=_set("with"),
    agent=_set("by"),
    aside=_set("as"),
    remarking=_set("which"),
    relative=_set("who"),
    joining=_set("while whereas but although though because"),
    adding=_set("and or as"),
    function=_set(
        f"{_PREPOSITIONS} the a an this that these those his her their its our my your he she they it we i you and or "
        "but nor so yet if when while where as is are was were be been being am has have had do does did not no what "
        "which who whom whose how why there here then also however according both each every some any all many most "
        "more much very just only than too can could will would shall should may might must because although though "
        "another other others one two three such despite meanwhile speaking today yesterday tomorrow one's it's i'm "
        "we're they're that's there's don't didn't isn't we've i've he's she's them him us me up out now once"
    ),
    particles=_set("de da di del della der den van von bin ibn al el la le du dos ter"),
    dated=_set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december twitter facebook instagram youtube"
    ),
    titles=_set(
        "president vice minister prime deputy secretary senator governor mayor representative rep sen gov mr mrs ms "
        "dr prof professor sir dame lord lady king queen prince princess pope cardinal archbishop bishop father "
        "mother judge justice chief general colonel captain major sergeant lieutenant admiral commander detective "
        "inspector officer constable sheriff attorney solicitor ambassador envoy chancellor premier director chairman "
        "chairwoman chairperson chair speaker spokesman spokeswoman spokesperson leader head former incumbent acting "
        "then current mp mep congressman congresswoman councillor commissioner coach manager defence defense foreign "
        "health emergencies emergency finance interior education labor labour treasury state district executive "
        "co-author author co-lead study lead elder ceo chef actor actress singer democrat republican democratic "
        "chairs harbour master tribal regional assistant undersecretary superintendent special presidential "
        "legislator broadcaster assemblywoman assemblyman alderman prosecutor fellow vice-president st u.s. us u.k. "
        "uk minority majority whip scientist researcher economist historian journalist activist lawyer student "
        "singer-songwriter bassist drummer astronomer biologist correspondent editor"
    ),
    bodies=_set(
        "university institute department ministry office committee commission council agency bureau association "
        "society party union company corporation corp inc ltd bank court police parliament congress senate house "
        "government organization organisation foundation center centre group forces army navy club team times post "
        "news press journal magazine hospital school college church board federation league network service services "
        "authority administration campaign coalition international nations states fund museum report survey survey's"
    ),
    doubts=ENGLISH_DOUBTS,
)
LANGUAGES: Mapping[str, Words] = {"en": ENGLISH}


def words_of(language: str) -> Words | None:
    """The list of a language, given as BCP 47; none where there is none, or no language is given."""
    return LANGUAGES.get(language.lower().split("-")[0])

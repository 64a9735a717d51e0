"""Words that show that a name beside a verb of saying is not, or not plainly, whose words a quotation is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DoubtWords:
    """One language’s list, in lower case."""

    denying: frozenset[str]
    """What makes of a clause its contrary, verbs that deny included."""
    supposing: frozenset[str]
    """What makes of a clause no report of what happened."""
    asking: frozenset[str]
    """Verbs that come before their subject in a question or a condition."""
    being: frozenset[str]
    """What makes a verb passive."""
    addressing: frozenset[str]
    """Participles of verbs whose object is a person: of someone told, without a form of “to be” too."""
    inventing: frozenset[str]
    """What makes of a whole sentence an invention."""
    quoting: frozenset[str]
    """Verbs that hand on another's words."""
    reading: frozenset[str]
    """Verbs that give what is written, by whomever."""
    introducing: frozenset[str]
    """Prepositions by which another verb puts a participle on someone else: “accused her of saying”."""
    relative: frozenset[str]
    """What begins a clause about the noun before it; a verb of saying within it is not the sentence's."""
    that: frozenset[str]
    """What may begin such a clause, or what is said."""
    pairing: frozenset[str]
    """What joins two speakers."""
    coordinating: frozenset[str]
    """What joins a second verb to a subject."""
    issuing: frozenset[str]
    """Verbs of one who hands out a text that “says” something."""
    texts: frozenset[str]
    """Such texts."""
    things: frozenset[str]
    """What has words on it that are somebody else's, or nobody's."""
    claims: frozenset[str]
    """Nouns whose content may be another's: “rejected the claim that”."""
    times: frozenset[str]
    """Nouns that with their determiner stand between a subject and its verb."""
    determiners: frozenset[str]
    persons: frozenset[str]
    """Nouns that a pronoun may stand for."""
    person_endings: tuple[str, ...]
    doing_endings: tuple[str, ...]
    """Of nouns that are persons now and then, such as “driver”."""
    several: frozenset[str]
    """What picks one person out of several."""
    objects: frozenset[str]
    """Pronouns for whom something is done to."""
    male: frozenset[str]
    female: frozenset[str]
    """Pronouns and titles that tell of whom another pronoun cannot speak."""
    continuing: tuple[str, ...]
    """Phrases with an infinitive that report all the same: “went on to say”."""
    openers: frozenset[str]
    """Words that are no part of a name though they begin a sentence; nouns and verbs rather than particles."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ENGLISH_DOUBTS = DoubtWords(
    denying=_set(
        "not never no none nobody neither nor nothing hardly barely scarcely rarely seldom without cannot deny denies "
        "denied denying refuse refuses refused refusing decline declines declined declining fail fails failed failing "
        "avoid avoids avoided avoiding unlike contrary instead rather doubt doubts doubted disputed "
        "unlikely unable unwilling nowhere no-one"
    ),
    supposing=_set(
        "if unless whether would could might may should must can ought suppose imagine imagined imagines wish wishes "
        "wished want wants wanted hope hopes hoping pretend pretends pretended dreamed dreamt likely expected supposed "
        "what whatever whoever allegedly supposedly falsely wrongly rumoured rumored perhaps maybe to"
    ),
    asking=_set("had did does do has have was is were should would could will can"),
    being=_set("was were is are am be been being got gets get getting"),
    addressing=_set(
        "told asked warned urged reminded informed advised assured promised called described labelled labeled termed "
        "deemed branded criticized criticised condemned denounced accused praised quoted cited considered addressed "
        "thanked dismissed blamed hailed congratulated urged"
    ),
    inventing=_set("fake hoax parody spoof satire satirical deepfake fabricated fictitious doctored misquoted"),
    quoting=_set(
        "quote quotes quoted quoting echoing echoed paraphrasing paraphrased reciting recited impersonating imitating "
        "parroting retweeted retweeting"
    ),
    reading=_set("read reads reading"),
    introducing=_set("as of for from than against into about"),
    relative=_set("who whom whose which what whatever whoever where"),
    that=_set("that"),
    pairing=_set("and or nor & well plus"),
    coordinating=_set("and but or then yet before after while when by in"),
    issuing=_set(
        "issued issues released releases wrote writes published publishes posted posts sent sends made makes gave "
        "gives tweeted tweets delivered"
    ),
    texts=_set(
        "statement statements letter message tweet tweets post email e-mail memo report video speech comment comments "
        "release article announcement declaration note remark remarks warning apology editorial op-ed column"
    ),
    things=_set(
        "sign signs banner banners placard placards poster posters shirt shirts t-shirt t-shirts cap hat plaque "
        "leaflet sticker stickers slogan graffiti headline billboard inscription tattoo label "
        "caption motto jacket sweater "
        "hoodie flag mug badge button envelope wall tombstone gravestone screen"
    ),
    claims=_set(
        "claim claims accusation accusations allegation allegations suggestion suggestions notion idea rumour rumours "
        "rumor rumors charge charges assertion assertions belief argument promise remark remarks comment comments "
        "phrase slogan words statement reports accusation assumption"
    ),
    times=_set("day week month year night morning evening afternoon time days weeks months years hours minutes"),
    determiners=_set("a an the this that these those his her their its our my some another one last next each"),
    persons=_set(
        "man woman men women boy girl child children wife husband mother father mom mum dad parent parents son "
        "daughter brother sister uncle aunt cousin friend nurse doctor judge lawyer attorney "
        "colleague neighbour neighbor "
        "witness spokesman spokeswoman spokesperson aide deputy assistant successor predecessor rival opponent partner "
        "boss chief captain minister president mayor guard soldier student priest king queen prince princess widow "
        "patient victim suspect passenger guest host chairman chairwoman clerk coach chef politician person resident "
        "fan journalist boyfriend girlfriend fiancee fiance nephew niece grandson granddaughter grandfather "
        "grandmother stranger bride groom sheriff general colonel bishop agent cop mp official expert critic "
        "professional pilot sergeant constable detective executive client secretary somebody someone"
    ),
    person_endings=("man", "woman", "person", "ologist", "ician", "yer", "tress"),
    doing_endings=("er", "or", "ist", "ian", "ant", "ee"),
    several=_set("one another other"),
    objects=_set("him her"),
    male=_set("he him his himself mr sir lord king prince spokesman chairman congressman actor"),
    female=_set(
        "she her hers herself mrs ms miss dame lady queen princess spokeswoman chairwoman congresswoman actress"
    ),
    continuing=("went on to", "goes on to", "going on to", "took to", "continued to", "was quick to", "had this to"),
    openers=_set(
        "neither nor either even unlike like yet still perhaps maybe never nobody everyone someone asked told both "
        "yes ironically later soon again afterwards instead otherwise thus hence therefore nevertheless nonetheless "
        "earlier formerly meanwhile whether unless whatever whoever had did does contrary besides asking quoting "
        "citing suppose imagine pretend say let calling joining according nothing everything something because"
    ),
)

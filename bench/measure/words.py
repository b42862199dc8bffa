"""Tables of words for the alterations: titles, nicknames, legal forms, numbers, translations; compiled for the measurement.

Comes in, goes out: nothing; only tables. They are not the package's lexicon and must not be made from it.
"""

from __future__ import annotations

from measure import subjects

TITLES = {
    None: ("Mr", "Mr.", "Dr", "Dr.", "General", "Col.", "Prof.", "Hon.", "Sir", "Capt."),
    subjects.ARABIC: ("Sheikh", "Shaykh", "Haji", "Hajj", "Dr.", "Ustaz", "Sayyid", "Emir", "General", "Mr."),
    subjects.PERSIAN: (
        "Haji",
        "Mullah",
        "Maulavi",
        "Engineer",
        "Eng.",
        "Dr.",
        "Brigadier General",
        "Qari",
        "Hajji",
        "Sardar",
    ),
    subjects.URDU: ("Maulana", "Hafiz", "Mufti", "Qari", "Haji", "Malik", "Maulvi", "Dr.", "Mr."),
    subjects.SPANISH: ("Sr.", "Don", "Ing.", "Lic.", "Dr.", "Gral.", "Señor"),
    subjects.KOREAN: ("Mr.", "General", "Dr.", "Vice Marshal", "Director"),
    subjects.FRENCH: ("M.", "Colonel", "Général", "Dr", "Me"),
    subjects.INDONESIAN: ("Ustadz", "Haji", "H.", "Bapak", "Dr.", "Drs."),
}
NICKNAMES = (
    ("aleksandr", "sasha"), ("alexander", "alex"), ("alexander", "sasha"), ("aleksey", "alyosha"), ("aleksei", "lyosha"),
    ("anthony", "tony"), ("antonio", "toño"), ("andrew", "andy"), ("benjamin", "ben"), ("charles", "charlie"),
    ("christopher", "chris"), ("daniel", "danny"), ("david", "dave"), ("dmitry", "dima"), ("dmitriy", "dima"), ("edward", "ed"),
    ("eduardo", "lalo"), ("enrique", "quique"), ("francisco", "paco"), ("francisco", "pancho"), ("frederick", "fred"),
    ("gregory", "greg"), ("guillermo", "memo"), ("ivan", "vanya"), ("james", "jim"), ("jesus", "chucho"), ("jose", "pepe"),
    ("john", "jack"), ("jonathan", "jon"), ("joseph", "joe"), ("kenneth", "ken"), ("konstantin", "kostya"), ("lawrence", "larry"),
    ("luis", "lucho"), ("maria", "masha"), ("mehmet", "memo"), ("michael", "mike"), ("mikhail", "misha"), ("muhammad", "hamada"),
    ("nicholas", "nick"), ("nikolai", "kolya"), ("nikolay", "kolya"), ("oleg", "olezhka"), ("patrick", "pat"), ("pavel", "pasha"),
    ("peter", "pete"), ("pyotr", "petya"), ("raymond", "ray"), ("richard", "dick"), ("richard", "rick"), ("robert", "bob"),
    ("roberto", "beto"), ("ronald", "ron"), ("samuel", "sam"), ("sergey", "seryozha"), ("sergei", "seryozha"), ("stephen", "steve"),
    ("steven", "steve"), ("thomas", "tom"), ("timothy", "tim"), ("victor", "vic"), ("viktor", "vitya"), ("vladimir", "volodya"),
    ("vladimir", "vova"), ("william", "bill"), ("yevgeny", "zhenya"), ("yevgeniy", "zhenya"), ("yuri", "yura"), ("yuriy", "yura"),
    ("alberto", "beto"), ("alejandro", "alex"), ("fernando", "nando"), ("ignacio", "nacho"), ("manuel", "manolo"),
    ("rafael", "rafa"), ("ricardo", "rico"), ("salvador", "chava"), ("vicente", "chente"), ("gabriel", "gabo"), ("albert", "bert"),
    ("ibrahim", "ibo"), ("mustafa", "mustapha"), ("abdullah", "abdo"), ("joaquin", "chapo"), ("ismael", "mayo"), ("rodrigo", "rigo"),
)  # fmt: skip
ADDED_NAMES = {
    None: ("John", "Maria", "Lee", "Marie", "James"),
    subjects.ARABIC: ("Ali", "Muhammad", "Hassan", "Ahmed", "Abdullah", "Omar", "Khalil", "Saleh"),
    subjects.PERSIAN: ("Mohammad", "Ali", "Reza", "Khan", "Gul", "Akbar", "Agha"),
    subjects.URDU: ("Muhammad", "Khan", "Ahmed", "Ali", "Hussain", "Iqbal"),
    subjects.CYRILLIC: ("Ivanovich", "Vladimirovich", "Sergeyevich", "Nikolaevich", "Alexandrovich", "Viktorovich"),
    subjects.SPANISH: ("José", "Luis", "María", "Antonio", "de Jesús", "Carlos", "Alberto"),
    subjects.FRENCH: ("Jean", "Pierre", "Marie", "Joseph"),
    subjects.INDONESIAN: ("bin Abdullah", "Muhammad", "Abdul", "bin Ahmad"),
    subjects.TURKISH: ("Ali", "Can", "Mehmet", "Emre"),
    subjects.BALKAN: ("Milan", "Ivan", "Marko"),
}
FATHERS = ("Abdullah", "Muhammad", "Ali", "Ahmad", "Salim", "Hasan", "Said", "Umar")
PARTICLES = frozenset(
    [
        "al",
        "el",
        "as",
        "ash",
        "ar",
        "an",
        "az",
        "at",
        "ad",
        "bin",
        "ben",
        "ibn",
        "bint",
        "abu",
        "abou",
        "umm",
        "ould",
        "de",
        "del",
        "la",
        "las",
        "los",
        "da",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "di",
        "du",
        "le",
        "y",
        "e",
    ]
)
LEGAL_FORMS = (
    ("limited liability company", ("LLC", "L.L.C.", "Ltd", "")), ("limited", ("Ltd", "Ltd.", "LLC", "")),
    ("joint stock company", ("JSC", "AO", "")), ("open joint stock company", ("OJSC", "OAO")),
    ("public joint stock company", ("PJSC", "PAO")), ("co., ltd.", ("Company Limited", "Co Ltd", "Co. Limited", "")),
    ("co., ltd", ("Company Limited", "Co Ltd", "")), ("co. ltd.", ("Company Limited", "Co., Ltd.", "")),
    ("company", ("Co.", "Co", "")), ("corporation", ("Corp.", "Corp", "")), ("incorporated", ("Inc.", "")), ("ltd.", ("Limited", "LLC", "")),
    ("ltd", ("Limited", "LLC", "")), ("llc", ("Limited Liability Company", "Ltd", "OOO", "")), ("ooo", ("LLC", "")), ("jsc", ("Joint Stock Company", "AO", "")),
    ("ojsc", ("OAO", "JSC")), ("pjsc", ("PAO", "")), ("inc.", ("Incorporated", "Inc", "")), ("corp.", ("Corporation", "")), ("gmbh", ("G.m.b.H.", "Ltd", "")),
    ("s.a. de c.v.", ("SA de CV", "S.A.", "")), ("s.a.", ("SA", "Sociedad Anonima", "")), ("s.a.s.", ("SAS", "S.A.", "")), ("ltda.", ("Limitada", "Ltda", "")),
    ("s. de r.l. de c.v.", ("S de RL de CV", "SRL", "")), ("s.r.l.", ("SRL", "")), ("s.a.l.", ("SAL", "")), ("fze", ("Free Zone Establishment", "FZ-LLC", "")),
    ("fzco", ("FZ Co", "FZE", "")), ("e.u.", ("EU", "")), ("d.o.o.", ("DOO", "")), ("co.", ("Company", "Co", "")), ("plc", ("Public Limited Company", "")),
    ("pte", ("Private", "")), ("pvt", ("Private", "")), ("private", ("Pvt", "Pvt.")), ("a.s.", ("AS", "Anonim Sirketi", "")), ("sarl", ("S.A.R.L.", "")),
)  # fmt: skip
ADDED_FORMS = ("Ltd", "LLC", "Limited", "Co.", "Inc.", "Company", "Group", "Holding")
ABBREVIATIONS = (
    ("international", "Intl"), ("international", "Int'l"), ("general", "Gen."), ("company", "Co"), ("corporation", "Corp"), ("trading", "Trdg"),
    ("industries", "Ind."), ("industrial", "Indl"), ("organization", "Org."), ("organisation", "Org."), ("national", "Natl"), ("technology", "Tech"),
    ("engineering", "Eng."), ("services", "Svcs"), ("shipping", "Shpg"), ("management", "Mgmt"), ("department", "Dept"), ("university", "Univ."),
    ("institute", "Inst."), ("development", "Dev."), ("manufacturing", "Mfg"), ("association", "Assn"), ("brothers", "Bros"), ("and", "&"), ("&", "and"),
    ("foundation", "Fdn"), ("transport", "Transp."), ("commercial", "Comm."), ("group", "Grp"), ("center", "Ctr"), ("government", "Govt"),
    ("investment", "Inv."), ("exchange", "Exch."), ("security", "Sec."), ("saint", "St."), ("electronics", "Elec."), ("aerospace", "Aero."),
)  # fmt: skip
NUMBERS = (
    ("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th"), ("fifth", "5th"), ("eighth", "8th"), ("tenth", "10th"), ("one", "1"), ("two", "2"),
    ("three", "3"), ("four", "4"), ("five", "5"), ("six", "6"), ("seven", "7"), ("eight", "8"), ("nine", "9"), ("ten", "10"), ("twelve", "12"), ("1", "one"),
    ("2", "two"), ("3", "three"), ("4", "four"), ("5", "five"), ("6", "six"), ("7", "seven"), ("8", "eight"), ("9", "nine"), ("10", "ten"), ("12", "twelve"),
    ("17", "seventeen"), ("20", "twenty"), ("313", "three hundred thirteen"), ("ii", "2"), ("iii", "3"), ("iv", "4"), ("vi", "6"), ("2", "II"), ("3", "III"), ("4", "IV"),
    ("1st", "first"), ("2nd", "second"), ("3rd", "third"), ("5th", "fifth"),
)  # fmt: skip
TRANSLATIONS = (
    ("bank", "banco"), ("bank", "banque"), ("banco", "bank"), ("company", "compañía"), ("company", "société"), ("company", "sharika"), ("front", "frente"),
    ("front", "jabhat"), ("movement", "movimiento"), ("movement", "mouvement"), ("movement", "harakat"), ("harakat", "movement"), ("army", "jaish"),
    ("army", "jaysh"), ("jaish", "army"), ("jaysh", "army"), ("party", "hizb"), ("party", "partido"), ("party", "parti"), ("organization", "tanzim"),
    ("organization", "organización"), ("group", "jamaat"), ("group", "grupo"), ("group", "groupe"), ("liberation", "liberación"), ("liberation", "libération"),
    ("forces", "forces armées"), ("forces", "fuerzas"), ("democratic", "démocratique"), ("democratic", "democrático"), ("national", "nacional"), ("national", "nationale"),
    ("islamic", "islámico"), ("islamic", "islamique"), ("islamic", "islami"), ("people's", "populaire"), ("trading", "comercial"), ("general", "général"),
    ("foundation", "fundación"), ("foundation", "fondation"), ("foundation", "muassasat"), ("charity", "khayriyya"), ("brigade", "katibat"), ("brigade", "liwa"),
    ("university", "universidad"), ("industries", "industrias"), ("industry", "sanaye"), ("industries", "sanaye"), ("airlines", "aerolíneas"), ("state", "estado"),
    ("committee", "comité"), ("council", "consejo"), ("support", "nusrat"), ("martyrs", "shuhada"), ("soldiers", "jund"), ("relief", "ighatha"),
    ("investments", "inversiones"), ("inversiones", "investments"), ("transportes", "transport"), ("comercial", "trading"), ("agropecuaria", "agricultural"),
    ("inmobiliaria", "real estate"), ("fundacion", "foundation"), ("grupo", "group"), ("distribuidora", "distributor"), ("compania", "company"), ("servicios", "services"),
)  # fmt: skip
COUNTRY_WORDS = (
    ("iran", "Iranian"), ("iranian", "Iran"), ("korea", "Korean"), ("korean", "Korea"), ("north korea", "DPRK"), ("dprk", "North Korea"), ("syria", "Syrian"),
    ("syrian", "Syria"), ("syrian arab republic", "Syria"), ("iraq", "Iraqi"), ("iraqi", "Iraq"), ("afghanistan", "Afghan"), ("afghan", "Afghanistan"),
    ("islamic republic of iran", "Iran"), ("democratic people's republic of korea", "DPRK"), ("russia", "Russian Federation"), ("russian", "Russia"),
    ("russian federation", "Russia"), ("pakistan", "Pakistani"), ("libya", "Libyan"), ("libyan", "Libya"), ("congo", "DRC"), ("rwanda", "Rwandan"), ("cuba", "Cuban"),
    ("cubana", "Cuba"), ("yemen", "Yemeni"), ("lebanon", "Lebanese"), ("lebanese", "Lebanon"), ("turkish", "Turkey"), ("turkey", "Türkiye"), ("venezuela", "Venezuelan"),
    ("ukraine", "Ukrainian"), ("crimea", "Crimean"), ("crimean", "Crimea"), ("belarus", "Belarusian"), ("sudan", "Sudanese"), ("egyptian", "Egypt"), ("tunisian", "Tunisia"),
    ("indonesia", "Indonesian"), ("uzbekistan", "Uzbek"), ("chinese", "China"), ("china", "Chinese"), ("burma", "Myanmar"), ("myanmar", "Burma"), ("colombia", "Colombian"),
    ("the gulf", "Gulf"), ("uae", "United Arab Emirates"), ("united arab emirates", "UAE"), ("saudi", "Saudi Arabia"), ("ireland", "Irish"), ("irish", "Ireland"),
)  # fmt: skip
ENGLISH = (
    ("organization", "organisation"), ("organisation", "organization"), ("center", "centre"), ("centre", "center"), ("defense", "defence"), ("defence", "defense"),
    ("labor", "labour"), ("labour", "labor"), ("aluminum", "aluminium"), ("mobilization", "mobilisation"), ("program", "programme"), ("armor", "armour"),
    ("harbor", "harbour"), ("color", "colour"), ("jewelry", "jewellery"), ("airplane", "aeroplane"), ("specialized", "specialised"), ("modernization", "modernisation"),
)  # fmt: skip
GENERIC = frozenset(
    [
        "company",
        "group",
        "international",
        "general",
        "trading",
        "corporation",
        "organization",
        "organisation",
        "the",
        "of",
        "and",
        "for",
        "co",
        "ltd",
        "llc",
        "inc",
        "limited",
        "holding",
        "enterprise",
        "enterprises",
        "services",
        "industries",
        "commercial",
        "industrial",
        "national",
        "de",
        "y",
        "la",
    ]
)
ADDED_WORDS = ("Group", "International", "Holding", "The", "General", "Branch", "Head Office", "Global")
VESSEL_PREFIXES = ("MV", "M/V", "M.V.", "MT", "M/T", "SS", "Motor Vessel", "Vessel", "Tanker", "LPG/C")

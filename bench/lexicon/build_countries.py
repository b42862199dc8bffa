"""Write `src/tamis/values/lexicon/countries.tsv` from CLDR's territory names and the aliases below.

Needs `babel` (BSD-3-Clause), which carries CLDR; a tool of the developer, never imported by tamis.

    PYTHONPATH=src python bench/lexicon/build_countries.py
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import babel
from babel import Locale

from tamis.values.countries import fold_country

LANGUAGES = (
    "en fr de es pt it nl sv da nb fi pl cs sk hu ro bg sr hr sl uk ru el tr az kk uz ar fa ps ur he hi bn ta th vi id ms "
    "zh zh_Hant ja ko am so sw ka hy ca et lv lt sq mk"
)

# Territories that ISO 3166 no longer knows; the codes are those of ISO 3166-3 (its old alpha-2 where no other had it).
FORMER = {
    "su": "Soviet Union",
    "yu": "Yugoslavia",
    "cs": "Serbia and Montenegro",
    "cshh": "Czechoslovakia",
    "dd": "German Democratic Republic",
    "zr": "Zaire",
    "yd": "Democratic Yemen",
    "an": "Netherlands Antilles",
}

ALPHA3 = (
    "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR "
    "BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP "
    "CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB "
    "GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN "
    "KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD "
    "MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN "
    "PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM "
    "SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR "
    "UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE"
)
ALPHA2 = (
    "AW AF AO AI AX AL AD AE AR AM AS AQ TF AG AU AT AZ BI BE BJ BQ BF BD BG BH BS BA BL BY "
    "BZ BM BO BR BB BN BT BV BW CF CA CC CH CL CN CI CM CD CG CK CO KM CV CR CU CW CX KY CY "
    "CZ DE DJ DM DK DO DZ EC EG ER EH ES EE ET FI FJ FK FR FO FM GA GB GE GG GH GI GN GP GM "
    "GW GQ GR GD GL GT GF GU GY HK HM HN HR HT HU ID IM IN IO IE IR IQ IS IL IT JM JE JO JP "
    "KZ KE KG KH KI KN KR KW LA LB LR LY LC LI LK LS LT LU LV MO MF MA MC MD MG MV MX MH MK "
    "ML MT MM ME MN MP MZ MR MS MQ MU MW MY YT NA NC NE NF NG NI NU NL NO NP NR NZ OM PK PA "
    "PN PE PH PW PG PL PR KP PT PY PS PF QA RE RO RU RW SA SD SN SG GS SH SJ SB SL SV SM SO "
    "PM RS SS ST SR SK SI SE SZ SX SC SY TC TD TG TH TJ TK TM TL TO TT TN TR TV TW TZ UG UA "
    "UM UY US UZ VA VC VE VG VI VN VU WF WS YE ZA ZM ZW"
)

# Names that lists, papers and people use and CLDR does not hold, by code; parts in brackets and commas fold away.
ALIASES: dict[str, str] = {
    "ae": "UAE | Emirates | Emirati | U.A.E. | Dubai | Abu Dhabi | Sharjah",
    "af": "Islamic Republic of Afghanistan | Afghan",
    "al": "Albanian",
    "am": "Armenian",
    "ar": "Argentine Republic | Argentinian",
    "at": "Austrian",
    "au": "Commonwealth of Australia | Australian",
    "az": "Republic of Azerbaijan | Azerbaijani",
    "ba": "Bosnia | Bosnian | Bosnia-Herzegovina | BiH | Republika Srpska",
    "bd": "Bangladeshi",
    "be": "Belgian",
    "bg": "Bulgarian",
    "bh": "Kingdom of Bahrain | Bahraini",
    "bn": "Brunei Darussalam",
    "bo": "Plurinational State of Bolivia | Bolivia (Plurinational State of)",
    "bq": "Caribbean Netherlands | Bonaire",
    "by": "Republic of Belarus | Belarusian | Byelorussia",
    "ca": "Canadian",
    "cd": "Democratic Republic of the Congo | Democratic Republic of Congo | DRC | D.R. Congo | DR Congo | Congo-Kinshasa"
    " | Congo, Democratic Republic of the | Congo, The Democratic Republic of the | Congolese (DRC) | RDC",
    "cf": "CAR | Central African Rep.",
    "cg": "Congo | Republic of the Congo | Congo, Republic of the | Congo-Brazzaville",
    "ch": "Swiss Confederation | Swiss",
    "ci": "Ivory Coast | Cote d Ivoire | Ivorian",
    "cn": "People's Republic of China | PRC | P.R. China | Chinese | China (Mainland) | Mainland China",
    "co": "Colombian",
    "cu": "Cuban",
    "cv": "Cape Verde | Cabo Verde. Previously Cape Verde.",
    "cz": "Czech Republic | Czech",
    "de": "Federal Republic of Germany | German",
    "dk": "Danish",
    "dz": "People's Democratic Republic of Algeria | Algerian",
    "eg": "Arab Republic of Egypt | Egyptian",
    "er": "Eritrean",
    "es": "Kingdom of Spain | Spanish",
    "et": "Ethiopian",
    "fm": "Micronesia | Micronesia, Federated States of | Federated States of Micronesia",
    "fr": "French Republic | French",
    "gb": "Great Britain | UK | U.K. | Britain | British | England | Scotland | Wales | Northern Ireland"
    " | United Kingdom of Great Britain and Northern Ireland",
    "ge": "Georgian",
    "gm": "The Gambia | Gambia, The",
    "gr": "Greek | Hellenic Republic",
    "gw": "Guinea Bissau",
    "hk": "Hong Kong SAR | China, Hong Kong Special Administrative Region | Hong Kong, China | Hong Kong Special Administrative Region",
    "ht": "Haitian",
    "id": "Republic of Indonesia | Indonesian",
    "ie": "Republic of Ireland | Irish | Eire",
    "il": "State of Israel | Israeli",
    "in": "Republic of India | Indian",
    "iq": "Republic of Iraq | Iraqi",
    "ir": "Islamic Republic of Iran | Iran (Islamic Republic of) | Iran, Islamic Republic of | Persia | Iranian",
    "it": "Italian Republic | Italian",
    "jo": "Hashemite Kingdom of Jordan | Jordanian",
    "jp": "Japanese",
    "ke": "Kenyan",
    "kg": "Kyrgyz Republic | Kyrgyz",
    "km": "Comoros | Union of the Comoros",
    "kn": "St. Kitts & Nevis | Saint Kitts & Nevis | Saint Christopher and Nevis",
    "kp": "Democratic People's Republic of Korea | DPRK | D.P.R.K. | DPR Korea | Korea, North | North Korea | North Korean"
    " | Korea, Democratic People's Republic of | Korea (Democratic People's Republic of) | RPDC",
    "kr": "Republic of Korea | Korea, South | South Korea | South Korean | Korea, Republic of | ROK | Korea (Republic of)",
    "kw": "State of Kuwait | Kuwaiti",
    "kz": "Kazakh | Kazakhstani",
    "la": "Lao People's Democratic Republic | Lao PDR",
    "lb": "Lebanese Republic | Lebanese",
    "ly": "Libyan Arab Jamahiriya | State of Libya | Libyan | Libyan Arab Jamahiriya (the)",
    "ma": "Kingdom of Morocco | Moroccan | Western Sahara (Morocco)",
    "md": "Republic of Moldova | Moldova, Republic of | Moldovan | Transnistria",
    "im": "Man, Isle of",
    "mk": "North Macedonia, The Republic of | Macedonia | Former Yugoslav Republic of Macedonia | FYROM | Macedonia, The Former Yugoslav Republic of",
    "ml": "Malian | Northern Mali",
    "mm": "Burma | Burmese | Myanmar (Burma) | Union of Myanmar",
    "mo": "Macau | Macao SAR | Macau, China",
    "mr": "Mauritanian",
    "mx": "United Mexican States | Mexican",
    "my": "Malaysian",
    "ng": "Nigerian",
    "nl": "Holland | The Netherlands | Kingdom of the Netherlands | Dutch",
    "om": "Sultanate of Oman | Omani",
    "pk": "Islamic Republic of Pakistan | Pakistani | Pak",
    "pl": "Polish",
    "ps": "Palestine | State of Palestine | Palestinian | Palestinian Territories | Occupied Palestinian Territory"
    " | West Bank | Gaza | Gaza Strip | Palestine, State of | Palestinian Authority | the Gaza Strip | North Gaza | Northern Gaza",
    "pt": "Portuguese",
    "ph": "Filipino | Philippine | Republic of the Philippines",
    "qa": "State of Qatar | Qatari",
    "re": "La Reunion",
    "ro": "Romanian",
    "rs": "Serbian | Republic of Serbia",
    "ru": "Russian Federation | Russian | Russia Federation | The Russian Federation",
    "rw": "Rwandan",
    "sa": "Kingdom of Saudi Arabia | KSA | Saudi | Saudi Arabian",
    "sd": "The Sudan | Sudanese | Republic of the Sudan",
    "sh": "St. Helena | Saint Helena, Ascension and Tristan da Cunha",
    "so": "Somali | Federal Republic of Somalia | Somaliland | Puntland",
    "ss": "Republic of South Sudan | South Sudanese",
    "st": "Sao Tome and Principe | Sao Tome & Principe",
    "sy": "Syrian Arab Republic | Syrian",
    "sz": "Swaziland | Kingdom of Eswatini",
    "tj": "Tajik",
    "tl": "East Timor",
    "tn": "Tunisian Republic | Tunisian",
    "tr": "Turkey | Republic of Turkey | Turkish | Republic of Türkiye | Turkiye | Northern Cyprus (Turkey)",
    "tt": "Trinidad & Tobago | Trinidad",
    "tw": "Taiwan, Province of China | Chinese Taipei | Taiwanese | Republic of China | Taiwan, China | ROC",
    "tz": "United Republic of Tanzania | Tanzania, United Republic of | Tanzanian | Zanzibar",
    "ua": "Ukrainian | Crimea | Crimea (Region of Ukraine) | Donetsk Region | Donetsk | Luhansk"
    " | Kherson | Zaporizhzhia",
    "ug": "Ugandan",
    "us": "USA | U.S.A. | U.S. | America | American | United States of America | The United States",
    "uz": "Uzbek",
    "va": "Holy See | Vatican | Holy See (Vatican City State)",
    "vc": "St. Vincent & the Grenadines | Saint Vincent and the Grenadines | St Vincent and Grenadines",
    "ve": "Bolivarian Republic of Venezuela | Venezuela (Bolivarian Republic of) | Venezuelan",
    "vg": "British Virgin Islands | Virgin Islands, British | BVI | Virgin Islands (British)",
    "vi": "US Virgin Islands | Virgin Islands, U.S. | Virgin Islands (U.S.)",
    "vn": "Viet Nam | Socialist Republic of Vietnam | Vietnamese",
    "xk": "Kosovo | Republic of Kosovo | Kosovar",
    "ye": "Republic of Yemen | Yemeni | Yemen Arab Republic",
    "za": "RSA | South African",
    "zw": "Zimbabwean",
    "su": "USSR | U.S.S.R. | Union of Soviet Socialist Republics | Former Soviet Union | Soviet | СССР",
    "yu": "Former Yugoslavia | Federal Republic of Yugoslavia | SFR Yugoslavia | Socialist Federal Republic of Yugoslavia"
    " | Yugoslavia (Federal Republic of) | FRY",
    "cs": "State Union of Serbia and Montenegro | Serbia-Montenegro",
    "cshh": "Czecho-Slovakia",
    "dd": "GDR | East Germany",
    "zr": "Republic of Zaire",
    "yd": "South Yemen | People's Democratic Republic of Yemen",
}


def main() -> None:
    """Write the table."""
    codes = dict(zip(ALPHA2.lower().split(), ALPHA3.split(), strict=True))
    codes["xk"] = "XKX"
    english = Locale("en").territories
    names = {code: english[code.upper()] for code in codes} | FORMER
    names |= {
        "cd": "Democratic Republic of the Congo",
        "cg": "Congo",
        "hk": "Hong Kong",
        "mo": "Macao",
        "mm": "Myanmar",
    }
    names |= {"ps": "Palestinian Territories", "tr": "Türkiye"}
    keys: dict[str, str] = {}
    for code, name in names.items():
        for text in (name, code, codes.get(code, ""), *ALIASES.get(code, "").split("|")):
            add(keys, text, code, strict=True)
    for language in LANGUAGES.split():
        territories = Locale.parse(language).territories
        for code in codes:
            add(keys, territories.get(code.upper(), ""), code, strict=False)
    header = (
        f"# Names of countries and territories, folded by values.countries.fold_country, and what they stand for.\n"
        f"# Source: CLDR as carried by babel {babel.__version__} (Unicode Licence), {len(LANGUAGES.split())} languages; ISO 3166-1 alpha-2 and\n"
        f"# alpha-3; former countries by ISO 3166-3; aliases of our own in bench/lexicon/build_countries.py.\n"
        f"# Date: {dt.date.today().isoformat()}. Consumer: values.countries. Written by bench/lexicon/build_countries.py; do not edit.\n"
        f"# First part: code, English name. After the line of dashes: folded name, code.\n"
    )
    target = Path(__file__).parents[2] / "src/tamis/values/lexicon/countries.tsv"
    first = "".join(f"{code}\t{name}\n" for code, name in sorted(names.items()))
    second = "".join(f"{key}\t{code}\n" for key, code in sorted(keys.items()))
    target.write_text(f"{header}{first}---\n{second}", encoding="utf-8")
    print(f"{target}: {len(names)} territories, {len(keys)} names")


def add(keys: dict[str, str], text: str, code: str, *, strict: bool) -> None:
    """Add one name; what English and our aliases say is never overwritten."""
    key = fold_country(text)
    if not key:
        return
    if strict and keys.get(key, code) != code:
        raise SystemExit(f"{text!r} stands for {keys[key]} and {code}")
    keys.setdefault(key, code)


if __name__ == "__main__":
    main()

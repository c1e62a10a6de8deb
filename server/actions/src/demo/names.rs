//! What people in many countries are called, and how they spell it in an address.
//!
//! `native:latin` where the two differ, `_` for a blank within a name.

/// Which name comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    GivenFirst,
    FamilyFirst,
    /// Family first, and nothing between: 王秀英.
    FamilyFirstJoined,
}

/// The names of a country, or of the women or men of one whose family names differ.
#[derive(Debug)]
pub(super) struct Culture {
    /// ISO 3166, two letters.
    pub(super) country: &'static str,
    /// How many of the contacts are from here.
    pub(super) share: usize,
    pub(super) order: Order,
    pub(super) given: &'static str,
    pub(super) family: &'static str,
}

impl Culture {
    pub(super) fn speaks_german(&self) -> bool {
        matches!(self.country, "DE" | "AT" | "CH")
    }
}

const fn culture(
    country: &'static str,
    share: usize,
    given: &'static str,
    family: &'static str,
) -> Culture {
    Culture { country, share, order: Order::GivenFirst, given, family }
}

const fn family_first(order: Order, from: Culture) -> Culture {
    Culture { order, ..from }
}

pub(super) const CULTURES: &[Culture] = &[
    culture(
        "GB",
        22,
        "Amelia Oliver Isla Harry Freya George Poppy Alfie Imogen Rupert Tamsin Nigel",
        "Ashworth Bramley Clarke Dunmore Fairweather Hughes Lockwood Okafor Patel Thornbury Whitcombe",
    ),
    culture(
        "US",
        16,
        "Emma Liam Harper Mason Zoe Wyatt Naomi Jackson Tessa Marcus",
        "Anderson Brooks Castillo Freeman Goldberg Nakamura Washington Whitaker Yazzie Zimmerman",
    ),
    culture(
        "IE",
        12,
        "Siobhán:siobhan Cormac Aoife Oisín:oisin Niamh Pádraig:padraig Róisín:roisin",
        "Ó_Briain:obriain Ní_Dhomhnaill:nidhomhnaill Byrne O'Sullivan:osullivan Kavanagh Mac_Cárthaigh:maccarthaigh",
    ),
    culture(
        "AU",
        8,
        "Charlotte Lachlan Matilda Bruce Kirra Darcy",
        "Campbell Fitzgerald Nguyen Papadopoulos Ridgeway",
    ),
    culture(
        "DE",
        18,
        "Anke Björn:bjoern Claudia Dieter Friederike Günther:guenther Jürgen:juergen Käthe:kaethe Sönke:soenke Ulrike",
        "Bäcker:baecker Großmann:grossmann Hoffmann Jäger:jaeger Krüger:krueger Schäfer:schaefer Weiß:weiss Yılmaz:yilmaz",
    ),
    culture(
        "AT",
        10,
        "Leopold Stefanie Alois Veronika Florian Magdalena",
        "Gruber Hölzl:hoelzl Moosbrugger Öllinger:oellinger Swoboda",
    ),
    culture(
        "FR",
        14,
        "Amélie:amelie François:francois Zoé:zoe Jérôme:jerome Héloïse:heloise Loïc:loic Agnès:agnes",
        "Lefèvre:lefevre Garçon:garcon Dubois Nuñez:nunez L'Hôte:lhote Beauséjour:beausejour Traoré:traore",
    ),
    culture(
        "ES",
        10,
        "José:jose Lucía:lucia Íñigo:inigo Begoña:begona Andrés:andres Montserrat",
        "García:garcia Núñez:nunez Peña:pena Ibáñez:ibanez Urrutia",
    ),
    culture(
        "MX",
        6,
        "Guadalupe Jesús:jesus Ximena Raúl:raul",
        "Hernández:hernandez Xicoténcatl:xicotencatl Zúñiga:zuniga",
    ),
    culture(
        "PT",
        8,
        "João:joao Conceição:conceicao Inês:ines Tomás:tomas",
        "Magalhães:magalhaes Simões:simoes Araújo:araujo",
    ),
    culture(
        "IT",
        10,
        "Giulia Niccolò:niccolo Chiara Matteo Benedetta",
        "Esposito D'Angelo:dangelo Bianchi Cannavò:cannavo",
    ),
    culture(
        "NL",
        8,
        "Anneke Joost Loïs:lois Wouter",
        "van_Dijk:vandijk de_Groot:degroot Bakker 't_Hooft:thooft",
    ),
    culture(
        "SE",
        8,
        "Åsa:asa Örjan:orjan Linnéa:linnea Göran:goran",
        "Björklund:bjorklund Sjöström:sjostrom Åkesson:akesson",
    ),
    culture("DK", 6, "Søren:soren Mette Bjørn:bjorn", "Ærø:aeroe Sørensen:soerensen Nygaard"),
    culture(
        "IS",
        4,
        "Þóra:thora Guðrún:gudrun",
        "Jónsdóttir:jonsdottir Sigurðardóttir:sigurdardottir",
    ),
    culture("FI", 4, "Päivi:paivi Väinö:vaino", "Hämäläinen:hamalainen Mäkelä:makela"),
    culture(
        "PL",
        6,
        "Małgorzata:malgorzata Zofia Łucja:lucja",
        "Wiśniewska:wisniewska Żółkiewska:zolkiewska",
    ),
    culture("PL", 6, "Łukasz:lukasz Władysław:wladyslaw Michał:michal", "Kowalczyk Wójcik:wojcik"),
    culture("CZ", 4, "Božena:bozena Zdeňka:zdenka", "Dvořáková:dvorakova Růžičková:ruzickova"),
    culture("CZ", 4, "Jiří:jiri Ondřej:ondrej", "Novák:novak Kučera:kucera"),
    culture("RS", 4, "Đorđe:djordje Željka:zeljka", "Šešelj:seselj Petrović:petrovic"),
    culture("RO", 4, "Ștefan:stefan Ioana", "Țăranu:taranu Ionescu"),
    family_first(
        Order::FamilyFirst,
        culture("HU", 6, "Eszter Gergő:gergo Zsófia:zsofia", "Nagy Szőke:szoke Kőműves:komuves"),
    ),
    culture(
        "TR",
        8,
        "Ayşe:ayse Çağla:cagla İbrahim:ibrahim Işık:isik",
        "Yıldırım:yildirim Öztürk:ozturk Güneş:gunes",
    ),
    culture(
        "GR",
        4,
        "Ελένη:eleni Δήμητρα:dimitra",
        "Παπαδοπούλου:papadopoulou Νικολαΐδου:nikolaidou",
    ),
    culture("GR", 4, "Οδυσσέας:odysseas Γιώργος:giorgos", "Παππάς:pappas Αντωνίου:antoniou"),
    culture(
        "UA",
        6,
        "Оксана:oksana Ярослав:yaroslav Євгенія:yevheniia",
        "Шевченко:shevchenko Ґалаґан:galagan",
    ),
    culture(
        "BG",
        4,
        "Цветелина:tsvetelina Райна:rayna",
        "Димитрова:dimitrova Желязкова:zhelyazkova",
    ),
    culture("KZ", 4, "Айгүл:aigul Нұрлан:nurlan", "Әбілқайыр:abilkaiyr Құдайберген:kudaibergen"),
    culture("GE", 4, "ნინო:nino გიორგი:giorgi", "ბერიძე:beridze კაპანაძე:kapanadze"),
    culture("AM", 4, "Անահիտ:anahit Տիգրան:tigran", "Հակոբյան:hakobyan Պետրոսյան:petrosyan"),
    culture(
        "EG",
        6,
        "فاطمة:fatima مُحَمَّد:muhammad ليلى:layla",
        "حسين:hussein عبد_الرحمن:abdelrahman",
    ),
    culture("IR", 4, "شیرین:shirin کاوه:kaveh", "تهرانی:tehrani رضایی:rezaei"),
    culture("IL", 4, "נעמי:naomi יוסי:yossi", "לוי:levi בן־דוד:bendavid"),
    culture("IN", 6, "प्रिया:priya अर्जुन:arjun लक्ष्मी:lakshmi", "शर्मा:sharma त्रिपाठी:tripathi"),
    culture("LK", 4, "தமிழ்ச்செல்வி:tamilselvi முருகன்:murugan", "பாண்டியன்:pandian சுப்பையா:subbaiah"),
    culture("TH", 4, "สมชาย:somchai มาลี:malee", "ศรีสุข:srisuk วงศ์ใหญ่:wongyai"),
    family_first(
        Order::FamilyFirst,
        culture(
            "VN",
            6,
            "Thị_Ánh:thianh Văn_Đức:vanduc Hoài_Thương:hoaithuong",
            "Nguyễn:nguyen Trần:tran",
        ),
    ),
    family_first(
        Order::FamilyFirstJoined,
        culture("CN", 6, "秀英:xiuying 伟:wei 晓明:xiaoming", "王:wang 欧阳:ouyang"),
    ),
    family_first(
        Order::FamilyFirst,
        culture("JP", 6, "陽子:yoko 健太:kenta さくら:sakura", "佐藤:sato 渡邉:watanabe"),
    ),
    family_first(
        Order::FamilyFirstJoined,
        culture("KR", 4, "민준:minjun 서연:seoyeon", "김:kim 황보:hwangbo"),
    ),
    culture(
        "NG",
        6,
        "Chídìébéré:chidiebere Folákẹ́:folake Ọlámidé:olamide",
        "Adébáyọ̀:adebayo Òkònkwọ:okonkwo",
    ),
    culture("KE", 4, "Wanjikũ:wanjiku Otieno", "Mwangi Achieng"),
    culture("ET", 4, "ሰላም:selam አበበ:abebe", "ተስፋዬ:tesfaye በቀለ:bekele"),
];

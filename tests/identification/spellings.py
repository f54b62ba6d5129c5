"""How one name is written: Latin by several habits, Cyrillic, Armenian, Georgian. People made of them are invented.

The fold table was made with `KNOWN` in view. `HELD_OUT` was written down before it was first measured, and the
table was not changed for it: its figure is the honest one. (What is now the second half of `KNOWN` was held out
before: it measured 0.92, and then 0.93, and the table learned from it.)
"""

from itertools import combinations

Names = list[str]
KNOWN_GIVEN: list[Names] = [
    ["Юлия", "Yulia", "Yuliya", "Iulia", "Julija", "Julia", "Yuliia", "Iuliia"],
    ["Жанна", "Zhanna", "Janna", "Jana", "Žanna"],
    ["Христина", "Кристина", "Kristina", "Cristina", "Christina", "Khrystyna", "Hristina"],
    ["Михаил", "Mikhail", "Mihail", "Mihai", "Михай", "Michail", "Mykhailo"],
    ["Сергей", "Sergei", "Sergey", "Serghei", "Serhii", "Serguei", "Сергій"],
    ["Олег", "Oleg", "Oleh", "Olegh"],
    ["Алексей", "Alexei", "Aleksey", "Alexey", "Oleksii", "Aleksej", "Олексій"],
    ["Екатерина", "Ekaterina", "Yekaterina", "Ecaterina", "Kateryna", "Катерина"],
    ["Чеслав", "Ceslav", "Cheslav", "Czeslaw", "Česlav"],
    ["Георгий", "Georgy", "Georgii", "Gheorghe", "Gheorghii", "Георге", "გიორგი", "Giorgi"],
    ["Նարեկ", "Нарек", "Narek", "Nareg"],
    ["Հայկ", "Айк", "Hayk", "Haik", "Aik"],
    ["Գրիգոր", "Григор", "Grigor", "Krikor", "Krigor"],
    ["Խաչատուր", "Хачатур", "Khachatur", "Xachatur", "Hachatur", "Khatchatour"],
    ["Շուշան", "Шушан", "Shushan", "Chouchan", "Šušan"],
    ["Ջուլիետա", "Джульетта", "Julieta", "Dzhulyetta", "Djulieta"],
    ["Սարգիս", "Саргис", "Sargis", "Sarkis", "Սարքիս"],
    ["Ծովինար", "Цовинар", "Tsovinar", "Tzovinar", "Covinar"],
    ["ქეთევან", "Кетеван", "Ketevan", "Qetevan", "Kethevan"],
    ["ჯუმბერ", "Джумбер", "Jumber", "Djumber", "Dzhumber"],
    ["ცირა", "Цира", "Tsira", "Cira", "Tzira"],
    ["ჟუჟუნა", "Жужуна", "Zhuzhuna", "Jujuna", "Žužuna"],
    ["ხატია", "Хатия", "Khatia", "Hatia", "Xatia"],
    ["Ҳалима", "Халима", "Halima", "Khalima", "Xalima"],
    ["Джамшед", "Ҷамшед", "Jamshed", "Djamshed", "Dzhamshed"],
    ["Cavid", "Джавид", "Javid", "Dzhavid", "Cavıd"],
    ["Гульнара", "Gulnara", "Gulnora", "Gülnara", "Gul'nara"],
    ["Ștefan", "Стефан", "Stefan", "Shtefan", "Штефан", "Stephan"],
    ["Țuca", "Цука", "Tsuka", "Tuca", "Ţuca"],
    ["Виктория", "Victoria", "Viktoriya", "Viktoriia", "Wiktoria", "Вікторія"],
]
KNOWN_FAMILY: list[Names] = [
    ["Щербакова", "Shcherbakova", "Scerbacova", "Șcerbacova", "Scherbakova", "Schtscherbakowa", "Щербаков"],
    ["Цуркану", "Țurcanu", "Turcanu", "Tsurcanu", "Curcanu", "Tsurkanu"],
    ["Чеботарь", "Cebotari", "Chebotar", "Cebotar", "Tchebotar", "Čebotar"],
    ["Кириак", "Chiriac", "Kiriak", "Chiriak", "Kyriak"],
    ["Жуков", "Zhukov", "Jucov", "Jukov", "Žukov", "Schukow"],
    ["Хрущ", "Khrushch", "Hrusci", "Chruschtsch", "Hrushch"],
    ["Ковалевская", "Kovalevskaya", "Covalevscaia", "Kowalewska", "Ковалевський", "Kovalevski"],
    ["Гончарук", "Goncharuk", "Honcharuk", "Gonciaruc", "Hončaruk", "Гончарюк"],
    ["Шевчук", "Shevchuk", "Sevciuc", "Șevciuc", "Szewczuk", "Schewtschuk"],
    ["Ծատուրյան", "Цатурян", "Tsaturyan", "Caturian", "Tzatourian"],
    ["Հովհաննիսյան", "Оганесян", "Hovhannisyan", "Oganesyan", "Ovanesyan", "Hovanissian", "Оганнисян"],
    ["Խաչատրյան", "Хачатрян", "Khachatryan", "Hachatrian", "Xachatryan", "Kachatryan", "Khatchatrian"],
    ["Ղազարյան", "Казарян", "Ghazaryan", "Kazarian", "Газарян", "Gazaryan"],
    ["Պետրոսյան", "Петросян", "Petrosyan", "Bedrosian", "Petrosian"],
    ["Ջանջուղազյան", "Джанджугазян", "Janjughazyan", "Djandjugazian", "Dzhandzhugazyan"],
    ["ჯაფარიძე", "Джапаридзе", "Japaridze", "Djaparidze", "Dzhaparidze"],
    ["წერეთელი", "Церетели", "Tsereteli", "Cereteli", "Tzereteli"],
    ["ჭავჭავაძე", "Чавчавадзе", "Chavchavadze", "Tchavtchavadze", "Ciavciavadze"],
    ["ყიფიანი", "Кипиани", "Kipiani", "Qipiani", "Khipiani"],
    ["ღვინიაშვილი", "Гвиниашвили", "Ghviniashvili", "Gviniashvili", "Gviniaschwili"],
    ["Ғафурова", "Гафурова", "Gafurova", "Ghafurova", "Gaphurova"],
    ["Əliyeva", "Алиева", "Aliyeva", "Alieva", "Aliewa"],
    ["Cəfərov", "Джафаров", "Jafarov", "Djafarov", "Ceferov"],
    ["Ҷӯраева", "Джураева", "Juraeva", "Dzhuraeva", "Joraeva"],
    ["Иванов", "Ivanov", "Iwanow", "Ivanoff", "Ivanova", "Ivanow"],
    ["Кузнецова", "Kuznetsova", "Cuznețova", "Kusnezowa", "Kuznetzova"],
    ["Рошка", "Roșca", "Rosca", "Roshka", "Roska"],
    ["Лунгу", "Lungu", "Lunghu", "Лунґу"],
    ["Баланюк", "Balaniuc", "Balanyuk", "Balanjuk", "Baláník"],
    ["Чобану", "Ciobanu", "Chobanu", "Čobanu", "Tschobanu"],
]
SECOND_GIVEN: list[Names] = [
    ["Наталья", "Natalia", "Nataliya", "Natalya", "Nataliia", "Наталія"],
    ["Евгений", "Evgeny", "Yevgeni", "Evghenii", "Eugen", "Yevhen", "Євген"],
    ["Ксения", "Ksenia", "Xenia", "Kseniya", "Xeniya"],
    ["Владислав", "Vladislav", "Wladislaw", "Vladyslav"],
    ["Щедрик", "Shchedrik", "Scedric", "Schedrik"],
    ["Анжела", "Angela", "Anjela", "Anzhela", "Anžela"],
    ["Լուսինե", "Лусине", "Lusine", "Lousine", "Lucine"],
    ["Արամ", "Арам", "Aram"],
    ["Վարդուհի", "Вардуи", "Varduhi", "Vardui", "Vartouhi"],
    ["Ռուզաննա", "Рузанна", "Ruzanna", "Rouzanna", "Ruzana"],
    ["თამარ", "Тамар", "Tamar", "Tamari", "Тамара"],
    ["ზვიად", "Звиад", "Zviad", "Zwiad"],
    ["ღვთისო", "Гвтисо", "Ghvtiso", "Gvtiso"],
    ["Шахноза", "Shahnoza", "Shakhnoza", "Şahnoza", "Shaxnoza"],
    ["Дилшод", "Дильшод", "Dilshod", "Dilşod", "Dilschod"],
    ["Çinarə", "Чинара", "Chinara", "Cinara", "Tschinara"],
    ["Vasile", "Василе", "Vasili", "Василий", "Vasily", "Wassili"],
    ["Mădălina", "Мадалина", "Madalina", "Medelina"],
]
SECOND_FAMILY: list[Names] = [
    ["Черненко", "Chernenko", "Cernenco", "Tschernenko", "Czernenko"],
    ["Яценюк", "Yatsenyuk", "Iațeniuc", "Jazenjuk", "Yatseniuk"],
    ["Хоменко", "Khomenko", "Homenco", "Chomenko", "Homenko"],
    ["Гаврилюк", "Gavrilyuk", "Havryliuk", "Gavriliuc", "Гаврилюк"],
    ["Мунтяну", "Munteanu", "Muntyanu", "Muntianu"],
    ["Кожокару", "Cojocaru", "Cojocari", "Kozhokaru", "Kojokaru"],
    ["Մկրտչյան", "Мкртчян", "Mkrtchyan", "Mkrtchian", "Mgrdichian", "Mkrtčyan"],
    ["Վարդանյան", "Варданян", "Vardanyan", "Vartanian", "Wardanian"],
    ["Աղաջանյան", "Агаджанян", "Aghajanyan", "Agadjanian", "Agadzhanyan"],
    ["Ճաղարյան", "Чагарян", "Chagharyan", "Chagarian", "Tchagarian"],
    ["ბერიძე", "Беридзе", "Beridze", "Beritze"],
    ["ხურციძე", "Хурцидзе", "Khurtsidze", "Hurtsidze", "Xurcidze"],
    ["შენგელია", "Шенгелия", "Shengelia", "Schengelia", "Chengelia"],
    ["Рахимова", "Rahimova", "Rakhimova", "Raximova", "Rəhimova"],
    ["Юсупов", "Yusupov", "Iusupov", "Jusupow", "Yusupoff"],
    ["Qasımova", "Гасымова", "Gasimova", "Kasimova", "Qasimova"],
    ["Шмидт", "Schmidt", "Shmidt", "Șmidt", "Schmitt"],
    ["Цыганкова", "Tsygankova", "Țigancova", "Tzigankova", "Ziganková"],
]
HELD_OUT_GIVEN: list[Names] = [
    ["Светлана", "Svetlana", "Swetlana", "Svitlana", "Світлана"],
    ["Геннадий", "Gennady", "Ghenadie", "Hennadii", "Genadij"],
    ["Жорж", "Jorj", "Zhorzh", "Jorzh"],
    ["Филипп", "Filip", "Philipp", "Pylyp", "Filipp"],
    ["Захар", "Zahar", "Zakhar", "Sachar", "Zaxar"],
    ["Юрий", "Yuri", "Iurii", "Juri", "Yurii", "Юрій"],
    ["Лючия", "Lucia", "Liuchiya", "Luchia"],
    ["Рипсиме", "Հռիփսիմե", "Hripsime", "Ripsime", "Hripsimé"],
    ["Գևորգ", "Геворг", "Gevorg", "Kevork", "Gevork"],
    ["Աշոտ", "Ашот", "Ashot", "Aschot", "Achot"],
    ["Վահագն", "Ваагн", "Vahagn", "Vaagn", "Wahagn"],
    ["ნოდარ", "Нодар", "Nodar"],
    ["შოთა", "Шота", "Shota", "Schota", "Şota"],
    ["ხვიჩა", "Хвича", "Khvicha", "Hvicha", "Kvicha"],
    ["ლაშა", "Лаша", "Lasha", "Lascha"],
    ["Фарход", "Farhod", "Farkhod", "Farxod", "Фарҳод"],
    ["Zöhrə", "Зохра", "Zohra", "Zokhra", "Zöhra"],
    ["Нұрлан", "Нурлан", "Nurlan", "Nūrlan"],
    ["Ghenadie", "Генадие", "Genadie", "Ghennadi"],
    ["Ruxanda", "Руксанда", "Ruksanda", "Roxanda"],
    ["Добринка", "Dobrinka", "Dobrinca", "Dobrynka"],
    ["Ярослава", "Yaroslava", "Iaroslava", "Jaroslawa"],
]
HELD_OUT_FAMILY: list[Names] = [
    ["Захарченко", "Zakharchenko", "Zaharcenco", "Sachartschenko", "Zaharchenko"],
    ["Пушкаш", "Pușcaș", "Puscas", "Pushkash", "Puschkasch"],
    ["Дьячук", "Dyachuk", "Diaciuc", "Djatschuk", "Diachuk"],
    ["Журавлёва", "Zhuravleva", "Juravliova", "Schurawljowa", "Zhuravlyova"],
    ["Гордиенко", "Gordienko", "Hordiienko", "Gordienco", "Гордієнко"],
    ["Цеслюк", "Tsesliuk", "Țesliuc", "Cesljuk", "Tzeslyuk"],
    ["Гречану", "Greceanu", "Grechanu", "Gretscheanu"],
    ["Боздуган", "Bozdugan", "Buzdugan", "Bozdughan"],
    ["Հարությունյան", "Арутюнян", "Harutyunyan", "Arutiunian", "Haroutunian"],
    ["Ղուկասյան", "Гукасян", "Ghukasyan", "Gukasian", "Кукасян"],
    ["Չիլինգարյան", "Чилингарян", "Chilingaryan", "Tchilinguirian", "Chilingarian"],
    ["Եղիազարյան", "Егиазарян", "Yeghiazaryan", "Egiazarian", "Eghiazaryan"],
    ["მჭედლიშვილი", "Мчедлишвили", "Mchedlishvili", "Mtchedlischwili", "Mcedlisvili"],
    ["ძიძიგური", "Дзидзигури", "Dzidziguri", "Didziguri", "Zidziguri"],
    ["კვარაცხელია", "Кварацхелия", "Kvaratskhelia", "Kwarazchelia", "Kvaratshelia"],
    ["Назаров", "Nazarov", "Nazarow", "Nasarow", "Nazaroff"],
    ["Məmmədova", "Мамедова", "Mammadova", "Mamedova", "Memmedova"],
    ["Жумабаева", "Zhumabayeva", "Jumabaeva", "Dzhumabaeva", "Žumabajeva"],
    ["Гилка", "Ghilca", "Gilca", "Ghilka"],
    ["Шкурпел", "Șcurpel", "Shkurpel", "Scurpel"],
    ["Ганчева", "Gancheva", "Gantcheva", "Ganceva", "Gantschewa"],
    ["Вуйчик", "Wójcik", "Vuichik", "Wojcik", "Vojcik"],
]


def people(given: list[Names], family: list[Names]) -> list[list[str]]:
    """Return for each invented person the ways in which their full name is written, in this order or that."""
    return [_written(*both) for both in zip(given, family, strict=True)]


def pairs(persons: list[list[str]]) -> list[tuple[str, str]]:
    """Return every two ways in which one person's name is written."""
    return [pair for one in persons for pair in combinations(one, 2)]


def _written(given: Names, family: Names) -> list[str]:
    count = max(len(given), len(family))
    both = [(given[at % len(given)], family[at % len(family)]) for at in range(count)]
    return [f"{one} {other}" if at % 2 else f"{other} {one}" for at, (one, other) in enumerate(both)]


KNOWN = people(KNOWN_GIVEN + SECOND_GIVEN, KNOWN_FAMILY + SECOND_FAMILY)
HELD_OUT = people(HELD_OUT_GIVEN, HELD_OUT_FAMILY)

"""Invented people whom Nora met long ago, or who wanted nothing kept: for how long is what their stories show."""

from demo.people.person import Person
from identification.enums import Sex

AV, F, M = "AV", Sex.FEMALE, Sex.MALE

PEOPLE = (
    Person(
        "liliana", AV, "Liliana Exemplaru", "Green Door", F, 1987, "ro", "Am întrebat doar de un drum înapoi."
    ),
    Person("artur", AV, "Արթուր Օրինակյանց", "Tall Gate", M, 1979, "hy", "Ես միայն խորհուրդ էի ուզում։"),
    Person(
        "sevda", AV, "Sevda Nümunəli", "Small Bell", F, 1993, "az", "Maaşımı gec verdilər, sonra verdilər."
    ),
    Person("emil", AV, "Emil Exemplov", "Cold Spoon", M, 1984, "ru", "Я искал работу и нашёл её сам."),
    Person(
        "nadir", AV, "Nadir Namunayev", "Quick Swift", M, 1990, "uz", "Meni hech kim topmasligini istayman."
    ),
    Person("ruben", AV, "Ռուբեն Օրինակյան", "Far Hill", M, 1996, "hy", "Ինձ ոչինչ պետք չէ։"),
)

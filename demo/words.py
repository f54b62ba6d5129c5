"""What the demo's workers write down. All of it is sealed in the database, and `check_dump` looks for it."""

NOTE = "Prefers the afternoon, and asks that nobody telephones before noon."
QUIET_ROOM = "A quiet room on the ground floor would help; stairs are difficult after the injury."
NOT_NOW = "In shock and has not slept. Asks the same thing again and again."
WITNESS = "Ines of the night desk"
INTERPRETER = "Ivo of Two Tongues, by telephone, chosen by the person"
OVERRIDE = "A colleague saw the locked gate, and two others named the same foreman."
ACT = "Recruited with the promise of paid work in a hotel, and brought to the site at night."
ACT_CHILD = "Taken along by an acquaintance of the family, and lodged with strangers."
MEANS = "Deceived about the work and the pay; the papers were taken, and a debt was held against the person."
EXPLOITATION = "Work at the site without pay and without leave to go."
GROUNDS_YES = (
    "Recruitment by deceit, kept by debt and taken papers, for forced work: shown by three statements."
)
GROUNDS_NO = "The statements do not show that the work was forced; the pay was late, and was then made good."
GROUNDS_APPEAL = "The ledger handed in with the appeal shows the debt, and how it grew with every month."
DISSENT = "Two of the statements were taken in one room, and the ledger was not shown to the employer."
QUESTION_OF_BOARD = "Does the person still have the letter with which the place was offered?"
ANSWER_TO_BOARD = (
    "A photo of it; the letter itself was left at the border, and we hand in the photo tomorrow."
)
NO_ANSWER_TO_BOARD = "The person does not wish to speak of the journey now, and we do not press them."
SUPPORT_GROUND = "The child has no safe adult here, and the clinic must know about the insulin."
COURT_GROUND = "The family court named the shelter as the child's place until the hearing."
CARE = "Allergic to penicillin; carries an inhaler; wakes at night and likes a light in the corridor."
LONGER = "The flat that was promised for the end of the month is not ready before the spring."
WISH = "I want to go home before my mother's birthday, and not by the same road."
MATTER_NOTES = (
    "Pay slips from the second site are with the former landlady; ask the person before calling her."
)
HAPPENING = "A call from the flat: somebody shouts at the door, and nobody of Lantern House answers at night."
HELD = "The district court asks in its letter 44/26 that the file is kept until the hearing is over."
HELD_NO_LONGER = "The hearing is over, and the court wrote that it needs nothing more."
ERASE_ME = "I want nobody to read about me any more."
PUT_OFF = "Her sister asked for a letter from us; it is written next month."
FOUND_JUSTIFIED = "The call is in our own log of that night, and the police came in time."
FOUND_ABUSE = "There was no call that night; the same street was looked up three times in one hour."
LETTER = (
    "To whom it may concern: the wages of March and April were never paid to the bearer of this letter.\n"
)
FILE_NAME = "letter-of-the-foreman-scan-0007.jpg"
FILE_NOTE = "Found in the lining of the coat; the original stays with the person."
WRONG_PAPER = "It belongs to somebody else, and was handed back at the desk."
GUARDIAN = "Ruben Vormundov-Example"
GUARDIAN_CONTACT = "+000 41 5550 204, in the mornings"
APPOINTMENT = "Family court of the harbour district, decision 7-114"
SUSPICION = "The uncle stood across the street each evening, and the child would not look up."
FILE_NUMBER = "CP-2291, taken by the officer on night duty"
CHILDS_VIEW = "I want to stay where the garden is, and I want to go to school again."
BEST_FOR_THE_CHILD = "The house is calm, the school is near, and nobody there knows the family."
DOUBT = "The person does not know the year of birth, and two papers say two different years."
AGE_FOUND = "The school register of the home town was found; a teacher confirmed it in writing."
AGE_OPEN = "A doctor and a social worker spoke with the person; neither would say more than about eighteen."

SEALED = tuple(text for name, text in list(globals().items()) if name.isupper())
COMPLAINT = "The clinic told my employer that I had been there. I never agreed to that."
WRONG = "I speak Ukrainian at home; Russian I only understand."
LOOKED_INTO = "It was looked into with the person, the papers and an interpreter."

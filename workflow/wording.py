"""What a transition says of itself: on its button, and in the trail."""


def words(button: object, told: object, *, tone: str = "plain") -> dict[str, object]:
    """Return the `custom=` of a transition: its button's text, its sentence in the trail, and its tone.

    The sentence completes "Nora, Lantern House …"; the tone is primary, plain or danger.
    """
    return {"button": button, "told": told, "tone": tone}

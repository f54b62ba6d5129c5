"""A rule asks by name for what it needs, and knows when it cannot be asked."""

from types import SimpleNamespace

from workflow.rules import permission, rule, settled, told


@rule("The sky is clear.")
def sky_is_clear(record: SimpleNamespace) -> bool:
    """Look up."""
    return record.clear


@rule("A reason is given.")
def reason_is_given(record: SimpleNamespace, *, reason: str) -> bool:
    return bool(reason)


@permission("Only a keeper may do this.")
def by_keeper(record: SimpleNamespace, actor: str) -> bool:
    return actor == "keeper"


DAY, NIGHT = SimpleNamespace(clear=True), SimpleNamespace(clear=False)


def test_a_rule_without_needs_is_asked_anywhere() -> None:
    assert sky_is_clear(DAY)
    assert not sky_is_clear(NIGHT)


def test_a_rule_with_needs_does_not_hold_where_nothing_was_told() -> None:
    assert not reason_is_given(DAY)


def test_a_rule_finds_what_was_told() -> None:
    with told(reason="because"):
        assert reason_is_given(DAY)
    with told(reason=""):
        assert not reason_is_given(DAY)
    with told(mood="calm"):
        assert not reason_is_given(DAY)
    assert not reason_is_given(DAY)


def test_what_was_told_inside_does_not_stay_outside() -> None:
    with told(reason="because"):
        with told(reason=""):
            assert not reason_is_given(DAY)
        assert reason_is_given(DAY)


def test_while_settled_the_rules_are_not_asked_again() -> None:
    with settled():
        assert sky_is_clear(NIGHT)
    assert not sky_is_clear(NIGHT)


def test_a_rule_knows_its_name_its_words_and_its_needs() -> None:
    assert (sky_is_clear.code, sky_is_clear.__doc__, sky_is_clear.needs) == ("sky_is_clear", "Look up.", [])
    assert reason_is_given.needs == ["reason"]
    assert not reason_is_given.is_askable({"by": None})


def test_a_permission_takes_the_record_and_the_actor() -> None:
    assert by_keeper(DAY, "keeper")
    assert not by_keeper(DAY, "guest")
    assert by_keeper.__name__ == "by_keeper"

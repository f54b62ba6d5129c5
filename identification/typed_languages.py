"""The migration that turns languages that were typed into codes: nothing that somebody typed stays in the open."""

from typing import Any

from django.db import migrations

OTHER = "other"
# What people wrote beside the English name and the code.
ALSO = {
    "farsi": "fa",
    "русский": "ru",
    "українська": "uk",
    "română": "ro",
    "moldovan": "ro",
    "mandarin": "zh",
}


def typed_to_codes(app: str, *models: str) -> migrations.RunPython:
    """Return the operation: the language of each row is a code, or "other". Undone, codes stay: they are texts too."""

    def convert(apps: Any, _editor: object) -> None:
        for name in models:
            model = apps.get_model(app, name)
            field = model._meta.get_field("language")
            for typed in model.objects.order_by().values_list("language", flat=True).distinct():
                code = code_of(typed, dict(field.choices))
                if code != typed:
                    model.objects.filter(language=typed).update(language=code)

    return migrations.RunPython(convert, migrations.RunPython.noop)


def lists_to_codes(app: str, model: str) -> migrations.RunPython:
    """Return the operation for a model that lists several languages."""

    def convert(apps: Any, _editor: object) -> None:
        kept: Any = apps.get_model(app, model)
        choices = dict(kept._meta.get_field("languages").base_field.choices)
        for row in kept.objects.exclude(languages=[]):
            row.languages = sorted({code_of(one, choices) for one in row.languages})
            row.save(update_fields=["languages"])

    return migrations.RunPython(convert, migrations.RunPython.noop)


def code_of(typed: str, choices: dict[str, str]) -> str:
    """Return the code of what was typed: by code, English name or another known name; else "other"."""
    plain = typed.strip().casefold()
    known = {**ALSO, **{str(name).casefold(): code for code, name in choices.items()}}
    if not plain or plain in choices:
        return plain
    return known.get(plain, OTHER)

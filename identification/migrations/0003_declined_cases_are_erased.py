from django.db import migrations

DECLINED = "declined_by_person"


def remember_erased(apps, schema_editor):
    """Cases declined before the erasures were written down have no keys, and must never have one again."""
    erased = apps.get_model("encryption", "ErasedCase")
    cases = apps.get_model("identification", "Case").objects.filter(status=DECLINED)
    rows = [erased(case_id=case_id) for case_id in cases.values_list("pk", flat=True)]
    erased.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("identification", "0002_moves"),
        ("encryption", "0002_keys_apart_and_renewed"),
    ]
    operations = [migrations.RunPython(remember_erased, migrations.RunPython.noop)]

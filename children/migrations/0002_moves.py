from django.db import migrations

from workflow.triggers import guard_status


class Migration(migrations.Migration):
    dependencies = [("children", "0001_the_child_track")]
    operations = [
        guard_status(
            "children_ageassessment",
            [
                ("new", "requested"),
                ("requested", "adult"),
                ("requested", "child"),
                ("requested", "in_doubt"),
                ("requested", "withdrawn"),
            ],
        ),
        guard_status(
            "children_guardianship",
            [
                ("acting", "ended"),
                ("acting", "suspected"),
                ("new", "acting"),
                ("suspected", "ended"),
            ],
        ),
        guard_status(
            "children_bestinterestsnote",
            [
                ("new", "written"),
            ],
        ),
        guard_status(
            "children_protectionnotice",
            [
                ("new", "told"),
            ],
        ),
    ]

from django.db import migrations

from workflow.triggers import guard_status


class Migration(migrations.Migration):
    dependencies = [("identification", "0015_two_decisions_votes_and_questions")]
    operations = [
        guard_status(
            "identification_case",
            [
                ("appeal", "declined_by_person"),
                ("appeal", "follow_up"),
                ("appeal", "identification_pending"),
                ("appeal", "identified"),
                ("appeal", "not_identified"),
                ("appeal", "presumed"),
                ("closed", "declined_by_person"),
                ("closed", "presumed"),
                ("follow_up", "closed"),
                ("follow_up", "declined_by_person"),
                ("identification_pending", "declined_by_person"),
                ("identification_pending", "follow_up"),
                ("identification_pending", "identified"),
                ("identification_pending", "not_identified"),
                ("identification_pending", "presumed"),
                ("identified", "declined_by_person"),
                ("identified", "follow_up"),
                ("merged", "declined_by_person"),
                ("merged", "presumed"),
                ("merged", "screening"),
                ("new", "screening"),
                ("not_identified", "appeal"),
                ("not_identified", "declined_by_person"),
                ("not_identified", "follow_up"),
                ("not_indicated", "declined_by_person"),
                ("not_indicated", "presumed"),
                ("presumed", "declined_by_person"),
                ("presumed", "follow_up"),
                ("presumed", "identification_pending"),
                ("presumed", "merged"),
                ("presumed", "recovery"),
                ("recovery", "declined_by_person"),
                ("recovery", "follow_up"),
                ("recovery", "identification_pending"),
                ("screening", "declined_by_person"),
                ("screening", "merged"),
                ("screening", "not_indicated"),
                ("screening", "presumed"),
            ],
        ),
        guard_status(
            "identification_inquiry",
            [
                ("new", "open"),
                ("open", "answered"),
                ("open", "not_answered"),
                ("open", "withdrawn"),
            ],
        ),
    ]

from django.db import migrations

# As the letter said it until now: by the rules that the case remembers.
DISSENT = """
UPDATE identification_decision AS row SET dissent_in_letter = true FROM identification_case AS one
WHERE one.id = row.case_id AND one.began_under -> 'dissent_in_letter' -> 'value' = 'true'::jsonb
"""
# A question of the round that is put now was asked since the state began, and after the last decision.
ROUND = """
UPDATE identification_inquiry AS row SET round = one.round FROM identification_case AS one
WHERE one.id = row.case_id AND one.status IN ('identification_pending', 'appeal') AND row.asked_at >= one.status_since
AND NOT EXISTS (SELECT 1 FROM identification_decision WHERE case_id = one.id AND decided_at > row.asked_at)
"""


class Migration(migrations.Migration):
    dependencies = [("identification", "0019_grounds_in_structure_and_questions_of_a_round")]
    operations = [
        migrations.RunSQL(DISSENT, migrations.RunSQL.noop),
        migrations.RunSQL(ROUND, migrations.RunSQL.noop),
    ]

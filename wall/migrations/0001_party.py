from django.db import migrations, models

QUESTIONS = """
CREATE FUNCTION wall_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('safe_passage.organisation', true), '')::uuid;
CREATE FUNCTION wall_is_command() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('safe_passage.command', true), '') <> '';
CREATE FUNCTION wall_is_unclaimed(the_case uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN NOT EXISTS (SELECT FROM wall_party WHERE case_id = the_case);
ALTER TABLE wall_party ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall_select ON wall_party FOR SELECT
    USING ((SELECT wall_is_command()) OR organisation_id = (SELECT wall_organisation()));
"""
NO_QUESTIONS = """
DROP POLICY wall_select ON wall_party;
DROP FUNCTION wall_is_unclaimed(uuid);
DROP FUNCTION wall_is_command();
DROP FUNCTION wall_organisation();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "case_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("case_id", models.UUIDField()),
            ],
            options={
                "indexes": [models.Index(fields=["case_id"], name="parties_of_a_case")],
            },
        ),
        migrations.RunSQL(QUESTIONS, NO_QUESTIONS),
    ]

from django.db import migrations

# What was asked before there were talks, and is not answered, goes on as a talk whose points are explained anew.
BEGIN = """
INSERT INTO consent_talk (id, case_id, written_by_id, begun_at, kind, language, capacity, points, way)
SELECT DISTINCT ON (talk) talk, case_id, written_by_id, status_since, '', '', '', '{}'::varchar[], ''
FROM consent_consent WHERE status IN ('draft', 'informed') ORDER BY talk, status_since;
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0005_talks_and_how_long")]
    operations = [migrations.RunSQL(BEGIN, migrations.RunSQL.noop)]

from django.db import migrations

from wall.operations import WallRows

# A door in the wall: who asks for a longer stay learns whether the nights are free, and nothing of who has them.
NIGHTS = """
CREATE FUNCTION shelters_nights_are_taken(
    stay uuid, the_bed uuid, the_case uuid, first_day date, last_day date, holding text[]
) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp SET safe_passage.command = 'nights_are_taken'
    AS $$
    SELECT EXISTS (
        SELECT FROM shelters_placement
        WHERE id <> stay AND (bed_id = the_bed OR case_id = the_case)
            AND status = ANY (holding) AND starts < last_day AND ends > first_day
    )
$$;
"""
NO_NIGHTS = "DROP FUNCTION shelters_nights_are_taken(uuid, uuid, uuid, date, date, text[]);"


class Migration(migrations.Migration):
    dependencies = [("shelters", "0002_moves"), ("wall", "0001_party")]
    operations = [
        WallRows("shelters_placement"),
        WallRows("shelters_historicalplacement", may=("INSERT",), renewed=True),
        migrations.RunSQL(NIGHTS, NO_NIGHTS),
    ]

from django.db import migrations

# A call that became no case is removed by the clock, with its history, once its time is over; nobody else removes any.
CALL = """
CREATE POLICY wall_delete ON hotline_call FOR DELETE
    USING ((SELECT wall_is_command()) AND hotline_call.case_id IS NULL);
CREATE POLICY wall_delete ON hotline_historicalcall FOR DELETE
    USING ((SELECT wall_is_command()) AND hotline_historicalcall.case_id IS NULL);
"""
UNDO = "DROP POLICY wall_delete ON hotline_call; DROP POLICY wall_delete ON hotline_historicalcall;"


class Migration(migrations.Migration):
    dependencies = [("hotline", "0003_wall")]
    operations = [migrations.RunSQL(CALL, UNDO)]

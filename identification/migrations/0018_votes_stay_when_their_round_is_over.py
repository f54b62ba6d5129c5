from django.db import migrations

from identification.triggers import VOTES_GO, VOTES_STAY


class Migration(migrations.Migration):
    dependencies = [("identification", "0017_wall_of_votes_and_questions")]
    operations = [migrations.RunSQL(VOTES_STAY, VOTES_GO)]

from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("identification", "0016_moves_of_two_decisions_and_questions"), ("wall", "0001_party")]
    operations = [
        WallRows("identification_historicalinquiry", may=("INSERT",), renewed=True),
        WallRows("identification_historicalvote", may=("INSERT",), renewed=True),
        WallRows("identification_inquiry"),
        WallRows("identification_vote"),
    ]

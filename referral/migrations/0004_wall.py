from django.db import migrations

from wall.operations import NotesParty, WallRows


class Migration(migrations.Migration):
    dependencies = [("referral", "0003_languages_are_codes"), ("wall", "0001_party")]
    operations = [
        # A draft tells its recipient nothing. Stays, matters and returns answer a referral that was sent.
        NotesParty("referral_referral", "recipient_id", when="NEW.sent_at IS NOT NULL"),
        WallRows("referral_referral"),
        WallRows("referral_historicalreferral", may=("INSERT",), renewed=True),
    ]

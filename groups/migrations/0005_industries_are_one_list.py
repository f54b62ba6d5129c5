from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0004_wall"),
    ]

    operations = [
        migrations.AlterField(
            model_name="group",
            name="industry",
            field=models.CharField(
                blank=True,
                choices=[
                    ("A", "Farming, forestry, fishing"),
                    ("B", "Mining and quarrying"),
                    ("C", "Factories and workshops"),
                    ("F", "Building"),
                    ("G", "Shops, markets, car repair"),
                    ("H", "Transport and storage"),
                    ("I", "Hotels, food and bars"),
                    ("S", "Other services, such as hair, beauty or sexual services"),
                    ("T", "Work in households"),
                    ("", "Not known, or none"),
                ],
                max_length=1,
                verbose_name="industry",
            ),
        ),
        migrations.AlterField(
            model_name="historicalgroup",
            name="industry",
            field=models.CharField(
                blank=True,
                choices=[
                    ("A", "Farming, forestry, fishing"),
                    ("B", "Mining and quarrying"),
                    ("C", "Factories and workshops"),
                    ("F", "Building"),
                    ("G", "Shops, markets, car repair"),
                    ("H", "Transport and storage"),
                    ("I", "Hotels, food and bars"),
                    ("S", "Other services, such as hair, beauty or sexual services"),
                    ("T", "Work in households"),
                    ("", "Not known, or none"),
                ],
                max_length=1,
                verbose_name="industry",
            ),
        ),
    ]

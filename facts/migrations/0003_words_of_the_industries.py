from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("facts", "0002_wall"),
    ]

    operations = [
        migrations.AlterField(
            model_name="casefacts",
            name="industry",
            field=models.CharField(
                blank=True,
                choices=[
                    ("A", "Farming, forestry, fishing"),
                    ("B", "Mining and quarrying"),
                    ("C", "Factories and workshops"),
                    ("D", "Electricity, gas, steam"),
                    ("E", "Water, waste, recycling"),
                    ("F", "Building"),
                    ("G", "Shops, markets, car repair"),
                    ("H", "Transport and storage"),
                    ("I", "Hotels, food and bars"),
                    ("J", "Information and communication"),
                    ("K", "Finance and insurance"),
                    ("L", "Real estate"),
                    ("M", "Professional and technical work"),
                    ("N", "Cleaning, guarding, office services"),
                    ("O", "Public administration and defence"),
                    ("P", "Education"),
                    ("Q", "Health and social work"),
                    ("R", "Arts, entertainment, sport"),
                    ("S", "Other services, such as hair, beauty or sexual services"),
                    ("T", "Work in households"),
                    ("U", "Embassies and international organisations"),
                ],
                max_length=1,
                verbose_name="industry",
            ),
        ),
        migrations.AlterField(
            model_name="historicalcasefacts",
            name="industry",
            field=models.CharField(
                blank=True,
                choices=[
                    ("A", "Farming, forestry, fishing"),
                    ("B", "Mining and quarrying"),
                    ("C", "Factories and workshops"),
                    ("D", "Electricity, gas, steam"),
                    ("E", "Water, waste, recycling"),
                    ("F", "Building"),
                    ("G", "Shops, markets, car repair"),
                    ("H", "Transport and storage"),
                    ("I", "Hotels, food and bars"),
                    ("J", "Information and communication"),
                    ("K", "Finance and insurance"),
                    ("L", "Real estate"),
                    ("M", "Professional and technical work"),
                    ("N", "Cleaning, guarding, office services"),
                    ("O", "Public administration and defence"),
                    ("P", "Education"),
                    ("Q", "Health and social work"),
                    ("R", "Arts, entertainment, sport"),
                    ("S", "Other services, such as hair, beauty or sexual services"),
                    ("T", "Work in households"),
                    ("U", "Embassies and international organisations"),
                ],
                max_length=1,
                verbose_name="industry",
            ),
        ),
    ]

"""The table in which tries are counted, for both processes of the web server: Django's cache in the database, as createcachetable
makes it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_second_factors")]

    operations = [
        migrations.RunSQL(
            [
                'CREATE TABLE "accounts_counts" ("cache_key" varchar(255) NOT NULL PRIMARY KEY, '
                '"value" text NOT NULL, "expires" timestamp with time zone NOT NULL)',
                'CREATE INDEX "accounts_counts_expires" ON "accounts_counts" ("expires")',
            ],
            'DROP TABLE "accounts_counts"',
        )
    ]

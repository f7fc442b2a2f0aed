"""The words of a gathered assessment get a table of their own, which needs every kind of information they rest on."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

SEEN = (
    "case_id = (select enplan_case()) and ((select enplan_setting(''grants'')) = ''*'' "
    "or needs <@ (select enplan_grants())::varchar[])"
)
GUARD = f"call enplan_guard('conclusion_words', '{SEEN}');"
OPEN = "drop policy barrier on conclusion_words; alter table conclusion_words disable row level security;"

# Nobody has said on what the words there are rest: on every kind that anything of the case is known of, then.
READ = ["conclusion", "conclusion_words", "answer", "sector_plan", "document", "statement"]
LOOK = "".join(f"alter table {table} no force row level security;\n" for table in READ)
CLOSE = "".join(f"alter table {table} force row level security;\n" for table in READ)
CARRY = f"""
set constraints all immediate;
{LOOK}
insert into conclusion_words
  (id, case_id, person_id, category, needs, conclusion_id, strengths, wishes, text, despite)
select gen_random_uuid(), c.case_id, c.person_id, c.category,
  (select array_agg(c.person_id || ':' || kind order by kind) from (
     select c.category as kind
     union select category from answer where case_id = c.case_id
     union select category from sector_plan where case_id = c.case_id
     union select category from document where case_id = c.case_id
     union select category from statement where case_id = c.case_id
   ) known),
  c.id, c.strengths, c.wishes, c.text, c.despite
from conclusion c;
set constraints all immediate;
{CLOSE}
alter table conclusion drop column strengths, drop column wishes, drop column text, drop column despite;
"""
BACK = f"""
set constraints all immediate;
alter table conclusion add column strengths text not null default '', add column wishes text not null default '',
  add column text text not null default '', add column despite varchar(1000) not null default '';
{LOOK}
alter table conclusion disable trigger user;
update conclusion c set strengths = w.strengths, wishes = w.wishes, text = w.text, despite = w.despite
from conclusion_words w where w.conclusion_id = c.id;
set constraints all immediate;
alter table conclusion enable trigger user;
{CLOSE}
alter table conclusion alter column strengths drop default, alter column wishes drop default,
  alter column text drop default, alter column despite drop default,
  add constraint a_conclusion_says_something check (not text = ''),
  add constraint a_conclusion_begins_with_strengths check (not strengths = ''),
  add constraint a_conclusion_tells_the_wishes check (not wishes = '');
"""


class Migration(migrations.Migration):
    """The new table with its barrier, and the words that were there."""

    dependencies = [
        ("assessment", "0002_guard"),
        ("cases", "0002_guard"),
        ("people", "0001_first_tables"),
        ("base", "0001_barrier_functions"),
        ("sectorplans", "0002_guard"),
        ("dossier", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordsRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("plan", "plan"),
                            ("work", "work"),
                            ("economy", "economy"),
                            ("social", "social"),
                            ("health", "health"),
                            ("addiction", "addiction"),
                            ("family", "family"),
                            ("education", "education"),
                            ("integration", "integration"),
                            ("justice", "justice"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None),
                ),
                ("strengths", models.TextField()),
                ("wishes", models.TextField()),
                ("text", models.TextField()),
                ("despite", models.CharField(blank=True, max_length=1000)),
            ],
            options={
                "db_table": "conclusion_words",
                "ordering": ["conclusion_id", "id"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="wordsrecord",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caserecord"
            ),
        ),
        migrations.AddField(
            model_name="wordsrecord",
            name="conclusion",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="words", to="assessment.conclusionrecord"
            ),
        ),
        migrations.AddField(
            model_name="wordsrecord",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.personrecord"
            ),
        ),
        migrations.AddIndex(
            model_name="wordsrecord",
            index=models.Index(fields=["case", "person"], name="words_of_person"),
        ),
        migrations.AddConstraint(
            model_name="wordsrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_conclusion_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="wordsrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("strengths", ""), _negated=True), name="a_conclusion_begins_with_strengths"
            ),
        ),
        migrations.AddConstraint(
            model_name="wordsrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("wishes", ""), _negated=True), name="a_conclusion_tells_the_wishes"
            ),
        ),
        migrations.AddConstraint(
            model_name="wordsrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("needs", []), _negated=True), name="a_conclusion_says_on_what_it_rests"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wordsrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="61b0ff3dc54c9791af87fbca4cfe1f8e52a04765",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e2043",
                    table="conclusion_words",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(GUARD, OPEN),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(CARRY, BACK)],
            state_operations=[
                migrations.RemoveConstraint(
                    model_name="conclusionrecord",
                    name="a_conclusion_says_something",
                ),
                migrations.RemoveConstraint(
                    model_name="conclusionrecord",
                    name="a_conclusion_begins_with_strengths",
                ),
                migrations.RemoveConstraint(
                    model_name="conclusionrecord",
                    name="a_conclusion_tells_the_wishes",
                ),
                migrations.RemoveField(
                    model_name="conclusionrecord",
                    name="despite",
                ),
                migrations.RemoveField(
                    model_name="conclusionrecord",
                    name="strengths",
                ),
                migrations.RemoveField(
                    model_name="conclusionrecord",
                    name="text",
                ),
                migrations.RemoveField(
                    model_name="conclusionrecord",
                    name="wishes",
                ),
            ],
        ),
    ]

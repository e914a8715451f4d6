package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MARK;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.COMMIT_MESSAGE;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_EVENT;
import static io.rootops.core.memory.schema.Tables.ISSUE;
import static io.rootops.core.memory.schema.Tables.PULL_REQUEST;
import static io.rootops.core.memory.schema.Tables.RISK_REPORT;
import static io.rootops.core.memory.schema.Tables.VERDICT_ANSWER;
import static io.rootops.core.memory.schema.Tables.VERDICT_LOG;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import io.rootops.core.memory.schema.tables.records.PullRequestRecord;
import io.rootops.core.privacy.Forgotten;
import io.rootops.core.privacy.Person;
import io.rootops.core.privacy.Pseudonyms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;

/** What names a person beside their commits. In the caller's transaction. */
final class ForgottenTexts {
    private static final List<TableField<?, String>> TEXTS = List.of(
            COMMIT_MEMORY.SUBJECT,
            COMMIT_MESSAGE.MESSAGE,
            COMMIT_MARK.SUBJECT,
            PULL_REQUEST.TITLE,
            ISSUE.TITLE,
            DEPLOYMENT_EVENT.NAME,
            RISK_REPORT.LAST_ERROR,
            VERDICT_LOG.TEMPLATE,
            VERDICT_ANSWER.SAID_BY,
            VERDICT_ANSWER.TAKEN_BACK_BY);
    /** Rewritten texts that are held at a time; a history may have a hundred thousand. */
    private static final int AT_ONCE = 500;

    private final DSLContext db;
    private final Pseudonyms people;
    private final Person person;

    ForgottenTexts(DSLContext db, Pseudonyms people, Person person) {
        this.db = db;
        this.people = people;
        this.person = person;
    }

    /** @return how many texts of the repository named them */
    int rewrite(int repository) {
        return TEXTS.stream().mapToInt(it -> rewrite(it, of(it, repository))).sum();
    }

    private static Condition of(TableField<?, String> column, int repository) {
        return Objects.requireNonNull(Objects.requireNonNull(column.getTable())
                        .field(COMMIT_MEMORY.REPOSITORY_ID.getName(), Integer.class))
                .eq(repository);
    }

    /** @return how many texts of a column named them, among some rows of its table */
    int rewrite(TableField<?, String> column, Condition among) {
        Table<?> table = Objects.requireNonNull(column.getTable());
        List<? extends TableField<?, ?>> key = table.getPrimaryKey() == null
                ? List.of()
                : table.getPrimaryKey().getFields();
        int texts = 0;
        List<Query> changes = new ArrayList<>();
        try (Cursor<Record> rows = db.select(key)
                .select(column)
                .from(table)
                .where(among)
                .and(names(column))
                .forUpdate()
                .fetchSize(AT_ONCE)
                .fetchLazy()) {
            for (Record it : rows) {
                String text = people.text(it.get(column));
                if (!text.equals(it.get(column))) {
                    changes.add(db.update(table)
                            .set(column, text)
                            .where(key.stream()
                                    .map(part -> equal(part, it))
                                    .reduce(Condition::and)
                                    .orElseThrow()));
                    texts++;
                }
                if (changes.size() == AT_ONCE) {
                    db.batch(changes).execute();
                    changes.clear();
                }
            }
        }
        db.batch(changes).execute();
        return texts;
    }

    private static <T> Condition equal(Field<T> part, Record key) {
        return part.eq(key.get(part));
    }

    /** @return how many pull requests of the repository they opened or approved */
    int pulls(int repository) {
        int changed = 0;
        List<String> logins =
                person.logins().stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
        for (PullRequestRecord it : db.selectFrom(PULL_REQUEST)
                .where(PULL_REQUEST.REPOSITORY_ID.eq(repository))
                .and(PULL_REQUEST
                        .AUTHOR_LOGIN
                        .lower()
                        .in(logins)
                        .or(condition(
                                "lower({0}::text)::text[] && {1}::text[]",
                                PULL_REQUEST.APPROVED_BY, val(logins.toArray(String[]::new)))))
                .forUpdate()
                .fetch()) {
            String[] approved = it.getApprovedBy();
            db.update(PULL_REQUEST)
                    .set(PULL_REQUEST.AUTHOR_LOGIN, people.login(it.getAuthorLogin()))
                    .set(
                            PULL_REQUEST.APPROVED_BY,
                            approved == null
                                    ? null
                                    : Arrays.stream(approved).map(people::login).toArray(String[]::new))
                    .where(row(PULL_REQUEST.REPOSITORY_ID, PULL_REQUEST.NUMBER)
                            .eq(it.getRepositoryId(), it.getNumber()))
                    .execute();
            changed++;
        }
        return changed;
    }

    /** Rows that may name them, for a closer look. */
    private Condition names(Field<String> text) {
        return Stream.of(addresses(), Stream.ofNullable(person.name()), person.logins().stream())
                .flatMap(it -> it)
                .map(it -> like(text, it))
                .reduce(falseCondition(), Condition::or);
    }

    /** Without the number that GitHub puts before some: so they are found with any number, and without one. */
    Stream<String> addresses() {
        return person.addresses().stream()
                .map(it -> Forgotten.plain(Forgotten.Kind.ADDRESS, it))
                .distinct();
    }

    /** Only letters of which every locale knows the other case are compared. */
    static Condition like(Field<String> text, String value) {
        String pattern = value.strip().replaceAll("[\\\\%_]", "\\\\$0").replaceAll("[^\\x21-\\x7e]+", "%");
        return text.likeIgnoreCase("%" + pattern + "%");
    }
}

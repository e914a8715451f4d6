package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MARK;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.COMMIT_MESSAGE;
import static io.rootops.core.memory.schema.Tables.ISSUE;
import static io.rootops.core.memory.schema.Tables.PULL_REQUEST;
import static io.rootops.core.memory.schema.Tables.WEBHOOK_INBOX;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import io.rootops.core.memory.schema.tables.records.PullRequestRecord;
import io.rootops.core.privacy.Person;
import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.webhook.DeliveryState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;

/** What names a person beside their commits. In the caller's transaction. */
final class ForgottenTexts {
    private static final Map<Table<?>, Field<String>> TEXTS = Map.of(
            COMMIT_MEMORY, COMMIT_MEMORY.SUBJECT,
            COMMIT_MESSAGE, COMMIT_MESSAGE.MESSAGE,
            COMMIT_MARK, COMMIT_MARK.SUBJECT,
            PULL_REQUEST, PULL_REQUEST.TITLE,
            ISSUE, ISSUE.TITLE);

    private final DSLContext db;
    private final Pseudonyms people;
    private final Person person;

    ForgottenTexts(DSLContext db, Pseudonyms people, Person person) {
        this.db = db;
        this.people = people;
        this.person = person;
    }

    /** @return how many texts named them */
    int rewrite() {
        int changed = 0;
        for (Map.Entry<Table<?>, Field<String>> each : TEXTS.entrySet()) {
            changed += rewrite(each.getKey(), each.getValue());
        }
        return changed;
    }

    private int rewrite(Table<?> table, Field<String> column) {
        record Changed(Record key, String text) {}
        List<Changed> changed = new ArrayList<>();
        List<? extends TableField<?, ?>> key = table.getPrimaryKey() == null
                ? List.of()
                : table.getPrimaryKey().getFields();
        try (Cursor<Record> rows = db.select(key)
                .select(column)
                .from(table)
                .where(names(column))
                .fetchSize(1_000)
                .fetchLazy()) {
            for (Record it : rows) {
                String text = people.text(it.get(column));
                if (!text.equals(it.get(column))) {
                    changed.add(new Changed(it, text));
                }
            }
        }
        for (Changed it : changed) {
            db.update(table)
                    .set(column, it.text())
                    .where(key.stream()
                            .map(part -> equal(part, it.key()))
                            .reduce(Condition::and)
                            .orElseThrow())
                    .execute();
        }
        return changed.size();
    }

    private static <T> Condition equal(Field<T> part, Record key) {
        return part.eq(key.get(part));
    }

    /** @return how many pull requests they opened or approved */
    int pulls() {
        int changed = 0;
        List<String> logins =
                person.logins().stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
        for (PullRequestRecord it : db.fetch(
                PULL_REQUEST,
                PULL_REQUEST
                        .AUTHOR_LOGIN
                        .lower()
                        .in(logins)
                        .or(condition(
                                "lower({0}::text)::text[] && {1}::text[]",
                                PULL_REQUEST.APPROVED_BY, val(logins.toArray(String[]::new)))))) {
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

    /**
     * Of deliveries that were worked on, as retention does it later; others are still needed, for moments mostly.
     *
     * @return how many
     */
    int throwBodiesAway() {
        Field<String> body = field("encode({0}, 'escape')", String.class, WEBHOOK_INBOX.BODY);
        Condition login = person.logins().stream()
                .map(it -> like(body, "\"" + it + "\""))
                .reduce(falseCondition(), Condition::or);
        return db.update(WEBHOOK_INBOX)
                .setNull(WEBHOOK_INBOX.BODY)
                .where(WEBHOOK_INBOX.STATE.in(DeliveryState.DONE.word(), DeliveryState.DEAD.word()))
                .and(WEBHOOK_INBOX.BODY.isNotNull())
                .and(names(body).or(login))
                .execute();
    }

    /** Rows that may name them, for a closer look. */
    private Condition names(Field<String> text) {
        return Stream.of(
                        person.addresses().stream(),
                        Stream.ofNullable(person.name()),
                        person.logins().stream().map(it -> "@" + it))
                .flatMap(it -> it)
                .map(it -> like(text, it))
                .reduce(falseCondition(), Condition::or);
    }

    /** Only letters of which every locale knows the other case are compared; GitHub's numbered addresses are found too. */
    private static Condition like(Field<String> text, String value) {
        String pattern = value.strip().replaceAll("[\\\\%_]", "\\\\$0").replaceAll("[^\\x21-\\x7e]+", "%");
        return text.likeIgnoreCase("%" + pattern + "%");
    }
}

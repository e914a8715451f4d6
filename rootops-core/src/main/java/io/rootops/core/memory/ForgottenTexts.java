package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MARK;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.COMMIT_MESSAGE;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_EVENT;
import static io.rootops.core.memory.schema.Tables.ISSUE;
import static io.rootops.core.memory.schema.Tables.PULL_REQUEST;
import static io.rootops.core.memory.schema.Tables.RISK_REPORT;
import static io.rootops.core.memory.schema.Tables.WEBHOOK_INBOX;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import io.rootops.core.memory.schema.tables.records.PullRequestRecord;
import io.rootops.core.privacy.Forgotten;
import io.rootops.core.privacy.Person;
import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.webhook.DeliveryState;
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
            WEBHOOK_INBOX.NOTE,
            WEBHOOK_INBOX.LAST_ERROR);

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
        return TEXTS.stream().mapToInt(this::rewrite).sum();
    }

    private int rewrite(TableField<?, String> column) {
        record Changed(Record key, String text) {}
        Table<?> table = Objects.requireNonNull(column.getTable());
        List<Changed> changed = new ArrayList<>();
        List<? extends TableField<?, ?>> key = table.getPrimaryKey() == null
                ? List.of()
                : table.getPrimaryKey().getFields();
        try (Cursor<Record> rows = db.select(key)
                .select(column)
                .from(table)
                .where(names(column))
                .forUpdate()
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
        for (PullRequestRecord it : db.selectFrom(PULL_REQUEST)
                .where(PULL_REQUEST
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

    /**
     * Of deliveries whose work is done, as retention does it later. Of those that wait or failed the body is all that
     * there is of what was received: their work is still to be done by it, now or when somebody has them tried again.
     *
     * @return how many
     */
    int throwBodiesAway() {
        Field<String> body = field("encode({0}, 'escape')", String.class, WEBHOOK_INBOX.BODY);
        Condition named = Stream.concat(
                        addresses().map(it -> like(body, it)),
                        // One word alone is mostly no name, and found in nearly every body.
                        Stream.ofNullable(person.name())
                                .filter(it -> it.strip().contains(" "))
                                .map(it -> like(body, it)))
                .reduce(falseCondition(), Condition::or);
        // Values, not the keys of the JSON, some of which an account may be called.
        Condition login = person.logins().stream()
                .map(it -> condition("{0} ~* {1}", body, val("([\"'@:/]|from |into )" + it + "(?![a-z0-9_-]|\"\\s*:)")))
                .reduce(falseCondition(), Condition::or);
        return db.update(WEBHOOK_INBOX)
                .setNull(WEBHOOK_INBOX.BODY)
                .where(WEBHOOK_INBOX.STATE.eq(DeliveryState.DONE.word()))
                .and(WEBHOOK_INBOX.BODY.isNotNull())
                .and(named.or(login))
                .execute();
    }

    /** Rows that may name them, for a closer look. */
    private Condition names(Field<String> text) {
        return Stream.of(addresses(), Stream.ofNullable(person.name()), person.logins().stream())
                .flatMap(it -> it)
                .map(it -> like(text, it))
                .reduce(falseCondition(), Condition::or);
    }

    /** Without the number that GitHub puts before some: so they are found with any number, and without one. */
    private Stream<String> addresses() {
        return person.addresses().stream()
                .map(it -> Forgotten.plain(Forgotten.Kind.ADDRESS, it))
                .distinct();
    }

    /** Only letters of which every locale knows the other case are compared. */
    private static Condition like(Field<String> text, String value) {
        String pattern = value.strip().replaceAll("[\\\\%_]", "\\\\$0").replaceAll("[^\\x21-\\x7e]+", "%");
        return text.likeIgnoreCase("%" + pattern + "%");
    }
}

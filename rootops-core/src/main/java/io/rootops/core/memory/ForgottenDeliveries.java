package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.WEBHOOK_INBOX;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import io.rootops.core.privacy.Person;
import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.webhook.DeliveryState;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** What names a person among the deliveries of webhooks. */
final class ForgottenDeliveries {
    /** Bodies that one statement looks through: with a day's worth in each they would be silent for too long. */
    private static final int AT_ONCE = 1_000;

    private static final Condition DONE =
            WEBHOOK_INBOX.STATE.eq(DeliveryState.DONE.word()).and(WEBHOOK_INBOX.BODY.isNotNull());

    private final DSLContext db;
    private final Pseudonyms people;
    private final Person person;

    ForgottenDeliveries(DSLContext db, Pseudonyms people, Person person) {
        this.db = db;
        this.people = people;
        this.person = person;
    }

    /** @return how many of their texts named them */
    int rewrite() {
        return Stream.of(WEBHOOK_INBOX.NOTE, WEBHOOK_INBOX.LAST_ERROR)
                .mapToInt(column -> db.transactionResult(
                        tx -> new ForgottenTexts(tx.dsl(), people, person).rewrite(column, trueCondition())))
                .sum();
    }

    /**
     * Of deliveries whose work is done, as retention does it later. Of those that wait or failed the body is all that
     * there is of what was received: their work is still to be done by it, now or when somebody has them tried again.
     *
     * @return how many
     */
    int throwBodiesAway() {
        Condition named = named();
        var ends = db.select(min(WEBHOOK_INBOX.ID), max(WEBHOOK_INBOX.ID))
                .from(WEBHOOK_INBOX)
                .where(DONE)
                .fetchSingle();
        if (ends.value1() == null) {
            return 0;
        }
        int bodies = 0;
        for (long from = ends.value1(); from <= ends.value2(); from += AT_ONCE) {
            bodies += db.update(WEBHOOK_INBOX)
                    .setNull(WEBHOOK_INBOX.BODY)
                    .where(DONE)
                    .and(WEBHOOK_INBOX.ID.between(from, from + AT_ONCE - 1))
                    .and(named)
                    .execute();
        }
        return bodies;
    }

    private Condition named() {
        Field<String> body = field("encode({0}, 'escape')", String.class, WEBHOOK_INBOX.BODY);
        Condition named = Stream.concat(
                        new ForgottenTexts(db, people, person).addresses().map(it -> ForgottenTexts.like(body, it)),
                        // One word alone is mostly no name, and found in nearly every body.
                        Stream.ofNullable(person.name())
                                .filter(it -> it.strip().contains(" "))
                                .map(it -> ForgottenTexts.like(body, it)))
                .reduce(falseCondition(), Condition::or);
        // Values, not the keys of the JSON, some of which an account may be called.
        Condition login = person.logins().stream()
                .map(it -> condition("{0} ~* {1}", body, val("([\"'@:/]|from |into )" + it + "(?![a-z0-9_-]|\"\\s*:)")))
                .reduce(falseCondition(), Condition::or);
        return named.or(login);
    }
}

package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.ALERT_INBOX;
import static io.rootops.core.memory.schema.Tables.CHANGE_EVENT;
import static io.rootops.core.memory.schema.Tables.CORRELATION_LEARNING;
import static io.rootops.core.memory.schema.Tables.FORGOTTEN;
import static io.rootops.core.memory.schema.Tables.INCIDENT_ALERT;
import static io.rootops.core.memory.schema.Tables.INCIDENT_HISTORY;
import static io.rootops.core.memory.schema.Tables.INCIDENT_MEMORY;
import static io.rootops.core.memory.schema.Tables.INCIDENT_REPORT;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.SERVICE_CORRECTION;
import static io.rootops.core.memory.schema.Tables.SUSPECT_RANKING;
import static io.rootops.core.memory.schema.Tables.SUSPICION;
import static io.rootops.core.memory.schema.Tables.SUSPICION_FINDING;
import static org.jooq.impl.DSL.val;

import io.rootops.core.memory.schema.tables.records.ForgottenRecord;
import io.rootops.core.privacy.Forgotten;
import io.rootops.core.privacy.Forgotten.Kind;
import io.rootops.core.privacy.Person;
import io.rootops.core.privacy.Pseudonym;
import io.rootops.core.privacy.Pseudonyms;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.TableField;

/** Who asked to be forgotten. What they did stays, and so does every score; who they are does not. */
public final class ForgottenPeople {
    private static final int SALT_BYTES = 16;
    private static final int PSEUDONYM_BYTES = 4;

    /** Held alone by whoever forgets, together by all who write down whom something is from. */
    private static final long FORGETTING = 0x726f6f746f707332L;

    private static final List<TableField<?, String>> OTHERS = List.of(
            SERVICE_CORRECTION.SAID_BY,
            INCIDENT_MEMORY.TITLE,
            INCIDENT_MEMORY.TEXT,
            INCIDENT_REPORT.TITLE,
            INCIDENT_REPORT.TEXT,
            INCIDENT_REPORT.TOLD_BY,
            CORRELATION_LEARNING.SAID_BY,
            CORRELATION_LEARNING.TAKEN_BACK_BY,
            INCIDENT_HISTORY.NOTE,
            INCIDENT_ALERT.TITLE,
            INCIDENT_ALERT.TEXT,
            ALERT_INBOX.LAST_ERROR,
            CHANGE_EVENT.TITLE,
            CHANGE_EVENT.TOLD_BY,
            SUSPICION.ANSWERED_BY,
            SUSPICION_FINDING.TEMPLATE);

    private final DSLContext db;

    public ForgottenPeople(DSLContext db) {
        this.db = db;
    }

    /**
     * What was changed.
     *
     * @param pseudonym by which they are shown
     * @param commits of theirs
     * @param texts that named them: messages, titles, templates of logs, alerts whose work is not done
     * @param pulls that they opened or approved
     * @param bodies of deliveries whose work is done, thrown away
     * @param otherAddresses of authors of the same name, which were left alone: a name may be that of several people
     */
    public record Result(String pseudonym, int commits, int texts, int pulls, int bodies, List<String> otherAddresses) {

        private Result and(Result other) {
            return new Result(
                    pseudonym,
                    commits + other.commits,
                    texts + other.texts,
                    pulls + other.pulls,
                    bodies + other.bodies,
                    other.otherAddresses);
        }
    }

    /**
     * As they stand until the caller's transaction ends: forgetting waits for that, so what is written by them is
     * either seen by it or written after it. Not by the repository's lock, which is held while a history is ranked.
     */
    Pseudonyms settled() {
        db.execute("select pg_advisory_xact_lock_shared({0})", val(FORGETTING));
        return pseudonyms();
    }

    /** As they stand now; for one thread. */
    public Pseudonyms pseudonyms() {
        List<ForgottenRecord> rows = db.fetch(FORGOTTEN);
        return new Pseudonyms(
                rows.stream()
                        .map(it -> new Forgotten(
                                Kind.of(it.getKind()),
                                HexFormat.of().formatHex(it.getHash()),
                                it.getWords(),
                                it.getPseudonym()))
                        .toList(),
                rows.isEmpty() ? new byte[0] : rows.get(0).getSalt());
    }

    /**
     * Forgets a person in all repositories, and in whatever comes later. First of all they are known to be forgotten, so
     * that nothing more is written of them; then one repository follows the other, each all or nothing. Doing it twice
     * changes nothing more, and doing it again goes on with what was broken off.
     */
    public Result forget(Person person) {
        String pseudonym = db.transactionResult(tx -> {
            // Holds no other lock: who holds this one waits for no repository.
            tx.dsl().execute("select pg_advisory_xact_lock({0})", val(FORGETTING));
            return new ForgottenPeople(tx.dsl()).remember(person);
        });
        Result result = new Result(pseudonym, 0, 0, 0, 0, List.of());
        // One lock at a time: PostgreSQL has room for so many.
        for (int repository :
                db.select(REPOSITORY.ID).from(REPOSITORY).orderBy(REPOSITORY.ID).fetch(REPOSITORY.ID)) {
            result = result.and(db.transactionResult(tx -> {
                tx.dsl().execute("select pg_advisory_xact_lock({0})", val((long) repository));
                return new ForgottenPeople(tx.dsl()).rewrite(pseudonym, person, repository);
            }));
        }
        Pseudonyms people = pseudonyms();
        // What speaks for suspects may name them; they are ranked anew.
        db.deleteFrom(SUSPECT_RANKING).execute();
        ForgottenDeliveries deliveries = new ForgottenDeliveries(db, people, person);
        return result.and(new Result(
                pseudonym,
                0,
                deliveries.rewrite()
                        + new ForgottenLogs(db, people).rewrite()
                        + new ForgottenAlerts(db, people).rewrite()
                        + others(people, person),
                0,
                deliveries.throwBodiesAway(),
                new ForgottenAuthors(db, people).namedAlike(person)));
    }

    private Result rewrite(String pseudonym, Person person, int repository) {
        Pseudonyms people = pseudonyms();
        ForgottenTexts texts = new ForgottenTexts(db, people, person);
        return new Result(
                pseudonym,
                new ForgottenAuthors(db, people).rename(repository),
                texts.rewrite(repository),
                texts.pulls(repository),
                0,
                List.of());
    }

    /** Texts of what need not be of a repository. */
    private int others(Pseudonyms people, Person person) {
        return OTHERS.stream()
                .mapToInt(it -> db.transactionResult(
                        tx -> new ForgottenTexts(tx.dsl(), people, person).rewrite(it, it.isNotNull())))
                .sum();
    }

    /** Whoever is known by one of these already keeps their pseudonym. */
    private String remember(Person person) {
        byte[] salt = db.select(FORGOTTEN.SALT)
                .from(FORGOTTEN)
                .limit(1)
                .fetchOptional(FORGOTTEN.SALT)
                .orElseGet(() -> random(SALT_BYTES));
        List<Forgotten> all = new ArrayList<>();
        person.addresses().forEach(it -> all.add(Forgotten.of(Kind.ADDRESS, it, salt, "")));
        person.logins().forEach(it -> all.add(Forgotten.of(Kind.LOGIN, it, salt, "")));
        if (person.name() != null) {
            all.add(Forgotten.of(Kind.NAME, person.name(), salt, ""));
        }
        String pseudonym = all.stream()
                .filter(it -> it.kind() != Kind.NAME)
                .flatMap(it -> known(it).stream())
                .findFirst()
                .map(Pseudonym::nameBeside)
                .orElseGet(() -> Pseudonym.of(HexFormat.of().formatHex(random(PSEUDONYM_BYTES))));
        int addresses = db.fetchCount(FORGOTTEN, FORGOTTEN.PSEUDONYM.startsWith(pseudonym + "-"));
        for (Forgotten it : all) {
            if (known(it).isEmpty()) {
                ForgottenRecord row = new ForgottenRecord();
                row.setHash(HexFormat.of().parseHex(it.hash()));
                row.setSalt(salt);
                row.setKind(it.kind().word());
                row.setWords((short) it.words());
                row.setPseudonym(it.kind() == Kind.ADDRESS ? Pseudonym.address(pseudonym, ++addresses) : pseudonym);
                db.insertInto(FORGOTTEN).set(row).execute();
            }
        }
        return pseudonym;
    }

    private Optional<String> known(Forgotten it) {
        return db.select(FORGOTTEN.PSEUDONYM)
                .from(FORGOTTEN)
                .where(FORGOTTEN.HASH.eq(HexFormat.of().parseHex(it.hash())))
                .fetchOptional(FORGOTTEN.PSEUDONYM);
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }
}

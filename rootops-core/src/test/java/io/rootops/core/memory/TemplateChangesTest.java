package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rootops.core.memory.TemplateChanges.Change;
import io.rootops.core.memory.TemplateChanges.Kind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemplateChangesTest {
    private static final ServiceName TILL = new ServiceName("till", "production");
    private static final Instant BEGUN = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant SERVING = Instant.parse("2026-11-29T12:10:00Z");

    private TestDatabase db;
    private int templates;
    private Instant now = BEGUN.plus(Duration.ofDays(1));

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        db.execute("insert into service (name, environment, first_seen_at, last_seen_at) values"
                + " ('till', 'production', '2026-10-30T00:00:00Z', now()), ('till', 'staging', now(), now())");
    }

    @AfterEach
    void close() {
        db.close();
    }

    private void template(String text) {
        template(text, SERVING);
    }

    private void template(String text, Instant firstSeenAt) {
        templates++;
        db.execute("insert into log_template (service_id, number, text, level, error, samples, events, first_seen_at,"
                + " last_seen_at) values (1, " + templates + ", '" + text + "', 4, true, '{}', 1, '" + firstSeenAt
                + "', now())");
    }

    private void came(Duration afterServing, int events) {
        db.execute("insert into error_count (template_id, minute, events) values (" + templates + ", '"
                + SERVING.plus(afterServing) + "', " + events + ")");
    }

    private List<Change> changes(@Nullable Instant deployedBefore) {
        return new TemplateChanges(db.dsl())
                .around(TILL, BEGUN, SERVING, SERVING.plus(Duration.ofHours(1)), deployedBefore, now);
    }

    @Test
    void whatChangedMostComesFirst() {
        template("steady");
        came(Duration.ofMinutes(-30), 4);
        came(Duration.ofMinutes(30), 6);
        template("gone");
        came(Duration.ofMinutes(-30), 5);
        template("jumped");
        came(Duration.ofMinutes(-30), 2);
        came(Duration.ofMinutes(59), 6);
        template("returned");
        came(Duration.ofDays(-5), 1);
        came(Duration.ofMinutes(1), 1);
        template("new");
        came(Duration.ofMinutes(1), 1);
        template("while it was rolled out");
        came(Duration.ofMinutes(-5), 9);
        template("too long before");
        came(Duration.ofMinutes(-71), 9);
        template("too late");
        came(Duration.ofMinutes(60), 9);

        assertThat(changes(BEGUN.minus(Duration.ofDays(2))))
                .extracting(Change::text, Change::kind, Change::before, Change::after)
                .containsExactly(
                        tuple("new", Kind.NEW, 0L, 1L),
                        tuple("returned", Kind.RETURNED, 0L, 1L),
                        tuple("jumped", Kind.JUMPED, 2L, 6L),
                        tuple("gone", Kind.GONE, 5L, 0L),
                        tuple("steady", Kind.STEADY, 4L, 6L));
    }

    private void learnedSince(Duration beforeBegun) {
        db.execute("update service set first_seen_at = '" + BEGUN.minus(beforeBegun) + "' where id = 1");
    }

    @Test
    void nothingIsNewBeforeADayOfLogs() {
        template("came");
        came(Duration.ofMinutes(1), 5);
        learnedSince(Duration.ofDays(1));
        assertThat(changes(null)).extracting(Change::kind).containsExactly(Kind.NEW);

        learnedSince(Duration.ofHours(23));
        assertThat(changes(null)).extracting(Change::kind).containsExactly(Kind.JUMPED);
        learnedSince(Duration.ofMinutes(59));
        assertThat(changes(null)).extracting(Change::kind).containsExactly(Kind.STEADY);
        db.execute("update service set first_seen_at = null");
        assertThat(changes(null)).extracting(Change::kind).containsExactly(Kind.STEADY);
    }

    @Test
    void whatCameLongBeforeIsNewAsForTheVerdict() {
        template("fifteen days before");
        came(Duration.ofDays(-15), 1);
        came(Duration.ofMinutes(1), 2);
        template("never as an error", BEGUN.minus(Duration.ofDays(20)));
        came(Duration.ofMinutes(2), 1);

        assertThat(changes(BEGUN.minus(Duration.ofDays(2))))
                .extracting(Change::kind)
                .containsOnly(Kind.NEW);
    }

    @Test
    void whatMayHaveComeBeforeIsNotNewOnceCountsAreForgotten() {
        template("perhaps", BEGUN.minus(Duration.ofDays(3)));
        came(Duration.ofMinutes(1), 1);
        template("surely");
        came(Duration.ofMinutes(2), 1);
        now = BEGUN.plus(Duration.ofDays(17));

        assertThat(changes(null))
                .extracting(Change::text, Change::kind)
                .containsExactly(tuple("surely", Kind.NEW), tuple("perhaps", Kind.STEADY));
    }

    @Test
    void nothingReturnsToAVersionThatLivedForAnHour() {
        template("was there");
        came(Duration.ofDays(-5), 1);
        came(Duration.ofMinutes(1), 1);

        assertThat(changes(BEGUN.minus(Duration.ofHours(1))))
                .extracting(Change::kind)
                .containsExactly(Kind.STEADY);
        assertThat(changes(null)).extracting(Change::kind).containsExactly(Kind.STEADY);
    }
}

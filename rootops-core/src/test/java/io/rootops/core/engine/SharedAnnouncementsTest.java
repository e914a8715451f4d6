package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.engine.Announcements.Part;
import io.rootops.core.memory.Database;
import io.rootops.core.testing.TestDatabase;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedAnnouncementsTest {
    private static final String LISTENING =
            "select count(*)::int from pg_stat_activity where datname = current_database() and query like 'listen %'"
                    + " or datname = current_database() and query = 'select 1'";

    private final TestDatabase db = TestDatabase.create();
    private final Database first = db.open();
    private final Database second = db.open();
    private final BlockingQueue<Part> heardByFirst = new LinkedBlockingQueue<>();
    private final BlockingQueue<Part> heardBySecond = new LinkedBlockingQueue<>();
    private final SharedAnnouncements one = new SharedAnnouncements(first.notices(), heardByFirst::add);
    private final SharedAnnouncements two = new SharedAnnouncements(second.notices(), heardBySecond::add);

    @BeforeEach
    void start() {
        one.start();
        two.start();
        awaitListening();
    }

    @AfterEach
    void close() throws Exception {
        one.close();
        two.close();
        first.close();
        second.close();
        db.close();
    }

    @Test
    void whatOneAnnouncesBothHearOnce() throws Exception {
        one.changed(Part.COMMITS);
        assertThat(heardBySecond.poll(60, TimeUnit.SECONDS)).isEqualTo(Part.COMMITS);

        two.changed(Part.DELIVERIES);

        assertThat(heardByFirst.poll(60, TimeUnit.SECONDS)).isEqualTo(Part.COMMITS);
        assertThat(heardByFirst.poll(60, TimeUnit.SECONDS)).isEqualTo(Part.DELIVERIES);
        assertThat(heardBySecond.poll(60, TimeUnit.SECONDS)).isEqualTo(Part.DELIVERIES);
        assertThat(heardByFirst).isEmpty();
    }

    @Test
    void whatMayHaveBeenMissedCountsAsChanged() throws Exception {
        db.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                + " and pid <> pg_backend_pid()");

        Set<Part> heard = EnumSet.noneOf(Part.class);
        while (heard.size() < Part.values().length) {
            Part part = heardBySecond.poll(60, TimeUnit.SECONDS);
            assertThat(part).isNotNull();
            heard.add(part);
        }
        one.changed(Part.MINING);
        Part again = heardBySecond.poll(60, TimeUnit.SECONDS);
        assertThat(again).isEqualTo(Part.MINING);
    }

    @Test
    void wordsOfAnotherReleaseAreNoMatter() throws Exception {
        first.notices().send("somebody weather,mining");
        first.notices().send("");

        assertThat(heardBySecond.poll(60, TimeUnit.SECONDS)).isEqualTo(Part.MINING);
        one.changed(Part.COMMITS);
        assertThat(heardBySecond.poll(60, TimeUnit.SECONDS)).isEqualTo(Part.COMMITS);
    }

    private void awaitListening() {
        while (!Integer.valueOf(2).equals(db.dsl().fetchValue(LISTENING))) {
            LockSupport.parkNanos(20_000_000);
        }
    }
}

package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentEvent;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.pull.Issue;
import io.rootops.core.testing.TestDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssueIncidentsTest {
    private final Instant opened = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(3, ChronoUnit.HOURS);
    private final TestDatabase db = TestDatabase.create();
    private TrackedRepository shop;
    private IncidentMemory incidents;
    private IssueMemory issues;
    private IssueIncidents telling;

    @BeforeEach
    void open() {
        db.execute("delete from repository");
        shop = new RepositoryMemory(db.dsl())
                .track(
                        "acme/shop",
                        "https://github.com/acme/shop.git",
                        TrackedRepository.Kind.GITHUB,
                        "https://github.com/acme/shop");
        incidents = new IncidentMemory(db.dsl());
        issues = new IssueMemory(db.dsl());
        telling = new IssueIncidents(db.dsl());
    }

    @AfterAll
    void close() {
        db.close();
    }

    @Test
    void aLabelledIssueIsAnIncidentFromItsBeginToItsEnd() {
        assertThat(told(issue(0, Issue.State.OPEN))).isFalse();
        assertThat(told(issue(1, Issue.State.OPEN, "sev1"))).isTrue();

        Incident incident = only();
        assertThat(incident.source()).isEqualTo(IncidentSource.ISSUE);
        assertThat(incident.trust()).isEqualTo(.7);
        assertThat(incident.repository()).isEqualTo(shop.id());
        assertThat(incident.began()).isEqualTo(opened);
        assertThat(incident.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(incident.link()).isEqualTo("https://github.com/acme/shop/issues/7");
        assertThat(incidents.text(incident.id())).isEqualTo("at shop.Cart.total");
        assertThat(incidents.history(incident.id()).get(0).note()).isEqualTo("acme/shop#7");

        told(issue(2, Issue.State.CLOSED, "sev1"));
        assertThat(only().ended()).isEqualTo(opened.plusSeconds(2));
        told(issue(3, Issue.State.OPEN, "sev1"));
        assertThat(only().open()).isTrue();
        assertThat(only().id()).isEqualTo(incident.id());
        assertThat(incidents.history(incident.id()))
                .last()
                .extracting(IncidentEvent::kind, IncidentEvent::at)
                .containsExactly(IncidentEvent.Kind.REOPENED, opened.plusSeconds(3));

        told(issue(4, Issue.State.OPEN, "help wanted"));
        assertThat(incidents.newest(null, false, 10)).isEmpty();
    }

    @Test
    void whatIsToldLateOrTwiceChangesNothing() {
        told(issue(5, Issue.State.CLOSED, "incident"));
        told(issue(5, Issue.State.CLOSED, "incident"));
        told(issue(1, Issue.State.OPEN, "incident"));
        told(issue(2, Issue.State.OPEN));

        assertThat(only().open()).isFalse();
    }

    @Test
    void whatIsClosedAndReopenedIsSoWhateverSomebodySaidBefore() {
        told(issue(1, Issue.State.OPEN, "incident"));
        new IncidentEdits(db.dsl()).edit(only().id(), it -> it.edit().ended(opened.plusSeconds(60)), "somebody");
        told(issue(2, Issue.State.OPEN, "incident", "help wanted"));
        assertThat(only().open()).as("somebody said that it is over").isFalse();

        told(issue(3, Issue.State.CLOSED, "incident"));
        told(issue(4, Issue.State.OPEN, "incident"));

        assertThat(only().open()).isTrue();
    }

    @Test
    void whatIsDeletedIsNone() {
        told(issue(1, Issue.State.OPEN, "incident"));
        told(issue(2, Issue.State.GONE, "incident"));

        assertThat(incidents.newest(null, false, 10)).isEmpty();
    }

    private boolean told(Issue issue) {
        issues.store(shop.id(), issue);
        return telling.tell(shop, issue, "at shop.Cart.total");
    }

    private Issue issue(int seconds, Issue.State state, String... labels) {
        Instant at = opened.plusSeconds(seconds);
        return new Issue(7, "No items", state, List.of(labels), opened, state == Issue.State.CLOSED ? at : null, at);
    }

    private Incident only() {
        List<Incident> all = incidents.newest(null, false, 10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}

package io.rootops.app.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.webhook.ReceivedEvent;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.Announcements;
import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.IssueMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.testing.TestDatabase;
import io.rootops.core.webhook.Delivery;
import io.rootops.core.webhook.Envelope;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssueHandlerTest {
    private final TestDatabase db = TestDatabase.create();
    private final TrackedRepository shop = new RepositoryMemory(db.dsl())
            .track(
                    "acme/shop",
                    "https://github.com/acme/shop.git",
                    TrackedRepository.Kind.GITHUB,
                    "https://github.com/acme/shop");
    private final List<Announcements.Part> announced = new ArrayList<>();
    private final IssueHandler handler =
            new IssueHandler(new IssueMemory(db.dsl()), new IncidentReporting(db.dsl(), announced::add));

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aWebhookOfALabelledIssueIsAnIncidentUntilItIsClosed() throws Exception {
        IncidentMemory incidents = new IncidentMemory(db.dsl());
        assertThat(handled("labeled", "open", "null", "2026-03-01T11:00:00Z")).isEqualTo("kept acme/shop#7: open");

        assertThat(incidents.newest(shop.id(), true, 10)).singleElement().satisfies(it -> {
            assertThat(it.title()).isEqualTo("No items");
            assertThat(it.source()).isEqualTo(IncidentSource.ISSUE);
            assertThat(it.began()).isEqualTo("2026-03-01T10:00:00Z");
            assertThat(incidents.text(it.id())).isEqualTo("at shop.Cart.total");
        });
        assertThat(announced).containsExactly(Announcements.Part.INCIDENTS);

        handled("closed", "closed", "\"2026-03-01T12:00:00Z\"", "2026-03-01T12:00:00Z");
        assertThat(incidents.newest(shop.id(), false, 10))
                .singleElement()
                .satisfies(it -> assertThat(it.ended()).isEqualTo("2026-03-01T12:00:00Z"));
    }

    private String handled(String action, String state, String closed, String updated) throws IOException {
        String payload = """
                {"action":"%s","issue":{"number":7,"title":"No items","body":"at shop.Cart.total","state":"%s",
                "labels":[{"name":"incident"}],"created_at":"2026-03-01T10:00:00Z","closed_at":%s,"updated_at":"%s"}}
                """.formatted(action, state, closed, updated);
        Delivery delivery = new Delivery(
                1, "guid", "issues", new Envelope(action, null, 1L, "acme/shop"), new byte[0], 1, Instant.now());
        return handler.handle(new ReceivedEvent(delivery, new ObjectMapper().readTree(payload), shop))
                .note();
    }
}

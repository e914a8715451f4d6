package io.rootops.app.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.webhook.ReceivedEvent;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.ReadingRequests;
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

class PullRequestHandlerTest {
    private final TestDatabase db = TestDatabase.create();
    private final TrackedRepository shop = new RepositoryMemory(db.dsl())
            .track(
                    "acme/shop",
                    "https://github.com/acme/shop.git",
                    TrackedRepository.Kind.GITHUB,
                    "https://github.com/acme/shop");
    private final PullRequestMemory pulls = new PullRequestMemory(db.dsl());
    private final ReadingRequests requests = new ReadingRequests(db.dsl());
    private final List<RepositoryId> read = new ArrayList<>();
    private final PullRequestHandler handler = new PullRequestHandler(pulls, requests, read::add);

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void oneWhoseOpeningIsToldAfterALaterChangeIsReadAndKeepsThatChange() throws Exception {
        assertThat(note("edited", "Pay three times", "2026-03-01T11:00:00Z")).isEqualTo("kept acme/shop#5");
        assertThat(read).as("a title asks for nothing").isEmpty();

        assertThat(note("opened", "Pay twice", "2026-03-01T10:00:00Z"))
                .isEqualTo("a later one was told before: acme/shop#5");

        assertThat(read).containsExactly(shop.id());
        assertThat(requests.asked(shop.id())).isEqualTo(1);
        assertThat(db.dsl().fetchValue("select title from pull_request")).isEqualTo("Pay three times");
    }

    private String note(String action, String title, String at) throws IOException {
        String payload = """
                {"action":"%s","pull_request":{"id":105,"number":5,"title":"%s","state":"open","user":{"login":"octo"},
                "head":{"sha":"%3$s","ref":"topic","repo":{"id":1}},"base":{"sha":"%3$s","ref":"main","repo":{"id":1}},
                "updated_at":"%4$s","merged_at":null,"merge_commit_sha":null}}""".formatted(action, title, "ab".repeat(20), at);
        Delivery delivery = new Delivery(
                1, "guid", "pull_request", new Envelope(action, null, 1L, "acme/shop"), new byte[0], 1, Instant.now());
        return handler.handle(new ReceivedEvent(delivery, new ObjectMapper().readTree(payload), shop))
                .note();
    }
}

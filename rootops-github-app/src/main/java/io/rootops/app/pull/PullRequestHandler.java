package io.rootops.app.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.webhook.EventHandler;
import io.rootops.app.webhook.EventOutcome;
import io.rootops.app.webhook.ReceivedEvent;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.PullRequestMemory.Heard;
import io.rootops.core.memory.ReadingRequests;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.pull.PullRequest.State;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A pull request was opened, pushed to, closed …: what is new of it is kept, and its repository is read. */
public final class PullRequestHandler implements EventHandler {
    private static final Set<String> WORK = Set.of("opened", "reopened", "synchronize", "ready_for_review");

    private static final Duration BUSY = Duration.ofSeconds(2);

    private final PullRequestMemory pulls;
    private final ReadingRequests requests;
    private final Consumer<RepositoryId> readNow;

    public PullRequestHandler(PullRequestMemory pulls, ReadingRequests requests, Consumer<RepositoryId> readNow) {
        this.pulls = pulls;
        this.requests = requests;
        this.readNow = readNow;
    }

    @Override
    public String event() {
        return "pull_request";
    }

    @Override
    public EventOutcome handle(ReceivedEvent event) {
        TrackedRepository repository = event.repository();
        Optional<PullRequest> told = PullRequestJson.read(event.payload().path("pull_request"));
        if (repository == null || told.isEmpty()) {
            return EventOutcome.done("names no pull request");
        }
        PullRequest pull = told.get();
        boolean work = pull.state() == State.OPEN && work(event.payload());
        String which = repository.name() + "#" + pull.number();
        Optional<Boolean> kept = pulls.storeIfFree(repository.id(), pull, work ? Heard.WORKED_ON : Heard.CHANGED);
        if (kept.isEmpty()) {
            // The deliveries of other repositories do not wait for this one.
            return EventOutcome.later(BUSY, repository.name() + " is being ranked anew");
        }
        String late = "a later one was told before: " + which;
        if (!work && pull.state() != State.MERGED) {
            return EventOutcome.done(kept.get() ? "kept " + which : late);
        }
        // Also of what comes late: the later one, such as a new title, asked for no reading. Counted first, as a push
        // is; of pushes that come fast the last one is read.
        requests.ask(repository.id(), event.delivery().cause(), pull.headSha());
        readNow.accept(repository.id());
        return EventOutcome.done(kept.get() ? "read " + which : late);
    }

    private static boolean work(JsonNode payload) {
        String action = payload.path("action").asText();
        return WORK.contains(action)
                || (action.equals("edited") && !payload.at("/changes/base").isMissingNode());
    }
}

package io.rootops.app.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.webhook.EventHandler;
import io.rootops.app.webhook.EventOutcome;
import io.rootops.app.webhook.ReceivedEvent;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.check.CheckConclusion;
import io.rootops.core.memory.CheckMemory;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What other apps' checks say of a commit is kept; who asks for ours again is answered elsewhere. */
public final class CheckHandler implements EventHandler {
    private final EventHandler rerequests;
    private final Function<JsonNode, Optional<CheckConclusion>> reader;
    private final CheckMemory checks;
    private final Predicate<JsonNode> ours;

    private CheckHandler(
            EventHandler rerequests,
            Function<JsonNode, Optional<CheckConclusion>> reader,
            CheckMemory checks,
            Predicate<JsonNode> ours) {
        this.rerequests = rerequests;
        this.reader = reader;
        this.checks = checks;
        this.ours = ours;
    }

    /**
     * Of check runs.
     *
     * @param rerequests answers the same event where somebody asks for a check run again
     * @param ours whether a check run or suite is RootOps' own
     */
    public static EventHandler ofRuns(EventHandler rerequests, CheckMemory checks, Predicate<JsonNode> ours) {
        return new CheckHandler(rerequests, CheckJson::run, checks, ours);
    }

    /** The same of check suites. */
    public static EventHandler ofSuites(EventHandler rerequests, CheckMemory checks, Predicate<JsonNode> ours) {
        return new CheckHandler(rerequests, CheckJson::suite, checks, ours);
    }

    @Override
    public String event() {
        return rerequests.event();
    }

    @Override
    public EventOutcome handle(ReceivedEvent event) throws Exception {
        if (event.payload().path("action").asText().equals("rerequested")) {
            return rerequests.handle(event);
        }
        JsonNode check = event.payload().path(event());
        TrackedRepository repository = event.repository();
        if (ours.test(check)) {
            return EventOutcome.done("nothing asked");
        }
        Optional<CheckConclusion> told = reader.apply(check);
        if (repository == null || told.isEmpty()) {
            return EventOutcome.done("tells of no check");
        }
        return kept(checks.store(repository.id(), told.get()), told.get());
    }

    static EventOutcome kept(boolean news, CheckConclusion told) {
        return EventOutcome.done(
                (news ? "kept " : "known before: ") + told.name() + " of " + told.sha() + ": " + told.words());
    }
}

package io.rootops.app.pull;

import static io.rootops.app.github.ForgeJson.LONGEST_NAME;
import static io.rootops.app.github.ForgeJson.LONGEST_TITLE;
import static io.rootops.app.github.ForgeJson.text;
import static io.rootops.app.github.ForgeJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.webhook.EventHandler;
import io.rootops.app.webhook.EventOutcome;
import io.rootops.app.webhook.ReceivedEvent;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.memory.IssueMemory;
import io.rootops.core.pull.Issue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An issue was opened, closed, labelled …: how it stands is kept. */
public final class IssueHandler implements EventHandler {
    private static final int MOST_LABELS = 100;
    private static final Set<String> ENDS = Set.of("deleted", "transferred");

    private final IssueMemory issues;
    private final IncidentReporting incidents;

    public IssueHandler(IssueMemory issues, IncidentReporting incidents) {
        this.issues = issues;
        this.incidents = incidents;
    }

    @Override
    public String event() {
        return "issues";
    }

    @Override
    public EventOutcome handle(ReceivedEvent event) {
        TrackedRepository repository = event.repository();
        JsonNode json = event.payload().path("issue");
        if (json.hasNonNull("pull_request")) {
            return EventOutcome.done("nothing to do: it is a pull request");
        }
        Optional<Issue> told = read(json, event.payload().path("action").asText());
        if (repository == null || told.isEmpty()) {
            return EventOutcome.done("does not tell how an issue stands");
        }
        boolean news = issues.store(repository.id(), told.get());
        incidents.tell(repository, told.get(), body(json));
        return EventOutcome.done((news ? "kept " : "known before: ") + repository.name() + "#"
                + told.get().number() + ": " + told.get().state().word());
    }

    static Optional<Issue> read(JsonNode json, String action) {
        String state = json.path("state").asText();
        Instant created = time(json.path("created_at"));
        Instant updated = time(json.path("updated_at"));
        JsonNode number = json.path("number");
        if (created == null
                || updated == null
                || !number.isInt()
                || !Set.of("open", "closed").contains(state)) {
            return Optional.empty();
        }
        String title = text(json.path("title"), LONGEST_TITLE);
        boolean open = state.equals("open");
        return Optional.of(new Issue(
                number.asInt(),
                title == null ? "" : title,
                ENDS.contains(action) ? Issue.State.GONE : open ? Issue.State.OPEN : Issue.State.CLOSED,
                labels(json.path("labels")),
                created,
                // One that was opened again may still carry the time.
                open ? null : time(json.path("closed_at")),
                updated));
    }

    /** Empty: it has none. */
    static String body(JsonNode json) {
        return json.path("body").asText("");
    }

    private static List<String> labels(JsonNode json) {
        List<String> labels = new ArrayList<>();
        for (JsonNode label : json) {
            String name = text(label.path("name"), LONGEST_NAME);
            if (name != null && labels.size() < MOST_LABELS) {
                labels.add(name);
            }
        }
        labels.sort(null);
        return labels;
    }
}

package io.rootops.app.check;

import io.rootops.app.webhook.EventHandler;
import io.rootops.app.webhook.EventOutcome;
import io.rootops.app.webhook.ReceivedEvent;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.check.CheckConclusion;
import io.rootops.core.memory.CheckMemory;
import java.util.Optional;

/** A commit status was written: kept, as the newest of its context. */
public final class StatusHandler implements EventHandler {
    private final CheckMemory checks;
    private final String ownContext;

    /** @param ownContext of the statuses that RootOps writes itself */
    public StatusHandler(CheckMemory checks, String ownContext) {
        this.checks = checks;
        this.ownContext = ownContext;
    }

    @Override
    public String event() {
        return "status";
    }

    @Override
    public EventOutcome handle(ReceivedEvent event) {
        TrackedRepository repository = event.repository();
        Optional<CheckConclusion> told = CheckJson.status(event.payload());
        if (repository == null || told.isEmpty()) {
            return EventOutcome.done("tells of no commit");
        }
        return told.get().name().equals(ownContext)
                ? EventOutcome.done("RootOps' own")
                : CheckHandler.kept(checks.store(repository.id(), told.get()), told.get());
    }
}

package io.rootops.app.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.DeploymentsApi;
import io.rootops.app.github.ForgeJson;
import io.rootops.app.github.ListPage;
import io.rootops.app.github.Topic;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.memory.DeploymentMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** How far lists are read, and what of them waits for room in the limit: what happened before RootOps looked. */
final class DeploymentLists {
    /** A hundred each; further back than the ladder looks nothing is asked for. */
    private static final int PAGES_AT_FIRST = 10;
    /** A list of workflow runs may hold none that deploys. */
    private static final int PAGES_LATER = 2;

    private static final Duration NEWS = Duration.ofDays(1);

    private final DeploymentMemory memory;
    private final DeploymentsApi github;
    private final InstantSource clock;

    DeploymentLists(DeploymentMemory memory, DeploymentsApi github, InstantSource clock) {
        this.memory = memory;
        this.github = github;
        this.clock = clock;
    }

    /** The first page, perhaps unchanged. */
    interface Asked {
        ListPage page() throws ForgeException;
    }

    /**
     * Takes pages, newest first, until one tells of known ones only or is older than the ladder looks.
     *
     * @param store keeps an item: whether there was news in it; empty: it is no deployment
     * @return false: it was never read, and waits until there is room for that
     */
    boolean take(
            TrackedRepository repository,
            Topic topic,
            Asked asked,
            Function<JsonNode, JsonNode> items,
            Function<JsonNode, Optional<Boolean>> store)
            throws ForgeException {
        // A listing that was cut off has left known ones on its first pages.
        boolean whole = memory.listed(repository.id(), topic.name().toLowerCase(Locale.ROOT));
        if (!whole && !github.plenty(repository)) {
            return false;
        }
        ListPage first = asked.page();
        if (first.unchanged()) {
            return true;
        }
        int most = whole ? PAGES_LATER : PAGES_AT_FIRST;
        ListPage page = first;
        for (int i = 1; ; i++) {
            boolean news = false;
            boolean known = false;
            boolean old = true;
            for (JsonNode item : items.apply(page.items())) {
                Optional<Boolean> kept = store.apply(item);
                news |= kept.orElse(false);
                known |= !kept.orElse(true);
                Instant created = ForgeJson.time(item.path("created_at"));
                old &= created != null && created.isBefore(since());
            }
            if (whole && known && !news || old || page.next() == null || i >= most) {
                break;
            }
            page = github.after(repository, topic, page);
        }
        github.keep(repository, first);
        memory.markListed(repository.id(), topic.name().toLowerCase(Locale.ROOT));
        return true;
    }

    /** Whether the details of one may be asked for. */
    boolean affords(TrackedRepository repository, DeploymentEvent it) throws ForgeException {
        return it.at().isAfter(clock.instant().minus(NEWS)) || github.plenty(repository);
    }

    /** Nobody looks further back. */
    Instant since() {
        return clock.instant().minus(Ladder.WINDOW);
    }
}

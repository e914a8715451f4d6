package io.rootops.dashboard.view;

import io.rootops.core.pattern.RecurringError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error that came back: new or more frequent after several deployments, or in several incidents.
 *
 * @param environment null: not known
 * @param template its line without what changes in it
 * @param deployments after which a look found it
 * @param incidents of the service in which it was found
 * @param ofIncidents all of the service
 * @param text how often, in words
 */
public record RecurringErrorItem(
        String service,
        @Nullable String environment,
        String template,
        int deployments,
        int incidents,
        int ofIncidents,
        Instant firstFoundAt,
        Instant lastFoundAt,
        String text) {

    public static RecurringErrorItem of(RecurringError it) {
        return new RecurringErrorItem(
                it.service().name(),
                it.service().environment().isEmpty() ? null : it.service().environment(),
                it.template(),
                it.deployments(),
                it.incidents(),
                it.ofIncidents(),
                it.first(),
                it.last(),
                text(it));
    }

    private static String text(RecurringError it) {
        List<String> parts = new ArrayList<>();
        if (it.incidents() > 0) {
            parts.add("in " + Shown.number(it.incidents()) + " of " + Shown.count(it.ofIncidents(), "incident"));
        }
        if (it.deployments() > 0) {
            parts.add("after " + Shown.count(it.deployments(), "deployment"));
        }
        return String.join(", ", parts);
    }
}

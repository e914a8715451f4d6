package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonValue;
import io.rootops.core.engine.RepositoryChoices;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The repositories to choose from; those that are followed already are left out. In JSON it is the list alone.
 *
 * @param offered false: there is no choice, and nothing to show
 * @param answered false until the forge has answered for the first time
 * @param more how many there are besides
 * @param problem why the last question was not answered, and how to mend it
 */
public record ChoicesView(
        boolean offered,
        boolean answered,
        List<ChoiceItem> items,
        int more,
        @Nullable String problem) {

    static ChoicesView of(RepositoryChoices.Listing listing, Set<String> followed) {
        return new ChoicesView(
                listing.offered(),
                listing.answered(),
                listing.newest().stream()
                        .filter(it -> !followed.contains(it.name()))
                        .map(it -> new ChoiceItem(it.name(), it.isPrivate(), it.pushedAt()))
                        .toList(),
                listing.more(),
                listing.problem());
    }

    @Override
    @JsonValue
    public List<ChoiceItem> items() {
        return items;
    }
}

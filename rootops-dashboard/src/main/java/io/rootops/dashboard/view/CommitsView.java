package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of the list of commits, newest first. */
public record CommitsView(
        @JsonUnwrapped Ranking ranking,
        List<CommitItem> items,
        @Nullable String nextCursor) {

    public static CommitsView of(Page<CommitSummary> page) {
        return new CommitsView(
                Ranking.BY_SIZE, page.items().stream().map(CommitItem::of).toList(), page.nextCursor());
    }
}

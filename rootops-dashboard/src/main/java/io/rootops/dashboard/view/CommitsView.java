package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of the list of commits, newest first. */
public record CommitsView(
        @JsonUnwrapped Ranking ranking,
        List<CommitItem> items,
        @Nullable String nextCursor) {}

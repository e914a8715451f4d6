package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A repository to choose. */
public record ChoiceItem(
        String name,
        @JsonProperty("private") boolean isPrivate,
        @Nullable Instant pushedAt) {}

package io.rootops.core.suspicion;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.signal.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What looked wrong in a service at one time.
 *
 * @param repository that the service came from then; null: not known
 * @param kind of its strongest finding, when it was opened
 * @param told since when it is within the budget of alarms; null: it is held back
 * @param closed when it had been quiet for long enough; null: it is open
 * @param said what a person said of it; null: nothing
 * @param incident that it became when it was confirmed, or is more of; null: none
 * @param findings in the order in which they were made; at least one
 */
public record Suspicion(
        UUID id,
        @Nullable RepositoryId repository,
        ServiceName service,
        Kind kind,
        Instant opened,
        @Nullable Instant told,
        Instant lastSeen,
        @Nullable Instant closed,
        @Nullable Said said,
        @Nullable UUID incident,
        List<Seen> findings) {

    /** What is found of a service within this time belongs to the suspicion there is; after so long it closes. */
    public static final Duration QUIET = Duration.ofHours(1);

    /** The strongest first: several kinds of findings, then by kind, then by how much there was. */
    public static final Comparator<Suspicion> STRENGTH = Comparator.comparing((Suspicion it) -> -it.findings.stream()
                    .map(seen -> seen.finding().kind())
                    .distinct()
                    .count())
            .thenComparing(Suspicion::kind)
            .thenComparing(it -> -it.findings.get(0).finding().value())
            .thenComparing(Suspicion::opened);

    public Suspicion {
        findings = List.copyOf(findings);
    }

    /** When the first of what was found began. */
    public Instant began() {
        return findings.stream()
                .map(it -> it.finding().first())
                .filter(it -> it.isBefore(opened))
                .min(Comparator.naturalOrder())
                .orElse(opened);
    }

    /** "Silence: till (production)". */
    public String title() {
        String words = kind.words();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ": " + service;
    }

    /**
     * A finding.
     *
     * @param template text of its log template then; null: it is of none
     */
    public record Seen(Finding finding, @Nullable String template) {}

    /** What a person said, how they came in, and when. */
    public record Said(Answer answer, String by, Instant at) {}
}

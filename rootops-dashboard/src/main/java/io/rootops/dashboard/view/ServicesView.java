package io.rootops.dashboard.view;

import io.rootops.core.signal.origin.Correction;
import io.rootops.core.signal.origin.ServiceMapping;
import io.rootops.core.signal.origin.ServiceOrigin;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which repository each service comes from.
 *
 * @param unmapped services of which nobody knows, and nobody said that they come from none
 * @param services those first
 * @param left how many services are not in the list
 */
public record ServicesView(Instant generatedAt, int unmapped, List<ServiceItem> services, int left) {

    /** How a service stands. */
    public enum State {
        /** It is known. */
        MAPPED,
        /** Several repositories are equally good. */
        AMBIGUOUS,
        /** Nothing tells. */
        UNMAPPED,
        /** A person said that it comes from none of those that are followed. */
        NONE;

        public static State of(ServiceMapping it) {
            if (it.origin().isPresent()) {
                return MAPPED;
            }
            if (it.correction() != null) {
                return NONE;
            }
            return it.candidates().isEmpty() ? UNMAPPED : AMBIGUOUS;
        }

        /** Whether somebody should say what is so. */
        public boolean open() {
            return this == AMBIGUOUS || this == UNMAPPED;
        }
    }

    /**
     * A service.
     *
     * @param environment null: not known
     * @param origin null: not known, or none
     * @param candidates where several are equally good
     * @param correction what a person said; null: nobody did
     */
    public record ServiceItem(
            String service,
            @Nullable String environment,
            State state,
            @Nullable OriginItem origin,
            List<OriginItem> candidates,
            @Nullable CorrectionItem correction,
            Instant lastSeenAt) {

        /** @param name of a repository by its number */
        public static ServiceItem of(ServiceMapping it, Function<ServiceOrigin, String> name) {
            return new ServiceItem(
                    it.service().name(),
                    it.service().environment().isEmpty() ? null : it.service().environment(),
                    State.of(it),
                    it.origin().map(origin -> OriginItem.of(origin, name)).orElse(null),
                    it.candidates().stream()
                            .map(origin -> OriginItem.of(origin, name))
                            .toList(),
                    it.correction() == null ? null : CorrectionItem.of(it.correction()),
                    it.lastSeenAt());
        }

        /** For people: "till in production". */
        public String where() {
            return environment == null ? service : service + " in " + environment;
        }

        public String candidateNames() {
            return candidates.stream().map(OriginItem::repository).distinct().collect(Collectors.joining(", "));
        }
    }

    /**
     * What a service comes from.
     *
     * @param path directory of the repository; null: all of it
     * @param confidence high, medium or low
     * @param basis the surest of what tells so, a word
     * @param evidence all that tells so, in words
     */
    public record OriginItem(
            String repository, @Nullable String path, String confidence, String basis, String evidence) {
        static OriginItem of(ServiceOrigin it, Function<ServiceOrigin, String> name) {
            return new OriginItem(
                    name.apply(it),
                    it.path().isEmpty() ? null : it.path(),
                    it.confidence().word(),
                    it.basis().word(),
                    it.evidence());
        }

        public String page() {
            return Links.overview(repository);
        }
    }

    /** Who said it and when. */
    public record CorrectionItem(String by, Instant at) {
        static CorrectionItem of(Correction it) {
            return new CorrectionItem(it.by(), it.at());
        }
    }
}

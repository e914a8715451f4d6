package io.rootops.core.signal.prometheus;

import io.rootops.core.signal.ServiceName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a program says that it is.
 *
 * @param metric that says it
 * @param seen when it was seen last, of several times
 * @param own whether it is named after the service
 * @param revision a sha, perhaps abbreviated
 */
record BuildInfo(
        String metric,
        int seen,
        boolean own,
        @Nullable String version,
        @Nullable String revision) {
    static final BuildInfo NONE = new BuildInfo("", 0, false, null, null);
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{7,40}");
    private static final int LONGEST = 200;

    private static final List<String> VERSIONS = List.of("version", "service_version", "app_version", "build_version");
    private static final List<String> REVISIONS = List.of(
            "revision",
            "commit",
            "git_commit",
            "gitCommit",
            "git_sha",
            "sha",
            "commit_sha",
            "commit_id",
            "git_revision",
            "vcs_ref_head_revision");

    static BuildInfo of(String metric, int seen, ServiceName service, Map<String, String> labels) {
        String plain = service.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        return new BuildInfo(
                metric,
                seen,
                metric.toLowerCase(Locale.ROOT).startsWith(plain),
                first(labels, VERSIONS, it -> !it.equals("unknown") && !it.equals("(devel)")),
                revision(labels));
    }

    private static @Nullable String revision(Map<String, String> labels) {
        String revision = first(
                labels,
                REVISIONS,
                it -> SHA.matcher(it.toLowerCase(Locale.ROOT)).matches());
        return revision == null ? null : revision.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String first(Map<String, String> labels, List<String> names, Predicate<String> fits) {
        return names.stream()
                .map(labels::get)
                .filter(Objects::nonNull)
                .filter(it -> !it.isBlank() && it.length() <= LONGEST && fits.test(it))
                .findFirst()
                .orElse(null);
    }

    /**
     * Of two of one program: of one metric that which was seen longer, as a store may show for a while what was said before; else
     * that of the program's own name, and the one that tells more. Libraries tell theirs, too.
     */
    BuildInfo better(BuildInfo other) {
        boolean same = metric.equals(other.metric);
        if (same && seen != other.seen) {
            return seen > other.seen ? this : other;
        }
        if (weight() != other.weight()) {
            return weight() > other.weight() ? this : other;
        }
        return metric.compareTo(other.metric) <= 0 ? this : other;
    }

    private int weight() {
        return (own ? 4 : 0) + (revision != null ? 2 : 0) + (version != null ? 1 : 0);
    }
}

package io.rootops.core.pattern;

import io.rootops.core.risk.Features;
import java.util.List;
import java.util.Locale;

/**
 * Something that a commit or a deployment has or has not: the condition of a pattern.
 *
 * @param subject a directory without a slash at the end, the word of a {@link ChangeKind}, a {@link SizeBand} or a
 *     {@link DeploymentBand}, the path of the file that was changed, or the name of a service or an environment
 * @param partner path of the file that was not; "" unless the kind is {@link PatternKind#PAIR}
 */
public record Trait(PatternKind kind, String subject, String partner) {
    static Trait path(String directory) {
        return new Trait(PatternKind.PATH, directory, "");
    }

    static Trait of(ChangeKind kind) {
        return new Trait(PatternKind.CHANGE, kind.word(), "");
    }

    static Trait of(SizeBand band) {
        return new Trait(PatternKind.SIZE, band.word(), "");
    }

    static Trait of(DeploymentBand band) {
        return new Trait(band.kind(), band.word(), "");
    }

    /** For people, as what follows "a commit that" or "a deployment that". */
    public String words() {
        return switch (kind) {
            case PATH -> "touches " + subject;
            case CHANGE -> change().words();
            case SIZE -> SizeBand.valueOf(subject.toUpperCase(Locale.ROOT)).words();
            case PAIR -> "changes " + subject + " without " + partner;
            case COMMITS, TOP_RISK, PAUSE -> DeploymentBand.of(subject).words();
            case SERVICE -> "is of the service " + subject;
            case ENVIRONMENT -> subject.isEmpty() ? "names no environment" : "goes to " + subject;
        };
    }

    /**
     * Whether a commit has it; never of what speaks of deployments. Which files usually change together is not asked here: a pair is taken as it was found, and
     * {@link ChangeKind#PARTNER_MISSING} is never met.
     *
     * @param paths of the files that it touches
     */
    public boolean met(Features features, List<String> paths) {
        return switch (kind) {
            case PATH -> paths.stream().anyMatch(it -> it.startsWith(subject + "/"));
            case CHANGE ->
                change().of(features, paths.stream().map(ChangePaths::plain).toList());
            case SIZE -> SizeBand.valueOf(subject.toUpperCase(Locale.ROOT)).of(features);
            case PAIR -> paths.contains(subject) && !paths.contains(partner);
            case COMMITS, TOP_RISK, PAUSE, SERVICE, ENVIRONMENT -> false;
        };
    }

    private ChangeKind change() {
        return ChangeKind.valueOf(subject.toUpperCase(Locale.ROOT));
    }
}

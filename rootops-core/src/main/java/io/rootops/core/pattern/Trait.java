package io.rootops.core.pattern;

import io.rootops.core.risk.Features;
import java.util.List;
import java.util.Locale;

/**
 * Something that a commit has or has not: the condition of a pattern.
 *
 * @param subject a directory without a slash at the end, the word of a {@link ChangeKind} or a {@link SizeBand}, or the
 *     path of the file that was changed
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

    /** For people, as what follows "a commit that". */
    public String words() {
        return switch (kind) {
            case PATH -> "touches " + subject;
            case CHANGE -> change().words();
            case SIZE -> SizeBand.valueOf(subject.toUpperCase(Locale.ROOT)).words();
            case PAIR -> "changes " + subject + " without " + partner;
        };
    }

    /**
     * Whether a commit has it. Which files usually change together is not asked here: a pair is taken as it was found, and
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
        };
    }

    private ChangeKind change() {
        return ChangeKind.valueOf(subject.toUpperCase(Locale.ROOT));
    }
}

package io.rootops.core.pattern;

import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Kinds of change; a commit may be of several. */
public enum ChangeKind {
    MIGRATION("changes a database migration", it -> it.known(Feature.MIGF) > 0),
    CONFIGURATION("changes configuration", it -> it.known(Feature.CONFF) > 0),
    BUILD("changes the build", it -> it.known(Feature.BUILDF) > 0),
    DEPENDENCIES("changes a list of dependencies", it -> false, ChangePaths::dependencies),
    CI("changes continuous integration", it -> false, ChangePaths::integration),
    INFRASTRUCTURE("changes infrastructure", it -> false, ChangePaths::infrastructure),
    TESTS_MISSING(
            "adds code and touches no test",
            it -> it.known(Feature.CODEADD) >= ChangeKind.CODE_LINES && it.known(Feature.TESTF) == 0),
    TESTS_ONLY("touches tests and no other code", it -> it.known(Feature.TESTF) > 0 && it.known(Feature.CODEF) == 0),
    RENAMES("renames files", it -> it.known(Feature.RENF) > 0),
    DELETES("deletes files", it -> it.known(Feature.DELF) > 0),
    NEW_FILES("adds files", it -> it.known(Feature.NEWF) > 0),
    CONCURRENCY("changes code of concurrency", it -> it.known(Feature.ACONC) + it.known(Feature.DCONC) > 0),
    WIDE("touches three top-level directories or more", it -> it.known(Feature.NS) >= ChangeKind.MANY),
    LATELY_FIXED(
            "touches files that were fixed three times or more in the last 180 days",
            it -> it.known(Feature.FFIX180) >= ChangeKind.MANY),
    OFTEN_CHANGED(
            "touches files that changed ten times or more in the last 30 days",
            it -> it.known(Feature.CHG30) >= ChangeKind.OFTEN),
    FIX("is a fix itself", it -> it.known(Feature.FIX) > 0),
    REVERT("reverts another commit", it -> it.known(Feature.ISREVERT) > 0),
    REFACTORING("speaks of refactoring", it -> it.known(Feature.WREF) > 0),
    FEATURE("speaks of a new feature", it -> it.known(Feature.WFEAT) > 0),
    PARTNER_MISSING("changes a file without the one that it usually changes with");

    private static final int MANY = 3;
    private static final int OFTEN = 10;
    private static final int CODE_LINES = 5;

    private final String words;
    private final Predicate<Features> features;
    private final Predicate<String> paths;

    ChangeKind(String words, Predicate<Features> features) {
        this(words, features, path -> false);
    }

    /** Told by {@link FilePairs}. */
    ChangeKind(String words) {
        this(words, it -> false, path -> false);
    }

    ChangeKind(String words, Predicate<Features> features, Predicate<String> paths) {
        this.words = words;
        this.features = features;
        this.paths = paths;
    }

    /** Whether a commit is of this kind; never of {@link #PARTNER_MISSING}, which takes the past to tell. */
    boolean of(Features known, List<String> lowerCasePaths) {
        return features.test(known) || lowerCasePaths.stream().anyMatch(paths);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people, as what follows "a commit that". */
    String words() {
        return words;
    }
}

package io.rootops.core.incident;

import java.util.Locale;

/** What was changed, where it was no commit. */
public enum ChangeKind {
    FEATURE_FLAG("Feature flag", CulpritAnswer.Kind.CONFIGURATION),
    CONFIGURATION("Configuration", CulpritAnswer.Kind.CONFIGURATION),
    INFRASTRUCTURE("Infrastructure", CulpritAnswer.Kind.INFRASTRUCTURE),
    /** Run by hand, and not with a deployment. */
    DATABASE_MIGRATION("Database migration", CulpritAnswer.Kind.DATA),
    /** What others run or publish, such as an API. */
    DEPENDENCY("Dependency", CulpritAnswer.Kind.DEPENDENCY),
    /** Of what comes from no repository that is followed. */
    DEPLOYMENT("Deployment", CulpritAnswer.Kind.OTHER),
    OTHER("Other change", CulpritAnswer.Kind.OTHER);

    private final String title;
    private final CulpritAnswer.Kind answer;

    ChangeKind(String title, CulpritAnswer.Kind answer) {
        this.title = title;
        this.answer = answer;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** What is said of an incident that such a change caused. */
    public CulpritAnswer.Kind answer() {
        return answer;
    }

    /** As it is stored and written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ChangeKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

package io.rootops.core.signal.origin;

import io.rootops.core.deployment.Confidence;
import java.util.Locale;

/**
 * What tells where a service comes from, from the surest sign to the weakest: where two name different repositories, the
 * surer one is believed.
 */
public enum Basis {
    /** A person said so. */
    CORRECTION(Confidence.HIGH),
    /** The service says which commit it was built from. */
    REVISION(Confidence.HIGH),
    /** The repository has its name. */
    NAME(Confidence.MEDIUM),
    /** A compose file builds it, or a manifest runs an image that has the name of a repository or a directory as it. */
    DECLARATION(Confidence.MEDIUM),
    /** A directory that is built by itself has its name. */
    DIRECTORY(Confidence.MEDIUM),
    /** It begins after the deployments of the repository: below a name, since one repository may deploy what others hold. */
    DEPLOYMENTS(Confidence.MEDIUM),
    /** The repository has its name but for words that say where it runs or that it is a service. */
    SIMILAR_NAME(Confidence.LOW),
    /** The same of a directory that is built by itself. */
    SIMILAR_DIRECTORY(Confidence.LOW);

    private final Confidence confidence;

    Basis(Confidence confidence) {
        this.confidence = confidence;
    }

    /** How sure it is alone. */
    public Confidence confidence() {
        return confidence;
    }

    /** Whether it goes by what the service does; else by what it is called. */
    boolean behaviour() {
        return this == REVISION || this == DEPLOYMENTS;
    }

    /** As it is stored and written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Basis of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

package io.rootops.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a caller may do. */
public enum Scope {
    /** Everything that is shown: pages, API, metrics. */
    READ("look at pages, API and metrics"),
    INCIDENT_WRITE("report and answer incidents"),
    DEPLOYMENT_WRITE("report deployments and other changes"),
    /** Everything, the other scopes included. */
    ADMIN("everything, tokens too");

    private final String meaning;

    Scope(String meaning) {
        this.meaning = meaning;
    }

    /** As people and programs write it, such as incident-write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people, a few words. */
    public String meaning() {
        return meaning;
    }

    public static Optional<Scope> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /** Whether holders of these may do what this scope allows. */
    public boolean isIn(Set<Scope> held) {
        return held.contains(this) || held.contains(ADMIN);
    }
}

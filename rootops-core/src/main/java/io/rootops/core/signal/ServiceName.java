package io.rootops.core.signal;

import java.util.Comparator;

/**
 * What runs somewhere, as its signals name it.
 *
 * @param environment that it runs in; empty: not known
 */
public record ServiceName(String name, String environment) implements Comparable<ServiceName> {
    private static final Comparator<ServiceName> ORDER =
            Comparator.comparing(ServiceName::name).thenComparing(ServiceName::environment);

    @Override
    public int compareTo(ServiceName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return environment.isEmpty() ? name : name + " (" + environment + ")";
    }
}

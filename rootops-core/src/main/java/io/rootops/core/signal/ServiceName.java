package io.rootops.core.signal;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What runs somewhere, as its signals name it.
 *
 * @param environment that it runs in; empty: not known
 */
public record ServiceName(String name, String environment) implements Comparable<ServiceName> {
    private static final Comparator<ServiceName> ORDER =
            Comparator.comparing(ServiceName::name).thenComparing(ServiceName::environment);

    /** An index takes no row of more than 2,704 bytes. */
    private static final int LONGEST = 200;

    /** By what a store says, as far as it can be kept: too long a name is cut. */
    public static ServiceName of(String name, @Nullable String environment) {
        return new ServiceName(kept(name), environment == null ? "" : kept(environment));
    }

    private static String kept(String text) {
        String name = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return name.replace('\0', '\uFFFD');
    }

    @Override
    public int compareTo(ServiceName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return environment.isEmpty() ? name : name + " (" + environment + ")";
    }
}

package io.rootops.core.signal.limit;

import java.util.Locale;

/** What of a service may be full one day. */
public enum LimitKind {
    /** Of a container, or the heap of a Java machine: the fullest instance. */
    MEMORY,
    /** The fullest volume, disk or file system. */
    DISK,
    /** Nothing limits it: twice what it usually was counts as the limit. */
    LATENCY;

    /** In lower case, as it is stored and told to programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static LimitKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

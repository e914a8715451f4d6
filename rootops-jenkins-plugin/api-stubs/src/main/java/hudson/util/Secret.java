package hudson.util;

import java.io.Serializable;

public final class Secret implements Serializable {
    private Secret() {}

    public static String toString(Secret secret) {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }
}

package io.rootops.core.signal.declaration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into what YAML was read to; what is of another kind is as if it were not there. */
final class Fields {
    private static final int LONGEST = 200;

    private Fields() {}

    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /** The map at the end of a way through maps. */
    static Map<?, ?> at(Map<?, ?> from, String... way) {
        Map<?, ?> map = from;
        for (String field : way) {
            map = map(map.get(field));
        }
        return map;
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** Null: it is none, or blank, or longer than a name is, or a place to fill. */
    static @Nullable String name(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= LONGEST && text.indexOf('$') < 0
                ? text.strip()
                : null;
    }

    /** Without registry, tag and digest; null: it is none. */
    static @Nullable String image(@Nullable Object value) {
        String image = name(value);
        if (image == null) {
            return null;
        }
        String plain = image.replaceFirst("@.*", "").replaceFirst(":[^:/]*$", "");
        int slash = plain.indexOf('/');
        String host = slash < 0 ? "" : plain.substring(0, slash);
        boolean registry = host.contains(".") || host.contains(":") || host.equals("localhost");
        return registry ? plain.substring(slash + 1) : plain;
    }
}

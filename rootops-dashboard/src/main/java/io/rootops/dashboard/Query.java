package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request. A parameter that is present and empty counts as absent: that is how forms send an untouched
 * field.
 */
record Query(String path, Map<String, String> values) {

    static Query of(HttpServletRequest request) {
        Map<String, String> values = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, all) -> {
            if (!all[0].isBlank()) {
                values.put(name, all[0].strip());
            }
        });
        return new Query(request.getRequestURI(), values);
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    /**
     * A whole number.
     *
     * @throws ProblemException when it is none, or out of range
     */
    int number(String name, int fallback, int least, int most) {
        String value = get(name);
        if (value == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words as a number out of range.
        }
        throw wrong(name, "a whole number from " + least + " to " + most);
    }

    /**
     * One of the words of an enum, lower-case.
     *
     * @throws ProblemException when it is another
     */
    <E extends Enum<E>> @Nullable E word(String name, Class<E> type) {
        String value = get(name);
        if (value == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> it.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> wrong(
                        name,
                        Arrays.stream(type.getEnumConstants())
                                .map(it -> it.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    ProblemException wrong(String name, String expected) {
        String value = get(name);
        String what = value == null ? name + " is missing" : name + " '" + value + "' cannot be used";
        return ProblemException.badParameter(name, what + "; expected " + expected, path);
    }
}

package io.rootops.core.signal.prometheus;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A label that names the service, which may be only a part of its value. */
record ServiceLabel(String label, Form form) {
    /** What beside the name is in the value, as regular expressions that Java and RE2 read alike. */
    enum Form {
        WHOLE("", ""),
        /** {@code namespace/name}, as OpenTelemetry and pod monitors make it. */
        JOB("(?:.*/)?", ""),
        /** The workload's name, then what Kubernetes makes up of letters that spell no words, or a number. */
        POD("", "(?:-[b-df-hj-np-tv-xz2456789]{6,10}-" + MADE_UP + "|-" + MADE_UP + "|-[0-9]+)?"),
        /** {@code name@provider}, as Traefik makes it. */
        PROVIDER("", "(?:@.*)?");

        private final String before;
        private final String after;
        private final Pattern pattern;

        Form(String before, String after) {
            this.before = before;
            this.after = after;
            this.pattern = Pattern.compile(before + "(.+?)" + after, Pattern.DOTALL);
        }
    }

    private static final String MADE_UP = "[b-df-hj-np-tv-xz2456789]{5}";

    static ServiceLabel whole(String label) {
        return new ServiceLabel(label, Form.WHOLE);
    }

    /** Null: the label is not there, or blank. */
    @Nullable
    String name(Map<String, String> labels) {
        String value = labels.getOrDefault(label, "");
        Matcher matcher = form.pattern.matcher(value);
        return value.isBlank() || !matcher.matches() ? null : matcher.group(1);
    }

    /** Selects series of any of these services, and perhaps some more. */
    String matcher(Collection<String> names) {
        return PromQl.label(label) + "=~" + PromQl.quoted(form.before + PromQl.anyOf(names) + form.after);
    }

    /** Selects series that have no such label. */
    String absent() {
        return PromQl.label(label) + "=\"\"";
    }
}

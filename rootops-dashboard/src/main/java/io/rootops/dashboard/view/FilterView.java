package io.rootops.dashboard.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the list of commits is narrowed to, as the address says it, and the addresses of other choices. Another choice
 * always starts at the newest commit.
 *
 * @param base path of the list
 * @param values the query without its cursor
 * @param branches to choose from
 */
public record FilterView(String base, Map<String, String> values, List<String> branches) {

    /** A choice among several. */
    public record Choice(String label, String href, boolean chosen) {}

    /** A filter in force, and the address without it. */
    public record InForce(String text, String hrefWithout) {}

    private static final Map<String, String> RANGES = ranges();

    public @Nullable String get(String name) {
        return values.get(name);
    }

    /** Null unless the parameter is a date, as a date input needs it. */
    public @Nullable String date(String name) {
        String value = values.get(name);
        return value != null && value.matches("\\d{4}-\\d{2}-\\d{2}") ? value : null;
    }

    /** With these parameters changed: name, value, name, value …; a null value takes the parameter away. */
    public String href(@Nullable String... changes) {
        Map<String, String> query = new LinkedHashMap<>(values);
        for (int i = 0; i < changes.length; i += 2) {
            String name = changes[i];
            String value = changes[i + 1];
            if (name != null) {
                query.remove(name);
                if (value != null) {
                    query.put(name, value);
                }
            }
        }
        return query.isEmpty()
                ? base
                : query.entrySet().stream()
                        .map(it -> Links.value(it.getKey()) + "=" + Links.value(it.getValue()))
                        .collect(Collectors.joining("&", base + "?", ""));
    }

    public List<Choice> times() {
        boolean open = values.get("from") == null && values.get("to") == null;
        List<Choice> choices = new ArrayList<>();
        RANGES.forEach((label, from) -> choices.add(new Choice(
                label, href("from", from, "to", null), from.equals(values.get("from")) && values.get("to") == null)));
        choices.add(new Choice("All time", href("from", null, "to", null), open));
        return choices;
    }

    public List<InForce> inForce() {
        List<InForce> filters = new ArrayList<>();
        add(filters, "q", "matches “", "”");
        add(filters, "path", "in ", "");
        add(filters, "branch", "on branch ", "");
        if (RANGES.containsValue(values.get("from")) && values.get("to") == null) {
            return filters;
        }
        add(filters, "from", "from ", "");
        add(filters, "to", "to ", "");
        return filters;
    }

    private void add(List<InForce> filters, String name, String before, String after) {
        String value = values.get(name);
        if (value != null) {
            filters.add(new InForce(before + Shown.cut(value, 60) + after, href(name, null)));
        }
    }

    private static Map<String, String> ranges() {
        Map<String, String> ranges = new LinkedHashMap<>();
        ranges.put("24 h", "now-24h");
        ranges.put("7 d", "now-7d");
        ranges.put("30 d", "now-30d");
        ranges.put("90 d", "now-90d");
        return ranges;
    }
}

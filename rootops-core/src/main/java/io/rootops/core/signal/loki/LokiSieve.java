package io.rootops.core.signal.loki;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Of which services only those lines are fetched that smell of trouble. It is coarse, as a line that is fetched for nothing
 * costs little: what a line says is judged when it is here.
 *
 * @param names of services; {@link #EVERY} among them: all
 */
record LokiSieve(SortedSet<String> names) {
    /** No service is called so: its label would be missing. */
    static final String EVERY = "";

    /** Some proxies take 8 KB of an address, in which each sign of a query may take three. */
    private static final int MOST_CHARACTERS = 2_000;

    /** Words of levels, and what stack traces are made of, as each of their lines may be an entry of its own. */
    private static final String TROUBLE =
            "(?i)error|\\berr\\b|exception|fatal|\\bftl\\b|panic|crit|severe|failure|\\balert\\b|emerg"
                    + "|warn|\\bwrn\\b|traceback|caused by|suppressed:|goroutine \\d|^\\s+at |^\\s+file \"|^\\s*\\.\\.\\. \\d+ more"
                    + "|^[ewf]\\d{4} |\"(level|lvl|severity|priority)\":\\s*\"?([0-4]|[456]0)\\b";

    /** For lines without such a word: what whoever wrote or collected them says. */
    private static final String LEVELS =
            "(?i)(error|err|critical|crit|fatal|panic|severe|alert|emerg|emergency|warn|warning)";

    static LokiSieve of(Collection<String> names) {
        TreeSet<String> all = new TreeSet<>(names);
        boolean tooLong = all.stream().mapToInt(it -> it.length() + 1).sum() > MOST_CHARACTERS;
        return new LokiSieve(tooLong || all.contains(EVERY) ? new TreeSet<>(List.of(EVERY)) : all);
    }

    boolean every() {
        return names.contains(EVERY);
    }

    boolean holds(String service) {
        return every() || names.contains(service);
    }

    /** The lines of all services; those of sieved ones as far as they smell of trouble. No line matches two of these. */
    List<LokiQuery> queries(String serviceLabel, long from, long to) {
        String any = serviceLabel + "=~\".+\"";
        List<LokiQuery> queries = new ArrayList<>();
        if (!every()) {
            String others = names.isEmpty() ? any : any + ", " + serviceLabel + "!~" + alternation();
            queries.add(new LokiQuery("{" + others + "}", from, to));
        }
        if (!names.isEmpty()) {
            String sieved = "{" + (every() ? any : serviceLabel + "=~" + alternation()) + "}";
            queries.add(new LokiQuery(sieved + " |~ " + LogQl.quoted(TROUBLE), from, to));
            queries.add(new LokiQuery(
                    sieved + " !~ " + LogQl.quoted(TROUBLE) + " | detected_level=~\"" + LEVELS + "\" or level=~\""
                            + LEVELS + "\" or severity=~\"" + LEVELS + "\"",
                    from,
                    to));
        }
        return queries;
    }

    private String alternation() {
        return LogQl.quoted(names.stream()
                .map(it -> it.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0"))
                .collect(Collectors.joining("|")));
    }
}

package io.rootops.core.pull;

import io.rootops.core.change.Author;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who knows the files that a range changes, by having changed them. People are named, never ranked. */
public final class Acquaintance {
    private static final int MOST_PEOPLE = 3;
    /** Whoever has not been there for so long has forgotten much of it, and may have left. */
    private static final Duration MEMORABLE = Duration.ofDays(2 * 365);

    private static final Pattern NOREPLY = Pattern.compile("(?:[0-9]+\\+)?([^@+]+)@users\\.noreply\\..+");

    private Acquaintance() {}

    private record Of(String email, String path) {}

    /** What somebody did to a file. */
    private record Done(Author author, String path, int times, Instant last) {
        static Done of(Touch touch) {
            return new Done(touch.author(), touch.path(), 1, touch.at());
        }

        Done and(Done other) {
            boolean later = other.last().isAfter(last);
            return new Done(later ? other.author() : author, path, times + other.times(), later ? other.last() : last);
        }
    }

    /**
     * At most three, in the order of their names.
     *
     * @param touches past changes of the files
     * @param emails of those who wrote the range: they need no introduction
     * @param login of who asks for it to be merged; null: unknown
     */
    public static List<Reviewer> of(
            Collection<Touch> touches, Set<String> emails, @Nullable String login, Instant now) {
        Map<Of, Done> done = new HashMap<>();
        for (Touch touch : touches) {
            Author author = touch.author();
            boolean asks = emails.contains(author.email()) || isAccount(author.email(), login);
            if (!author.bot() && !asks && touch.at().isAfter(now.minus(MEMORABLE))) {
                done.merge(new Of(author.email(), touch.path()), Done.of(touch), Done::and);
            }
        }
        Map<String, Integer> inAll = new HashMap<>();
        Map<String, Done> most = new HashMap<>();
        done.forEach((of, it) -> {
            inAll.merge(of.email(), it.times(), Integer::sum);
            most.merge(of.email(), it, Acquaintance::better);
        });
        Comparator<Done> knowing = Comparator.<Done>comparingInt(
                        it -> inAll.getOrDefault(it.author().email(), 0))
                .thenComparing(Done::last)
                .reversed()
                .thenComparing(it -> it.author().email());
        return most.values().stream()
                .sorted(knowing)
                .limit(MOST_PEOPLE)
                .map(it -> new Reviewer(it.author().name(), it.path(), it.times(), it.last()))
                .sorted(Comparator.comparing(Reviewer::name))
                .toList();
    }

    private static Done better(Done one, Done other) {
        Comparator<Done> order =
                Comparator.comparingInt(Done::times).thenComparing(Done::last).thenComparing(Done::path);
        return order.compare(one, other) >= 0 ? one : other;
    }

    /** GitHub's own addresses hold the login. */
    private static boolean isAccount(String email, @Nullable String login) {
        Matcher account = NOREPLY.matcher(email);
        return login != null && account.matches() && account.group(1).equalsIgnoreCase(login);
    }
}

package io.rootops.core.pull;

import io.rootops.core.change.Author;
import io.rootops.core.privacy.Pseudonym;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who knows the code that a range changes: those who wrote the lines that it replaces, and where these are fewer than
 * three, those who changed its files. People are named, never ranked. Who asked to be forgotten is not named.
 */
public final class Acquaintance {
    private static final int MOST_PEOPLE = 3;
    /** Whoever has not been there for so long has forgotten much of it, and may have left. */
    private static final Duration MEMORABLE = Duration.ofDays(2 * 365);

    /** A line that goes was the code itself; one beside an insertion is only near it. */
    private static final int GONE = 4;

    private static final Pattern NOREPLY = Pattern.compile("(?:[0-9]+\\+)?([^@+]+)@users\\.noreply\\..+");

    private Acquaintance() {}

    private record Of(String email, String path) {}

    /** What somebody did in a file. */
    private record Done(Author author, String path, int much, Instant last) {
        static Done of(Touch touch) {
            return new Done(touch.author(), touch.path(), 1, touch.at());
        }

        static Done of(ReplacedLines lines) {
            return new Done(lines.author(), lines.path(), GONE * lines.lines() + lines.beside(), lines.at());
        }

        Done and(Done other) {
            boolean later = other.last().isAfter(last);
            return new Done(later ? other.author() : author, path, much + other.much(), later ? other.last() : last);
        }
    }

    /**
     * At most three, in the order of their names.
     *
     * @param past of the files of the range
     * @param emails of those who wrote the range: they need no introduction
     * @param login of who asks for it to be merged; null: unknown
     */
    public static List<Reviewer> of(FilePast past, Set<String> emails, @Nullable String login, Instant now) {
        List<Done> wrote = knowing(past.lines().stream().map(Done::of), emails, login, now);
        Set<String> named = wrote.stream().map(it -> it.author().email()).collect(Collectors.toSet());
        List<Reviewer> people = new ArrayList<>();
        wrote.stream().limit(MOST_PEOPLE).forEach(it -> people.add(reviewer(it, true)));
        knowing(past.touches().stream().map(Done::of), emails, login, now).stream()
                .filter(it -> !named.contains(it.author().email()))
                .limit(MOST_PEOPLE - people.size())
                .forEach(it -> people.add(reviewer(it, false)));
        people.sort(Comparator.comparing(Reviewer::name).thenComparing(Reviewer::path));
        return List.copyOf(people);
    }

    /** What each did in the file that they did most in; who did most comes first. */
    private static List<Done> knowing(Stream<Done> all, Set<String> emails, @Nullable String login, Instant now) {
        Map<Of, Done> done = new HashMap<>();
        all.forEach(it -> {
            Author author = it.author();
            boolean asks = emails.contains(author.email()) || login != null && login.equalsIgnoreCase(login(author));
            boolean nobody = author.bot() || Pseudonym.isAddress(author.email());
            if (!nobody && !asks && it.last().isAfter(now.minus(MEMORABLE))) {
                done.merge(new Of(author.email(), it.path()), it, Done::and);
            }
        });
        Map<String, Integer> inAll = new HashMap<>();
        Map<String, Done> most = new HashMap<>();
        done.forEach((of, it) -> {
            inAll.merge(of.email(), it.much(), Integer::sum);
            most.merge(of.email(), it, Acquaintance::better);
        });
        Comparator<Done> knowing = Comparator.<Done>comparingInt(
                        it -> inAll.getOrDefault(it.author().email(), 0))
                .thenComparing(Done::last)
                .reversed()
                .thenComparing(it -> it.author().email());
        return most.values().stream().sorted(knowing).toList();
    }

    private static Reviewer reviewer(Done it, boolean wroteLines) {
        return new Reviewer(it.author().name(), login(it.author()), wroteLines, it.path(), it.last());
    }

    private static Done better(Done one, Done other) {
        Comparator<Done> order =
                Comparator.comparingInt(Done::much).thenComparing(Done::last).thenComparing(Done::path);
        return order.compare(one, other) >= 0 ? one : other;
    }

    /** GitHub's own addresses hold it. */
    private static @Nullable String login(Author author) {
        Matcher account = NOREPLY.matcher(author.email());
        return account.matches() ? account.group(1) : null;
    }
}
